package io.aiops4j.compaction.logs;

import io.aiops4j.api.telemetry.LogRecord;
import io.aiops4j.api.telemetry.Severity;
import io.aiops4j.api.telemetry.TrustClass;
import io.aiops4j.compaction.mining.MaskedLine;
import io.aiops4j.compaction.state.StateReader;
import io.aiops4j.compaction.state.StateWriter;
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
      // Redacting costs more than all the rest: only what may be the example is worth it.
      if (millis <= firstMillis) {
        see(millis, MaskedLine.plain(record.body()));
      }
    }
  }

  void write(StateWriter out) {
    write(reference, out);
    write(observed, out);
    out.number(firstMillis).number(lastMillis).text(example);
    out.text(severity.name()).text(trust.name());
  }

  static Occurrences read(StateReader in) {
    Occurrences read = new Occurrences();
    read(read.reference, in);
    read(read.observed, in);
    read.firstMillis = in.number();
    read.lastMillis = in.number();
    read.example = in.text();
    String severity = in.text();
    String trust = in.text();
    try {
      read.severity = Severity.valueOf(severity);
      read.trust = TrustClass.valueOf(trust);
    } catch (IllegalArgumentException e) {
      throw in.invalid("'" + severity + "' or '" + trust + "' is not known");
    }
    return read;
  }

  private static void write(TreeMap<Long, Integer> minutes, StateWriter out) {
    out.count(minutes.size());
    minutes.forEach((minute, count) -> out.number(minute).count(count));
  }

  private static void read(TreeMap<Long, Integer> minutes, StateReader in) {
    for (int n = in.parts(2); n > 0; n--) {
      minutes.put(in.number(), in.smallCount());
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
