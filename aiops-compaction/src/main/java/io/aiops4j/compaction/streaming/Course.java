package io.aiops4j.compaction.streaming;

import io.aiops4j.api.compaction.Shape;
import io.aiops4j.compaction.stats.ShapeSelection;

/**
 * The shape of an excursion whose onset is known, from sums alone: whether what follows the onset
 * is a level or a line, by the Bayesian information criterion.
 *
 * <p>The same question as {@link ShapeSelection}, which has the samples and looks for the onset,
 * too. A line has one parameter more. It is an increase only if it climbs away from what was usual
 * and has at least doubled since the onset: a line that began high is a level that drifts.
 */
final class Course {
  /** What rounding leaves of a residual that is zero, as a share of the squares. */
  private static final double ROUNDING = 1e-12;

  private Course() {}

  /**
   * The shape of what has not come back; pending while it is too young to tell.
   *
   * @param n how many samples since the onset, numbered from 0
   * @param sum of their deviations from what was usual
   * @param squares the sum of the squares
   * @param moment the sum of number times deviation
   */
  static Shape of(int n, double sum, double squares, double moment) {
    if (n < ShapeSelection.LEAST_VALUES) {
      return Shape.PENDING;
    }
    double mean = sum / n;
    double middle = (n - 1) / 2.0;
    double spread = n * ((double) n * n - 1) / 12;
    double slope = (moment - middle * sum) / spread;
    double floor = ROUNDING * squares;
    double level = Math.max(0, squares - sum * mean) + floor;
    double line = Math.max(0, level - slope * slope * spread) + floor;
    double begin = mean - slope * middle;
    double end = mean + slope * middle;
    boolean doubled = Math.abs(end) >= 2 * Math.abs(begin) && slope * end > 0;
    boolean better = n * StrictMath.log(level / line) > StrictMath.log(n);
    return doubled && better ? Shape.STEADY_INCREASE : Shape.LEVEL_SHIFT;
  }
}
