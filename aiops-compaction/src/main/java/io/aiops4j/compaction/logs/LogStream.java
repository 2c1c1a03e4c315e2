package io.aiops4j.compaction.logs;

import io.aiops4j.api.telemetry.LogRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** The lines of one component: a miner of its own, and when each template was seen. */
final class LogStream {
  /** One template with its occurrences. */
  record Counted(
      String template,
      @org.jspecify.annotations.Nullable LogSignature signature,
      Occurrences seen) {}

  private final TemplateMiner miner = new TemplateMiner();
  private final SortedMap<Integer, Occurrences> mined = new TreeMap<>();
  private final SortedMap<String, Counted> signed = new TreeMap<>();
  private final List<LogStream> others = new ArrayList<>();
  private long unassigned;

  void add(LogRecord record, boolean inObserved, SignatureIndex signatures) {
    List<String> tokens = LineTokens.of(record.body());
    LogSignature signature = signatures.find(tokens);
    if (signature != null) {
      signed
          .computeIfAbsent(
              signature.id(), id -> new Counted(signature.template(), signature, new Occurrences()))
          .seen()
          .add(record, inObserved);
      return;
    }
    int cluster = miner.add(tokens);
    if (cluster > 0) {
      mined.computeIfAbsent(cluster, number -> new Occurrences()).add(record, inObserved);
    } else if (!tokens.isEmpty()) {
      unassigned++;
    }
  }

  /** A stream that was split: its templates are joined by their text. */
  void merge(LogStream other) {
    others.add(other);
  }

  long unassigned() {
    return unassigned + others.stream().mapToLong(LogStream::unassigned).sum();
  }

  /** All templates with their occurrences, sorted by text; equal texts are one. */
  List<Counted> all() {
    SortedMap<String, Counted> byText = new TreeMap<>();
    collect(byText);
    return List.copyOf(byText.values());
  }

  private void collect(SortedMap<String, Counted> byText) {
    mined.forEach((number, seen) -> put(byText, miner.template(number).text(), null, seen));
    signed.forEach((id, c) -> put(byText, c.template(), c.signature(), c.seen()));
    others.forEach(other -> other.collect(byText));
  }

  private static void put(
      SortedMap<String, Counted> byText,
      String text,
      @org.jspecify.annotations.Nullable LogSignature signature,
      Occurrences seen) {
    Counted all =
        byText.computeIfAbsent(text, key -> new Counted(text, signature, new Occurrences()));
    all.seen().merge(seen);
  }
}
