package io.aiops4j.compaction.metrics;

import io.aiops4j.api.Canonical;
import io.aiops4j.api.compaction.Evidence;
import io.aiops4j.api.compaction.FaultType;
import io.aiops4j.api.compaction.Shape;
import io.aiops4j.api.signal.Band;
import io.aiops4j.api.signal.Reducer;
import io.aiops4j.compaction.stats.Samples;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/**
 * Looks for a gauge that began to jump from sample to sample at about the same level, where a wide
 * range of usual levels hides it.
 *
 * <p>The median step of each {@value #BLOCK} samples, so that one odd sample, which makes two large
 * steps, does not count; two blocks in a row must be beyond what the blocks of the reference were.
 */
final class JitterLook {
  static final String KIND = "metric.jitter";

  private static final int BLOCK = 8;
  private static final int LEAST_BLOCKS = 6;

  /** Steps must be so many times the usual: less is no news. */
  private static final double TIMES = 2;

  /** And their mean so many times: two blocks at the usual size and two at twice that. */
  private static final double LEAST_TIMES = 1.2;

  private final MetricFacts facts;
  private final double cost;

  JitterLook(MetricFacts facts, int searched) {
    this.facts = facts;
    this.cost = ShiftLook.cost(searched);
  }

  Optional<Evidence> of(Subject series) {
    ReducedSeries reduced = series.reduced();
    double[] reference = reduced.reference();
    double[] observed = reduced.observed();
    if (reduced.isCounted()
        || observed.length <= 2 * BLOCK
        || reference.length <= LEAST_BLOCKS * BLOCK
        || meanStep(observed) < LEAST_TIMES * meanStep(reference)) {
      return Optional.empty();
    }
    double[] before = blocks(reference);
    double[] now = blocks(observed);
    Usual usual = Usual.of(before, Samples.largestMagnitude(now));
    for (int i = 1; i < now.length; i++) {
      double both = Math.min(now[i - 1], now[i]);
      if (both > TIMES * usual.mean() && usual.sigmas(both) > Usual.ENTRY_SIGMAS) {
        double strength = usual.strength(both) - cost;
        return strength > 0
            ? Optional.of(evidence(series, usual, both, strength, (i - 1) * BLOCK))
            : Optional.empty();
      }
    }
    return Optional.empty();
  }

  private Evidence evidence(Subject series, Usual usual, double now, double strength, int onset) {
    ReducedSeries reduced = series.reduced();
    Evidence.Builder evidence =
        facts
            .evidence(
                series,
                KIND,
                reduced.times()[onset],
                Map.of("before", Canonical.number(usual.mean()), "now", Canonical.number(now)))
            .speaksFor(FaultType.UNKNOWN)
            .strength(strength)
            .magnitude(Math.min(Shift.MOST_SIGMAS, usual.sigmas(now)), "sigma")
            .shape(Shape.PENDING)
            .statement(
                series.named()
                    + " began to jump by "
                    + Canonical.number(now)
                    + " from sample to sample, before by "
                    + Canonical.number(usual.mean())
                    + ", at "
                    + Instant.ofEpochMilli(reduced.times()[onset]));
    if (!series.meaning().followsWork()) {
      double[] steps = steps(reduced.reference());
      Usual single = Usual.of(steps, 1);
      evidence.signal(
          facts.signal(
              series,
              Reducer.STEP_SIZE,
              Band.atMost(single.highest()),
              Optional.of(single.frozen(facts.referenceRange()))));
    }
    return evidence.build();
  }

  private static double[] blocks(double[] values) {
    double[] steps = steps(values);
    double[] blocks = new double[steps.length / BLOCK];
    for (int i = 0; i < blocks.length; i++) {
      blocks[i] = Samples.median(Arrays.copyOfRange(steps, i * BLOCK, (i + 1) * BLOCK));
    }
    return blocks;
  }

  private static double[] steps(double[] values) {
    double[] steps = new double[values.length - 1];
    for (int i = 0; i < steps.length; i++) {
      steps[i] = Samples.distance(values[i + 1], values[i]);
    }
    return steps;
  }

  private static double meanStep(double[] values) {
    double sum = 0;
    for (int i = 1; i < values.length; i++) {
      sum += Math.abs(values[i] - values[i - 1]);
    }
    return sum / (values.length - 1);
  }
}
