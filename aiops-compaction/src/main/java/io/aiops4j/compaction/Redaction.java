package io.aiops4j.compaction;

import io.aiops4j.api.compaction.Evidence;
import io.aiops4j.api.signal.PinnedSignal;
import io.aiops4j.api.signal.SignalQuery;
import io.aiops4j.api.telemetry.Coverage;
import io.aiops4j.compaction.redaction.Cut;
import io.aiops4j.compaction.redaction.Redactor;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/** Takes the secrets out of one piece of evidence, and cuts what has no bound. */
final class Redaction {
  /** Labels are as long and as many as their author likes; what is shown is not. */
  static final int MOST_ATTRIBUTES = 100;

  private Redaction() {}

  /** The evidence itself if nothing had to go, else a copy with an id of its own. */
  static Evidence of(Evidence item, int longest) {
    String statement = Cut.shown(Redactor.redact(item.statement()), longest);
    TreeMap<String, String> attributes = new TreeMap<>();
    item.attributes().entrySet().stream()
        .limit(MOST_ATTRIBUTES)
        .forEach(
            e ->
                attributes.put(
                    unused(
                        Cut.shown(Redactor.redact(e.getKey()), longest),
                        attributes.keySet(),
                        longest),
                    Cut.shown(value(e.getKey(), e.getValue()), longest)));
    String unit = Redactor.redact(item.unit());
    boolean signalIsClean = item.signal().map(Redaction::isClean).orElse(true);
    if (statement.equals(item.statement())
        && attributes.equals(item.attributes())
        && unit.equals(item.unit())
        && signalIsClean) {
      return item;
    }
    Evidence.Builder copy =
        copy(item)
            .magnitude(item.magnitude(), unit)
            .statement(statement.isBlank() ? item.kind() : statement)
            .attributes(attributes);
    // A signal must be read again literally, so it cannot be redacted: one with a secret is
    // dropped.
    item.signal().filter(Redaction::isClean).ifPresent(copy::signal);
    return copy.build();
  }

  /** A builder with all that the evidence holds but its signal. */
  static Evidence.Builder copy(Evidence item) {
    return Evidence.builder(item.modality(), item.component(), item.kind(), item.range())
        .speaksFor(item.speaksFor())
        .strength(item.strength())
        .magnitude(item.magnitude(), item.unit())
        .shape(item.shape())
        .trust(item.trust())
        .statement(item.statement())
        .query(item.query())
        .attributes(item.attributes());
  }

  /** The coverage itself if nothing had to go, else a copy: a source's error may name its key. */
  static Coverage of(Coverage coverage) {
    List<Coverage.Missing> missing =
        coverage.missing().stream()
            .map(
                gap ->
                    new Coverage.Missing(
                        gap.modality(), Redactor.redact(gap.what()), Redactor.redact(gap.why())))
            .toList();
    return missing.equals(coverage.missing())
        ? coverage
        : new Coverage(
            coverage.asked(),
            coverage.records(),
            missing,
            coverage.completeUntil(),
            coverage.clockOffset());
  }

  /** The value without secrets, also those that only the name beside it gives away. */
  static String value(String name, String value) {
    String said = name + "=";
    String together = Redactor.redact(said + value);
    return together.startsWith(said) ? together.substring(said.length()) : Redactor.redact(value);
  }

  private static boolean isClean(PinnedSignal signal) {
    SignalQuery query = signal.query();
    return Redactor.redact(query.name()).equals(query.name())
        && query.attributes().entrySet().stream()
            .allMatch(e -> value(e.getKey(), e.getValue()).equals(e.getValue()));
  }

  /** The name itself, or a number behind it if it is taken: two secrets may have one mask. */
  private static String unused(String name, Set<String> taken, int longest) {
    String free = name;
    for (int n = 2; taken.contains(free); n++) {
      String number = " (" + n + ")";
      free = Cut.head(name, longest - number.length()) + number;
    }
    return free;
  }
}
