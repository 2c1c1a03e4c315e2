package io.aiops4j.compaction.logs;

import io.aiops4j.api.compaction.CompactionWindow;
import io.aiops4j.api.signal.Band;
import io.aiops4j.api.signal.FrozenBaseline;
import io.aiops4j.api.signal.PinnedSignal;
import io.aiops4j.api.signal.Reducer;
import io.aiops4j.api.signal.SignalQuery;
import io.aiops4j.api.telemetry.Modality;
import io.aiops4j.api.telemetry.TimeRange;
import io.aiops4j.api.topology.Component;
import io.aiops4j.compaction.stats.Tails;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/** How often a template comes in the observed range, against how often it came before. */
final class LogRates {
  private static final double MINUTE = 60_000;

  /** The tail sums up to this many terms; larger counts are scaled down, which only weakens it. */
  private static final double MOST_TRIALS = 50_000;

  private static final double LEAST_SIGMA = 0.1;
  private static final double EXIT_SIGMAS = 2;

  private final TimeRange baselineRange;
  private final double referenceMinutes;
  private final double observedMinutes;

  private LogRates(TimeRange baselineRange, double referenceMinutes, double observedMinutes) {
    this.baselineRange = baselineRange;
    this.referenceMinutes = referenceMinutes;
    this.observedMinutes = observedMinutes;
  }

  static LogRates of(CompactionWindow window) {
    TimeRange observed = window.observed();
    Instant end = window.asOf().isBefore(observed.to()) ? window.asOf() : observed.to();
    double now = Math.max(1 / 60.0, (end.toEpochMilli() - observed.from().toEpochMilli()) / MINUTE);
    double before = 0;
    for (TimeRange range : window.reference()) {
      before += range.length().toMillis() / MINUTE;
    }
    TimeRange covered =
        window.reference().isEmpty()
            ? new TimeRange(observed.from(), observed.from())
            : new TimeRange(
                window.reference().get(0).from(),
                window.reference().get(window.reference().size() - 1).to());
    return new LogRates(covered, before, now);
  }

  double referenceMinutes() {
    return referenceMinutes;
  }

  double observedMinutes() {
    return observedMinutes;
  }

  /**
   * The strength of having so much of a template now. Each witness falls into the observed time
   * with the share of that time (the conditional test of two Poisson rates).
   *
   * <p>One minute of a template is one witness, however often it repeats there: that it was said,
   * and that it was said more than in any minute of the reference. Only where most minutes of the
   * reference have it is it a rate and no event; then lines are witnesses too, divided by how they
   * clump in the reference (variance over mean of a minute), as one event may write fifty.
   */
  double burst(Occurrences seen) {
    double share = observedMinutes / (observedMinutes + referenceMinutes);
    if (!(share > 0 && share < 1)) {
      return 0;
    }
    double said = tail(seen.observedMinutes().size(), seen.referenceMinutes().size(), share);
    double strength = Math.max(said, tail(records(seen), 0, share));
    if (2.0 * seen.referenceMinutes().size() > referenceMinutes) {
      double mean = mean(seen);
      double clump = Math.max(1, variance(seen, mean) / mean);
      double lines = tail(seen.observedCount() / clump, seen.referenceCount() / clump, share);
      strength = Math.max(strength, lines);
    }
    return strength;
  }

  /** Minutes with more lines than any of the reference. */
  private static int records(Occurrences seen) {
    int most = seen.referenceMinutes().values().stream().mapToInt(n -> n).max().orElse(0);
    return (int) seen.observedMinutes().values().stream().filter(n -> n > most).count();
  }

  private static double tail(double now, double before, double share) {
    double scale = Math.max(1, (now + before) / MOST_TRIALS);
    int hits = (int) Math.floor(now / scale);
    int trials = hits + (int) Math.ceil(before / scale);
    return hits == 0 ? 0 : Tails.binomial(hits, trials, share);
  }

  /** The first line if the template is new, else the first minute beyond what was usual. */
  long onsetMillis(Occurrences seen) {
    if (seen.referenceCount() == 0) {
      return seen.onsetMillis();
    }
    double usual = usual(seen);
    for (Map.Entry<Long, Integer> minute : seen.observedMinutes().entrySet()) {
      if (minute.getValue() > usual) {
        return Math.max(seen.onsetMillis(), minute.getKey() * Occurrences.MINUTE);
      }
    }
    return seen.onsetMillis();
  }

  /** What shows recovery: no more lines of the template a minute than before. */
  PinnedSignal signal(Component component, String template, Occurrences seen) {
    SortedMap<String, String> none = Collections.emptySortedMap();
    long minutes = (long) Math.floor(referenceMinutes);
    Optional<FrozenBaseline> baseline = Optional.empty();
    if (minutes >= 1) {
      double mean = mean(seen);
      double sigma = Math.max(LEAST_SIGMA, StrictMath.sqrt(variance(seen, mean)));
      baseline = Optional.of(new FrozenBaseline(mean, sigma, minutes, baselineRange));
    }
    return new PinnedSignal(
        new SignalQuery(Modality.LOGS, component, template, none),
        Reducer.LOG_COUNT,
        Band.atMost(seen.referenceCount() == 0 ? 0 : healthy(seen)),
        baseline);
  }

  /** What the reference itself showed in a minute is healthy; what the incident shows is not. */
  private double healthy(Occurrences seen) {
    double before = seen.referenceMinutes().values().stream().mapToInt(n -> n).max().orElse(0);
    double now = seen.observedMinutes().values().stream().mapToInt(n -> n).max().orElse(0);
    return Math.max(usual(seen), Math.min(before, now - 1));
  }

  /** What a minute of the reference holds at most, as a rule. */
  private double usual(Occurrences seen) {
    double mean = mean(seen);
    return mean + EXIT_SIGMAS * StrictMath.sqrt(variance(seen, mean));
  }

  private double mean(Occurrences seen) {
    return seen.referenceCount() / Math.max(1, referenceMinutes);
  }

  private double variance(Occurrences seen, double mean) {
    double minutes = Math.max(1, referenceMinutes);
    double squares = 0;
    for (int count : seen.referenceMinutes().values()) {
      squares += (double) count * count;
    }
    return Math.max(0, squares / minutes - mean * mean);
  }
}
