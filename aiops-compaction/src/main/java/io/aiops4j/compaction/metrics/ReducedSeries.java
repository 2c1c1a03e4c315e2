package io.aiops4j.compaction.metrics;

import io.aiops4j.api.signal.Reducer;
import io.aiops4j.api.telemetry.MetricKind;
import io.aiops4j.compaction.stats.SampleColumn;
import io.aiops4j.compaction.stats.SampleRules;
import io.aiops4j.compaction.stats.WindowMillis;
import java.util.Arrays;

/**
 * A series as its signal will read it: levels, or the increases of a counter; split into reference
 * and observed.
 *
 * @param reducer value or increase
 * @param reference reduced samples of the reference, in the order of time
 * @param times epoch milliseconds of the observed samples
 * @param observed reduced samples of the observed range, in the order of time
 * @param intervalMillis the median step between raw samples; 0 if there are fewer than two
 */
record ReducedSeries(
    Reducer reducer, double[] reference, long[] times, double[] observed, long intervalMillis) {
  /** A step this many times the usual is a hole: what a counter gained over it is another thing. */
  private static final double HOLE = 2.5;

  /** Share of steps upwards from which a gauge that never fell counts as a counter. */
  private static final double GROWING = 0.5;

  private static final int LEAST_REFERENCE = 8;

  static ReducedSeries of(SampleColumn series, MetricKind kind, WindowMillis window) {
    long interval = series.interval();
    boolean counter =
        kind == MetricKind.COUNTER || kind == MetricKind.GAUGE && onlyGrew(series, window);
    int n = series.size();
    double[] reference = new double[n];
    double[] observed = new double[n];
    long[] times = new long[n];
    int before = 0;
    int now = 0;
    for (int i = 0; i < n; i++) {
      boolean usable = !counter || i > 0 && series.time(i) - series.time(i - 1) <= HOLE * interval;
      if (usable) {
        double value =
            counter ? SampleRules.increase(series.value(i - 1), series.value(i)) : series.value(i);
        if (window.isObserved(series.time(i))) {
          times[now] = series.time(i);
          observed[now++] = value;
        } else {
          reference[before++] = value;
        }
      }
    }
    return new ReducedSeries(
        counter ? Reducer.INCREASE : Reducer.VALUE,
        Arrays.copyOf(reference, before),
        Arrays.copyOf(times, now),
        Arrays.copyOf(observed, now),
        interval);
  }

  boolean isCounted() {
    return reducer.equals(Reducer.INCREASE);
  }

  /**
   * A step or byte counter that an exporter calls a gauge: its level says nothing, its rate does.
   */
  private static boolean onlyGrew(SampleColumn series, WindowMillis window) {
    int steps = 0;
    int up = 0;
    for (int i = 1; i < series.size() && !window.isObserved(series.time(i)); i++) {
      steps++;
      if (series.value(i) < series.value(i - 1)) {
        return false;
      }
      up += series.value(i) > series.value(i - 1) ? 1 : 0;
    }
    return steps >= LEAST_REFERENCE && up >= GROWING * steps;
  }
}
