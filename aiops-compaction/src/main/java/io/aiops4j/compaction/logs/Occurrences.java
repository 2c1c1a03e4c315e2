package io.aiops4j.compaction.logs;

import io.aiops4j.api.telemetry.LogRecord;
import io.aiops4j.api.telemetry.Severity;
import io.aiops4j.api.telemetry.TrustClass;
import io.aiops4j.compaction.mining.MaskedLine;
import io.aiops4j.compaction.redaction.Cut;
import io.aiops4j.compaction.state.StateReader;
import io.aiops4j.compaction.state.StateWriter;
import java.util.SortedMap;

/** When one template of one stream was seen. */
final class Occurrences {
  private static final int LONGEST_EXAMPLE = 200;
  static final long MINUTE = 60_000;

  private final Minutes reference;
  private final Minutes observed;

  /** The first line of the observed range. */
  private long onsetMillis = Long.MAX_VALUE;

  /** The first line of all, reference and observed. */
  private long firstMillis = Long.MAX_VALUE;

  private long lastMillis = Long.MIN_VALUE;
  private String example = "";
  private Severity severity = Severity.UNSPECIFIED;
  private TrustClass trust = TrustClass.KERNEL;

  Occurrences() {
    this(new Minutes(), new Minutes());
  }

  private Occurrences(Minutes reference, Minutes observed) {
    this.reference = reference;
    this.observed = observed;
  }

  void add(LogRecord record, boolean inObserved) {
    long millis = record.time().toEpochMilli();
    (inObserved ? observed : reference).add(Math.floorDiv(millis, MINUTE), 1);
    firstMillis = Math.min(firstMillis, millis);
    lastMillis = Math.max(lastMillis, millis);
    trust = trust.lowest(record.trust());
    if (inObserved) {
      severity = record.severity().compareTo(severity) > 0 ? record.severity() : severity;
      // Redacting costs more than all the rest: only what may be the example is worth it.
      if (millis <= onsetMillis) {
        see(millis, MaskedLine.plain(record.body()));
      }
    }
  }

  void write(StateWriter out) {
    reference.write(out);
    observed.write(out);
    out.number(onsetMillis).number(firstMillis).number(lastMillis).text(example);
    out.text(severity.name()).text(trust.name());
  }

  static Occurrences read(StateReader in) {
    Occurrences read = new Occurrences(Minutes.read(in), Minutes.read(in));
    read.onsetMillis = in.number();
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

  private void see(long millis, String plain) {
    // Earliest first, then by text: the same whatever order parts come in.
    if (millis < onsetMillis || millis == onsetMillis && plain.compareTo(example) < 0) {
      onsetMillis = millis;
      example = plain;
    }
  }

  void merge(Occurrences other) {
    reference.merge(other.reference);
    observed.merge(other.observed);
    trust = trust.lowest(other.trust);
    severity = other.severity.compareTo(severity) > 0 ? other.severity : severity;
    firstMillis = Math.min(firstMillis, other.firstMillis);
    lastMillis = Math.max(lastMillis, other.lastMillis);
    if (other.onsetMillis != Long.MAX_VALUE) {
      see(other.onsetMillis, other.example);
    }
  }

  SortedMap<Long, Integer> referenceMinutes() {
    return reference.counts();
  }

  SortedMap<Long, Integer> observedMinutes() {
    return observed.counts();
  }

  long referenceCount() {
    return reference.lines();
  }

  long observedCount() {
    return observed.lines();
  }

  long lines() {
    return referenceCount() + observedCount();
  }

  /** {@return how many lines are counted without their minute} */
  long minuteless() {
    return reference.beyond() + observed.beyond();
  }

  /** {@return the first line of the observed range} */
  long onsetMillis() {
    return onsetMillis;
  }

  long firstMillis() {
    return firstMillis;
  }

  long lastMillis() {
    return lastMillis;
  }

  String example() {
    return Cut.shown(example, LONGEST_EXAMPLE);
  }

  Severity severity() {
    return severity;
  }

  TrustClass trust() {
    return trust;
  }
}
