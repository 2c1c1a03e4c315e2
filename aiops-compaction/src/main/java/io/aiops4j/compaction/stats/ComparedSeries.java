package io.aiops4j.compaction.stats;

import static java.util.Objects.requireNonNull;

import io.aiops4j.api.compaction.CompactionWindow;
import io.aiops4j.api.telemetry.TimeRange;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;

/**
 * The samples of one series, split into runs of history and the values under suspicion.
 *
 * <p>A sample sums up the interval before it. So the first sample of the observed range, which may
 * mostly speak of the time before, is left out as long as a later one exists.
 *
 * @param history values of each reference range, in order of time; ranges without value are left
 *     out
 * @param observed values of the observed range, in order of time; may be empty
 */
public record ComparedSeries(List<double[]> history, double[] observed) {
  /** Copies the parts. */
  public ComparedSeries {
    history = List.copyOf(requireNonNull(history, "history"));
    observed = observed.clone();
  }

  /**
   * {@return the samples split by a window}
   *
   * @param samples epoch milliseconds to value
   * @param window which ranges to compare
   */
  public static ComparedSeries of(SortedMap<Long, Double> samples, CompactionWindow window) {
    SampleColumn column = new SampleColumn();
    samples.forEach(column::add);
    return of(column, window);
  }

  /**
   * {@return the samples split by a window}
   *
   * @param samples in columns
   * @param window which ranges to compare
   */
  public static ComparedSeries of(SampleColumn samples, CompactionWindow window) {
    List<double[]> history = new ArrayList<>();
    for (TimeRange range : window.reference()) {
      double[] run = samples.values(range.from().toEpochMilli(), range.to().toEpochMilli());
      if (run.length > 0) {
        history.add(run);
      }
    }
    long from = window.observed().from().toEpochMilli();
    long to = window.observed().to().toEpochMilli();
    double[] settled = samples.values(from + samples.interval(), to);
    double[] observed = samples.values(from, to);
    double[] last = observed.length == 0 ? observed : new double[] {observed[observed.length - 1]};
    return new ComparedSeries(history, settled.length > 0 ? settled : last);
  }

  /** {@return whether there is something to compare with something} */
  public boolean isComparable() {
    return observed.length > 0 && !history.isEmpty();
  }

  /** {@return the median of the observed values} */
  public double now() {
    return Samples.median(observed);
  }

  /** {@return all values of the history} */
  public double[] past() {
    return history.stream().flatMapToDouble(Arrays::stream).toArray();
  }

  /**
   * {@return the statistic {@link #now()} at every earlier time: medians of all runs of as many
   * consecutive values, none across ranges; where no range holds so many, the values themselves}
   */
  public double[] pastMedians() {
    int length = observed.length;
    int runs = 0;
    for (double[] run : history) {
      runs += Math.max(0, run.length - length + 1);
    }
    if (runs == 0) {
      return past();
    }
    double[] medians = new double[runs];
    int at = 0;
    for (double[] run : history) {
      for (int i = 0; i + length <= run.length; i++) {
        medians[at++] = Samples.median(Arrays.copyOfRange(run, i, i + length));
      }
    }
    return medians;
  }
}
