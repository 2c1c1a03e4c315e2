package io.aiops4j.compaction;

import io.aiops4j.api.compaction.Evidence;
import io.aiops4j.api.compaction.EvidenceDigest.Omission;
import io.aiops4j.compaction.redaction.Redactor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Counts what was left out by kind and reason, sorted, redacted. */
final class Omissions {
  private final TreeMap<String, Map<String, Integer>> counts = new TreeMap<>();

  Omissions(List<Omission> before) {
    before.forEach(
        each -> count(Redactor.redact(each.what()), Redactor.redact(each.why()), each.count()));
  }

  void add(String kind, String why) {
    count(kind, why, 1);
  }

  /** Counts the attributes of a piece that are not carried, because nobody reads so many. */
  void addAttributesBeyond(Evidence item) {
    int beyond = item.attributes().size() - Redaction.MOST_ATTRIBUTES;
    if (beyond > 0) {
      String why = "attributes beyond the first " + Redaction.MOST_ATTRIBUTES + " of one item";
      count(item.kind(), why, beyond);
    }
  }

  private void count(String kind, String why, int count) {
    counts.computeIfAbsent(kind, unused -> new TreeMap<>()).merge(why, count, Omissions::sum);
  }

  private static int sum(int a, int b) {
    return (int) Math.min(Integer.MAX_VALUE, (long) a + b);
  }

  List<Omission> list() {
    List<Omission> all = new ArrayList<>();
    counts.forEach(
        (kind, reasons) ->
            reasons.forEach((why, count) -> all.add(new Omission(kind, count, why))));
    return all;
  }
}
