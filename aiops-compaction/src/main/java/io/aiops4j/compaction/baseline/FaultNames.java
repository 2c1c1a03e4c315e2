package io.aiops4j.compaction.baseline;

import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/** Tells counters of faults by the words in their names. */
final class FaultNames implements Predicate<String> {
  private static final List<String> WORDS =
      List.of("xid", "ecc", "error", "fail", "retired", "remapped", "replay", "crc", "fatal");

  @Override
  public boolean test(String metric) {
    String lower = metric.toLowerCase(Locale.ROOT);
    for (String word : WORDS) {
      if (lower.contains(word)) {
        return true;
      }
    }
    return false;
  }
}
