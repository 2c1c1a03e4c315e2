package io.aiops4j.compaction.logs;

import io.aiops4j.api.telemetry.LogRecord;
import io.aiops4j.api.telemetry.Severity;
import io.aiops4j.api.telemetry.TrustClass;
import java.util.TreeMap;

/** When one template of one stream was seen. */
final class Occurrences {
  private static final int MOST_MINUTES = 20_000;
  private static final int LONGEST_EXAMPLE = 200;
  static final long MINUTE = 60_000;

  private final TreeMap<Long, Integer> reference = new TreeMap<>();
  private final TreeMap<Long, Integer> observed = new TreeMap<>();
  private long firstMillis = Long.MAX_VALUE;
  private long lastMillis = Long.MIN_VALUE;
  private String example = "";
  private Severity severity = Severity.UNSPECIFIED;
  private TrustClass trust = TrustClass.KERNEL;

  void add(LogRecord record, boolean inObserved) {
    TreeMap<Long, Integer> minutes = inObserved ? observed : reference;
    long millis = record.time().toEpochMilli();
    long minute = Math.floorDiv(millis, MINUTE);
    if (minutes.size() < MOST_MINUTES || minutes.containsKey(minute)) {
      minutes.merge(minute, 1, Integer::sum);
    }
    trust = trust.lowest(record.trust());
    if (inObserved) {
      lastMillis = Math.max(lastMillis, millis);
      severity = record.severity().compareTo(severity) > 0 ? record.severity() : severity;
      see(millis, LineTokens.plain(record.body()));
    }
  }

  private void see(long millis, String plain) {
    // Earliest first, then by text: the same whatever order parts come in.
    if (millis < firstMillis || millis == firstMillis && plain.compareTo(example) < 0) {
      firstMillis = millis;
      example = plain;
    }
  }

  void merge(Occurrences other) {
    other.reference.forEach((minute, count) -> reference.merge(minute, count, Integer::sum));
    other.observed.forEach((minute, count) -> observed.merge(minute, count, Integer::sum));
    trust = trust.lowest(other.trust);
    severity = other.severity.compareTo(severity) > 0 ? other.severity : severity;
    lastMillis = Math.max(lastMillis, other.lastMillis);
    if (other.firstMillis != Long.MAX_VALUE) {
      see(other.firstMillis, other.example);
    }
  }

  TreeMap<Long, Integer> referenceMinutes() {
    return reference;
  }

  TreeMap<Long, Integer> observedMinutes() {
    return observed;
  }

  long referenceCount() {
    return reference.values().stream().mapToLong(Integer::longValue).sum();
  }

  long observedCount() {
    return observed.values().stream().mapToLong(Integer::longValue).sum();
  }

  long firstMillis() {
    return firstMillis;
  }

  long lastMillis() {
    return lastMillis;
  }

  String example() {
    return example.length() <= LONGEST_EXAMPLE
        ? example
        : example.substring(0, LONGEST_EXAMPLE - 1) + "…";
  }

  Severity severity() {
    return severity;
  }

  TrustClass trust() {
    return trust;
  }
}
