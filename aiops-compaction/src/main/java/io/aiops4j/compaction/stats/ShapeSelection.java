package io.aiops4j.compaction.stats;

import io.aiops4j.api.compaction.Shape;

/**
 * The shape of a disturbance by model selection: a constant but for a short run (spike), one step
 * (level shift), or a constant that turns into a line (steady increase, up or down), whichever has
 * the smallest Bayesian information criterion.
 *
 * <p>Run it only on windows in which a detector has opened an event: it says which shape, not
 * whether there is one. Prefix sums make every candidate O(1), so n values cost O(n). Pure
 * functions, the same bits on every JDK.
 */
public final class ShapeSelection {
  /** Most samples of a spike: longer runs are levels of their own. */
  public static final int LONGEST_SPIKE = 5;

  /** Fewer values than this show no shape. */
  public static final int LEAST_VALUES = 8;

  /** Samples on either side of a step, so that one odd value at an end is none. */
  private static final int LEAST_SIDE = 2;

  /** What rounding leaves of a residual that is zero, as a share of the variation. */
  private static final double ROUNDING = 1e-12;

  private final int n;

  // Prefix sums of the values around their mean, of their squares, and of index times value.
  private final double[] sums;
  private final double[] squares;
  private final double[] moments;

  private ShapeSelection(double[] values) {
    n = values.length;
    double mean = 0;
    for (double value : values) {
      mean += value / n;
    }
    sums = new double[n + 1];
    squares = new double[n + 1];
    moments = new double[n + 1];
    for (int i = 0; i < n; i++) {
      double value = values[i] - mean;
      sums[i + 1] = sums[i] + value;
      squares[i + 1] = squares[i] + value * value;
      moments[i + 1] = moments[i] + i * value;
    }
  }

  /**
   * {@return the shape that explains the values best; a spike only if it has returned by the end,
   * pending if there are too few values or all are equal}
   *
   * @param values equally spaced, finite, with what was usual before the event at the beginning; 60
   *     are enough
   */
  public static Shape of(double[] values) {
    if (values.length < LEAST_VALUES) {
      return Shape.PENDING;
    }
    ShapeSelection models = new ShapeSelection(values);
    double variation = models.residual(0, models.n);
    if (!(variation > 0)) {
      return Shape.PENDING;
    }
    double floor = ROUNDING * variation;
    double spike = Double.POSITIVE_INFINITY;
    for (int length = 1; length <= LONGEST_SPIKE; length++) {
      // Each removed sample is a parameter, and so are the level and the place.
      spike = Math.min(spike, models.criterion(models.spike(length) + floor, 2 + length));
    }
    double step = models.criterion(models.step() + floor, 3);
    double ramp = models.criterion(models.ramp(variation) + floor, 3);
    if (spike < Math.min(step, ramp)) {
      return Shape.SPIKE;
    }
    return ramp < step ? Shape.STEADY_INCREASE : Shape.LEVEL_SHIFT;
  }

  private double criterion(double residual, int parameters) {
    return n * StrictMath.log(residual / n) + parameters * StrictMath.log(n);
  }

  /** Least residual of a constant when a run of that length is removed, not at an end. */
  private double spike(int length) {
    double best = Double.POSITIVE_INFINITY;
    for (int from = 1; from + length < n; from++) {
      double sum = sums[n] - (sums[from + length] - sums[from]);
      double square = squares[n] - (squares[from + length] - squares[from]);
      best = Math.min(best, Math.max(0, square - sum * sum / (n - length)));
    }
    return best;
  }

  /** Least residual of two constants. */
  private double step() {
    double best = Double.POSITIVE_INFINITY;
    for (int at = LEAST_SIDE; at <= n - LEAST_SIDE; at++) {
      best = Math.min(best, residual(0, at) + residual(at, n));
    }
    return best;
  }

  /** Residual of a constant over a part. */
  private double residual(int from, int to) {
    double sum = sums[to] - sums[from];
    return Math.max(0, squares[to] - squares[from] - sum * sum / (to - from));
  }

  /** Least residual of a constant that turns into a line at some sample. */
  private double ramp(double variation) {
    double best = variation;
    for (int knee = 0; knee < n - 2; knee++) {
      double after = n - 1.0 - knee;
      double x = after * (after + 1) / 2;
      double xx = after * (after + 1) * (2 * after + 1) / 6 - x * x / n;
      double xy =
          moments[n] - moments[knee + 1] - knee * (sums[n] - sums[knee + 1]) - x * sums[n] / n;
      best = Math.min(best, Math.max(0, variation - xy * xy / xx));
    }
    return best;
  }
}
