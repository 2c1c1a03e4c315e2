package io.aiops4j.compaction.metrics;

import io.aiops4j.api.compaction.Shape;
import io.aiops4j.compaction.stats.ShapeSelection;

/**
 * The shape of an excursion.
 *
 * <p>What came back is a spike. Of what has not, {@link ShapeSelection} tells a level shift from a
 * steady increase over the stretch that ends with the observed range and holds as much of the time
 * before the onset as of the time since, thinned to {@value #MOST_VALUES} values. A level that is
 * no longer than a spike may be, or whose last samples are usual again, is pending.
 */
final class Shapes {
  private static final int MOST_VALUES = 60;

  private Shapes() {}

  static Shape of(ReducedSeries series, Excursion excursion) {
    if (excursion.closed()) {
      return Shape.SPIKE;
    }
    int since = series.observed().length - excursion.from();
    if (excursion.to() < series.observed().length) {
      return Shape.PENDING;
    }
    Shape shape = ShapeSelection.of(stretch(series, Math.max(MOST_VALUES, 2 * since)));
    // A climb is seen before the bar is crossed; a level that young may be a spike still.
    boolean young = since <= ShapeSelection.LONGEST_SPIKE && shape == Shape.LEVEL_SHIFT;
    return young || shape == Shape.SPIKE ? Shape.PENDING : shape;
  }

  /** The last values up to the end of the observed range. */
  private static double[] stretch(ReducedSeries series, int length) {
    double[] observed = series.observed();
    double[] reference = series.reference();
    int before = Math.min(reference.length, Math.max(0, length - observed.length));
    int from = Math.max(0, observed.length - length);
    double[] all = new double[before + observed.length - from];
    System.arraycopy(reference, reference.length - before, all, 0, before);
    System.arraycopy(observed, from, all, before, observed.length - from);
    return thinned(all);
  }

  private static double[] thinned(double[] values) {
    if (values.length <= MOST_VALUES) {
      return values;
    }
    double[] out = new double[MOST_VALUES];
    for (int i = 0; i < MOST_VALUES; i++) {
      int from = (int) ((long) i * values.length / MOST_VALUES);
      int to = (int) ((long) (i + 1) * values.length / MOST_VALUES);
      double sum = 0;
      for (int j = from; j < to; j++) {
        sum += values[j];
      }
      out[i] = sum / (to - from);
    }
    return out;
  }
}
