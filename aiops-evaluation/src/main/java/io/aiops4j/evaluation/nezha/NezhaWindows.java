package io.aiops4j.evaluation.nezha;

import io.aiops4j.api.compaction.CompactionWindow;
import io.aiops4j.api.telemetry.TimeRange;
import io.aiops4j.api.topology.Topology;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What of a day is compared with what for one case: one rule for every case.
 *
 * <p>Reference is all that came before the onset less a guard, without the times of earlier
 * incidents, which are known and not normal. Observed is what came from the onset on.
 */
final class NezhaWindows {
  /** The onset is only known to tens of seconds, and trouble may start before it is noticed. */
  static final Duration GUARD = Duration.ofMinutes(2);

  /** Used instead when less history than the guard itself would be left. */
  static final Duration SHORT_GUARD = Duration.ofSeconds(5);

  /** An incident is taken out from this long before its onset ... */
  static final Duration BEFORE_INCIDENT = Duration.ofSeconds(5);

  /** ... until this long after: it lasts three minutes, and its metrics trail by one. */
  static final Duration AFTER_INCIDENT = Duration.ofMinutes(4);

  /** From this long after the onset on, what is seen counts as seen under the incident. */
  static final Duration SETTLE = Duration.ofSeconds(5);

  private NezhaWindows() {}

  /**
   * {@return the comparison for a case}
   *
   * @param incident the case
   * @param day all cases of its day; those later are not looked at
   * @param history when telemetry of the day begins
   * @param topology of the day
   */
  static CompactionWindow of(
      NezhaCase incident, List<NezhaCase> day, Instant history, Topology topology) {
    TimeRange observed = new TimeRange(incident.onset().plus(SETTLE), incident.asOf());
    List<TimeRange> reference = normal(incident, day, history, GUARD);
    Duration left = reference.stream().map(TimeRange::length).reduce(Duration.ZERO, Duration::plus);
    if (left.compareTo(GUARD) < 0) {
      reference = normal(incident, day, history, SHORT_GUARD);
    }
    return new CompactionWindow(reference, observed, incident.asOf(), topology);
  }

  /** {@return whether so little history exists that the guard had to be given up} */
  static boolean shortHistory(CompactionWindow window, NezhaCase incident) {
    Instant end = incident.onset().minus(GUARD);
    return window.reference().isEmpty()
        || window.reference().get(window.reference().size() - 1).to().isAfter(end);
  }

  private static List<TimeRange> normal(
      NezhaCase incident, List<NezhaCase> day, Instant history, Duration guard) {
    Instant end = incident.onset().minus(guard);
    List<TimeRange> ranges = new ArrayList<>();
    Instant from = history;
    for (NezhaCase earlier : day.stream().sorted(Comparator.comparing(NezhaCase::onset)).toList()) {
      if (earlier.onset().isBefore(incident.onset())) {
        addIfAny(ranges, from, earliest(earlier.onset().minus(BEFORE_INCIDENT), end));
        Instant over = earlier.onset().plus(AFTER_INCIDENT);
        from = over.isAfter(from) ? over : from;
      }
    }
    addIfAny(ranges, from, end);
    return ranges;
  }

  private static void addIfAny(List<TimeRange> ranges, Instant from, Instant to) {
    if (from.isBefore(to)) {
      ranges.add(new TimeRange(from, to));
    }
  }

  private static Instant earliest(Instant a, Instant b) {
    return a.isBefore(b) ? a : b;
  }
}
