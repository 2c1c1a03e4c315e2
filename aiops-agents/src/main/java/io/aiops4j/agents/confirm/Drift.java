package io.aiops4j.agents.confirm;

import io.aiops4j.api.signal.Band;
import io.aiops4j.api.signal.FrozenBaseline;
import io.aiops4j.api.signal.PinnedSignal;
import io.aiops4j.api.signal.SignalReading.Sample;
import java.time.Duration;
import java.util.List;

/**
 * Says whether a signal that is inside its band is on its way out of it.
 *
 * <p>A line is fitted by least squares. It counts as a drift if it explains at least half of the
 * variance (noise rarely does: for ten samples one time in fifty), moves away from normal, and
 * would be outside the band after {@code ahead}. A constant series never drifts.
 */
final class Drift {
  private static final double LEAST_SHARE_EXPLAINED = 0.5;

  private Drift() {}

  /**
   * {@return whether the samples, all inside the band, lead out of it}
   *
   * @param signal whose band and baseline say what is normal
   * @param samples in the order of time
   * @param ahead how far the line is extended
   */
  static boolean leavesBand(PinnedSignal signal, List<Sample> samples, Duration ahead) {
    int n = samples.size();
    if (n < 3) {
      return false;
    }
    double[] seconds = new double[n];
    double meanSeconds = 0;
    double meanValue = 0;
    for (int i = 0; i < n; i++) {
      seconds[i] = secondsBetween(samples.get(0), samples.get(i));
      meanSeconds += seconds[i] / n;
      meanValue += samples.get(i).value() / n;
    }
    double sxx = 0;
    double sxy = 0;
    double syy = 0;
    for (int i = 0; i < n; i++) {
      double x = seconds[i] - meanSeconds;
      double y = samples.get(i).value() - meanValue;
      sxx += x * x;
      sxy += x * y;
      syy += y * y;
    }
    if (sxx == 0 || syy == 0 || sxy / sxx * (sxy / syy) < LEAST_SHARE_EXPLAINED) {
      return false;
    }
    double slope = sxy / sxx;
    double start = meanValue + slope * (seconds[0] - meanSeconds);
    double end = meanValue + slope * (seconds[n - 1] - meanSeconds);
    double later = end + slope * (ahead.toMillis() / 1000.0);
    double normal = normal(signal);
    boolean returning = !Double.isNaN(normal) && Math.abs(end - normal) < Math.abs(start - normal);
    return !returning && !signal.healthy().contains(later);
  }

  /** The baseline's mean, else the middle of the band, else NaN: then the band has one side. */
  private static double normal(PinnedSignal signal) {
    Band band = signal.healthy();
    double middle = band.lower() / 2 + band.upper() / 2;
    return signal
        .baseline()
        .map(FrozenBaseline::mean)
        .orElse(Double.isInfinite(middle) ? Double.NaN : middle);
  }

  private static double secondsBetween(Sample first, Sample sample) {
    return Duration.between(first.at(), sample.at()).toMillis() / 1000.0;
  }
}
