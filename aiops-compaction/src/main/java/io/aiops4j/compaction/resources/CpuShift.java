package io.aiops4j.compaction.resources;

import io.aiops4j.compaction.stats.ComparedSeries;
import io.aiops4j.compaction.stats.Samples;
import io.aiops4j.compaction.stats.Tails;
import java.util.Arrays;
import java.util.List;

/**
 * One CPU series now and before, on a log scale.
 *
 * @param now the observed statistic
 * @param past the same statistic at every earlier time, at least one
 */
record CpuShift(double now, double[] past) {
  /** Smallest scale believed: changes under a tenth are no news. */
  private static final double LEAST_SCALE = 0.1;

  /** As many values of history as weigh as much as the fleet's drift of the moment. */
  private static final double ENOUGH_HISTORY = 20;

  /** A value this far above the median (65 % more) may be a leftover of an earlier incident. */
  private static final double FAR = 0.5;

  private static final double FAR_SIGMAS = 4;

  /** At most this share of the history is taken for leftovers. */
  private static final double DROPPED = 0.35;

  static CpuShift of(ComparedSeries values, double offset) {
    return new CpuShift(
        log(values.now(), offset),
        Arrays.stream(values.pastMedians()).map(v -> log(v, offset)).toArray());
  }

  private static double log(double value, double offset) {
    return StrictMath.log(Math.max(0, value) + Math.max(offset, 1e-9));
  }

  /**
   * {@return how much use moves everywhere at the moment, because load does: the robust spread of
   * all shifts}
   *
   * <p>A median, so it is immune to the fault itself, which moves a few.
   */
  static double drift(List<CpuShift> shifts) {
    double[] all = shifts.stream().mapToDouble(s -> s.now - Samples.median(s.past)).toArray();
    return Samples.MAD_TO_SIGMA * Samples.mad(all);
  }

  /**
   * {@return the strength of a rise over the history}
   *
   * <p>A short history says little about its own spread, so the fleet's drift stands in for it.
   * Past values far above the rest are left out, as leftovers of earlier incidents, but those that
   * look like now discount the strength: what comes and goes is not new.
   *
   * @param drift of the fleet, see {@link #drift(List)}
   */
  double strength(double drift) {
    double[] sorted = Samples.sorted(past);
    double median = Samples.median(sorted);
    double far = Math.max(FAR, FAR_SIGMAS * Samples.MAD_TO_SIGMA * Samples.mad(sorted));
    int kept = sorted.length;
    int least = (int) Math.ceil((1 - DROPPED) * sorted.length);
    while (kept > least && sorted[kept - 1] - median > far) {
      kept--;
    }
    double usual = Samples.median(Arrays.copyOf(sorted, kept));
    double ignorance = ENOUGH_HISTORY / (ENOUGH_HISTORY + kept);
    double strength =
        Tails.exceedance(
            now, Arrays.copyOf(sorted, kept), Math.max(LEAST_SCALE, ignorance * drift));
    double near = (now - usual) / 2;
    double like = Arrays.stream(sorted).filter(v -> Math.abs(v - now) < near).count();
    double seen = like / sorted.length;
    return strength * (1 - seen) * (1 - seen);
  }
}
