package io.aiops4j.compaction.stats;

import java.util.Arrays;

/** Order statistics of finite samples. Pure functions; arguments stay unchanged. */
public final class Samples {
  /** Makes the median absolute deviation of normal data their standard deviation. */
  public static final double MAD_TO_SIGMA = 1.4826;

  private Samples() {}

  /**
   * {@return the values in ascending order}
   *
   * @param values at least one, all finite
   */
  public static double[] sorted(double[] values) {
    if (values.length == 0) {
      throw new IllegalArgumentException(
          "An empty sample has no order; ask only when it has values");
    }
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    // Sorting puts negative infinity first and positive infinity and NaN last.
    if (!Double.isFinite(sorted[0]) || !Double.isFinite(sorted[sorted.length - 1])) {
      throw new IllegalArgumentException(
          "A sample of " + values.length + " holds a value that is not finite; leave it out");
    }
    return sorted;
  }

  /**
   * {@return the middle value, or the mean of the two}
   *
   * @param values at least one, all finite
   */
  public static double median(double[] values) {
    return quantileOfSorted(sorted(values), 0.5);
  }

  /**
   * {@return a quantile, linear between neighbours}
   *
   * @param sorted at least one value, ascending
   * @param quantile 0 to 1
   */
  public static double quantileOfSorted(double[] sorted, double quantile) {
    double position = quantile * (sorted.length - 1);
    int below = (int) position;
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
  }

  /**
   * {@return the mean; 0 of none}
   *
   * @param values all finite
   */
  public static double mean(double[] values) {
    double mean = 0;
    for (int i = 0; i < values.length; i++) {
      // Divided first, so that no difference of finite values overflows.
      mean += values[i] / (i + 1) - mean / (i + 1);
    }
    return mean;
  }

  /**
   * {@return the standard deviation, of a sample, finite; 0 of fewer than two}
   *
   * @param values all finite
   * @param mean of the values
   */
  public static double deviation(double[] values, double mean) {
    double squares = 0;
    for (double value : values) {
      squares += (value - mean) * (value - mean);
    }
    return Math.min(Double.MAX_VALUE, StrictMath.sqrt(squares / Math.max(1, values.length - 1)));
  }

  /**
   * {@return how far two values are apart, at most the largest double}
   *
   * @param a finite
   * @param b finite
   */
  public static double distance(double a, double b) {
    return Math.min(Double.MAX_VALUE, Math.abs(a - b));
  }

  /**
   * {@return the largest distance from zero; 0 of none}
   *
   * @param values all finite
   */
  public static double largestMagnitude(double[] values) {
    double largest = 0;
    for (double value : values) {
      largest = Math.max(largest, Math.abs(value));
    }
    return largest;
  }

  /**
   * {@return the quantisation of values: their smallest gap, if all are multiples of it apart; else
   * 0}
   *
   * @param sorted at least one value, ascending
   */
  public static double stepOfSorted(double[] sorted) {
    double least = Double.POSITIVE_INFINITY;
    for (int i = 1; i < sorted.length; i++) {
      double gap = sorted[i] - sorted[i - 1];
      if (gap > 0) {
        least = Math.min(least, gap);
      }
    }
    if (Double.isInfinite(least)) {
      return 0;
    }
    for (double value : sorted) {
      double multiple = (value - sorted[0]) / least;
      if (Math.abs(multiple - StrictMath.rint(multiple)) > 1e-6) {
        return 0;
      }
    }
    return least;
  }

  /**
   * {@return the median distance from the median}
   *
   * @param values at least one, all finite
   */
  public static double mad(double[] values) {
    double median = median(values);
    double[] distances = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      distances[i] = distance(values[i], median);
    }
    return median(distances);
  }
}
