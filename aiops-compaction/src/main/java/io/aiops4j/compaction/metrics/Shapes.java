package io.aiops4j.compaction.metrics;

import io.aiops4j.api.compaction.Shape;
import java.util.Arrays;

/**
 * The shape of an excursion by model selection: a step to a new level against a ramp, by the
 * Bayesian information criterion over the samples around the onset.
 *
 * <p>Both have as many parameters, so the smaller residual wins. An excursion that came back is a
 * spike; one of fewer than {@value #LEAST_SAMPLES} samples, or one that may be coming back, is
 * pending. O(n^2) for n samples, of which at most {@value #MOST_SAMPLES} are looked at.
 */
final class Shapes {
  private static final int LEAST_SAMPLES = 4;
  private static final int MOST_SAMPLES = 120;

  private Shapes() {}

  static Shape of(ReducedSeries series, Excursion excursion) {
    if (excursion.closed()) {
      return Shape.SPIKE;
    }
    int after = excursion.to() - excursion.from();
    if (after < LEAST_SAMPLES || excursion.to() < series.observed().length) {
      return Shape.PENDING;
    }
    double[] before =
        Arrays.copyOfRange(
            series.reference(),
            Math.max(0, series.reference().length - Math.min(after, MOST_SAMPLES / 2)),
            series.reference().length);
    double[] since = thinned(excursion.of(series.observed()), MOST_SAMPLES / 2);
    double[] all = Arrays.copyOf(before, before.length + since.length);
    System.arraycopy(since, 0, all, before.length, since.length);
    double step = step(all);
    double ramp = ramp(all);
    return ramp < step ? Shape.STEADY_INCREASE : Shape.LEVEL_SHIFT;
  }

  private static double[] thinned(double[] values, int most) {
    if (values.length <= most) {
      return values;
    }
    double[] out = new double[most];
    for (int i = 0; i < most; i++) {
      int from = (int) ((long) i * values.length / most);
      int to = (int) ((long) (i + 1) * values.length / most);
      out[i] = Arrays.stream(values, from, to).average().orElse(values[from]);
    }
    return out;
  }

  /** Least squared residual of one step. */
  private static double step(double[] values) {
    double best = Double.POSITIVE_INFINITY;
    for (int split = 1; split < values.length; split++) {
      best =
          Math.min(best, aroundMean(values, 0, split) + aroundMean(values, split, values.length));
    }
    return best;
  }

  private static double aroundMean(double[] values, int from, int to) {
    double mean = Arrays.stream(values, from, to).average().orElse(0);
    double sum = 0;
    for (int i = from; i < to; i++) {
      sum += (values[i] - mean) * (values[i] - mean);
    }
    return sum;
  }

  /** Least squared residual of a constant that turns into a line. */
  private static double ramp(double[] values) {
    double best = Double.POSITIVE_INFINITY;
    for (int knee = 0; knee < values.length - 1; knee++) {
      best = Math.min(best, aroundRamp(values, knee));
    }
    return best;
  }

  private static double aroundRamp(double[] values, int knee) {
    int n = values.length;
    double meanX = 0;
    double meanY = 0;
    for (int i = 0; i < n; i++) {
      meanX += Math.max(0, i - knee) / (double) n;
      meanY += values[i] / n;
    }
    double xx = 0;
    double xy = 0;
    double yy = 0;
    for (int i = 0; i < n; i++) {
      double x = Math.max(0, i - knee) - meanX;
      double y = values[i] - meanY;
      xx += x * x;
      xy += x * y;
      yy += y * y;
    }
    return xx == 0 ? yy : yy - xy * xy / xx;
  }
}
