package io.aiops4j.compaction.metrics;

import io.aiops4j.api.signal.Band;
import io.aiops4j.api.signal.FrozenBaseline;
import io.aiops4j.api.telemetry.TimeRange;
import io.aiops4j.compaction.stats.Samples;
import io.aiops4j.compaction.stats.Tails;

/** What is usual for a series: mean and floored sigma of its reference, and its tail. */
final class Usual {
  /** Beyond this many sigma a sample is unusual. */
  static final double ENTRY_SIGMAS = 3;

  /** Within this many it is usual again; between the two it is neither. */
  static final double EXIT_SIGMAS = 2;

  /*
   * Every sample of a hold must be in the exit band. A hold of twenty samples of ten signals is two
   * hundred draws: at 2 sigma some ten of them lie outside by chance, at 4 sigma none. A level of
   * 3 sigma, which would open an incident, cannot hold for twenty samples below 4 either. What the
   * reference itself showed is healthy, too. But the band ends at the middle between usual and the
   * incident's level at the latest, so that the incident itself never counts as healthy.
   */
  private static final double REACH_SIGMAS = 4;

  /** Sigma is at least this share of the mean: smaller moves are no news on any device. */
  private static final double RELATIVE_FLOOR = 0.01;

  private static final double ABSOLUTE_FLOOR = 1e-9;

  /** The scale of a Gaussian's tail beyond its 95th percentile, about, in sigma. */
  private static final double SCALE_OF_SIGMA = 0.4;

  /** Where there was only zero, the scale of the tail as a share of the peak. */
  private static final double SCALE_FROM_ZERO = 0.1;

  private final double[] sorted;
  private final double mean;
  private final double sigma;
  private final double scaleFloor;

  private Usual(double[] sorted, double mean, double sigma, double scaleFloor) {
    this.sorted = sorted;
    this.mean = mean;
    this.sigma = sigma;
    this.scaleFloor = scaleFloor;
  }

  /**
   * @param reference at least one finite value
   * @param peak the largest magnitude observed: the floor where the reference is all zero
   */
  static Usual of(double[] reference, double peak) {
    double mean = Samples.mean(reference);
    double sigma = Samples.deviation(reference, mean);
    double floor = RELATIVE_FLOOR * (mean == 0 && sigma == 0 ? Math.abs(peak) : Math.abs(mean));
    double[] sorted = Samples.sorted(reference);
    double least = Math.max(Samples.stepOfSorted(sorted), Math.max(floor, ABSOLUTE_FLOOR));
    double scaleFloor = Math.max(least, SCALE_OF_SIGMA * sigma);
    return new Usual(sorted, mean, Math.max(sigma, least), scaleFloor);
  }

  /**
   * Whether no observed value can be beyond the entry, told without sorting: most series are quiet,
   * and the floors of sigma only make them more so.
   */
  static boolean isQuiet(double[] reference, double[] observed) {
    double mean = Samples.mean(reference);
    double most =
        ENTRY_SIGMAS
            * Math.max(Samples.deviation(reference, mean), RELATIVE_FLOOR * Math.abs(mean));
    for (double value : observed) {
      if (Math.abs(value - mean) > most) {
        return false;
      }
    }
    return true;
  }

  double mean() {
    return mean;
  }

  boolean isConstant() {
    return lowest() == highest();
  }

  /** Deviation in sigma, positive upwards. */
  double sigmas(double value) {
    return (value - mean) / sigma;
  }

  /** Strength of a value in the direction of its deviation, from the tail of the reference. */
  double strength(double value) {
    boolean fromZero = isConstant() && mean == 0;
    double scale = Math.max(scaleFloor, fromZero ? SCALE_FROM_ZERO * Math.abs(value) : 0);
    if (value >= mean) {
      return Tails.exceedanceOfSorted(value, sorted, scale);
    }
    return Tails.exceedanceOfSorted(-value, mirrored(), scale);
  }

  private double[] mirrored() {
    double[] mirrored = new double[sorted.length];
    for (int i = 0; i < mirrored.length; i++) {
      mirrored[i] = -sorted[mirrored.length - 1 - i];
    }
    return mirrored;
  }

  double lowest() {
    return sorted[0];
  }

  double highest() {
    return sorted[sorted.length - 1];
  }

  /**
   * The exit band, on the side that is bad, or on both, given the level of the incident.
   *
   * @param counted whether the values are counts of events, which scatter by their square root even
   *     where the reference happened to be even
   */
  Band healthy(boolean upwards, boolean bothSides, double level, boolean counted) {
    double middle = Math.abs(sigmas(level)) / 2;
    double scatter = counted ? EXIT_SIGMAS * StrictMath.sqrt(Math.abs(mean)) / sigma : 0;
    double up = exit(Math.max(scatter, sigmas(highest())), middle);
    double down = exit(Math.max(scatter, -sigmas(lowest())), middle);
    double upper = upwards || bothSides ? mean + up * sigma : Double.POSITIVE_INFINITY;
    double lower = !upwards || bothSides ? mean - down * sigma : Double.NEGATIVE_INFINITY;
    return new Band(lower, upper);
  }

  private static double exit(double extreme, double middle) {
    return Math.max(EXIT_SIGMAS, Math.min(Math.max(REACH_SIGMAS, extreme), middle));
  }

  FrozenBaseline frozen(TimeRange range) {
    // Of values near the largest double the square of a deviation is no number any more.
    double finite = Math.min(sigma, Double.MAX_VALUE);
    return new FrozenBaseline(mean, finite, sorted.length, range);
  }
}
