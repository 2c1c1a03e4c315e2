package io.aiops4j.compaction.streaming;

import io.aiops4j.compaction.state.StateReader;
import io.aiops4j.compaction.state.StateWriter;
import java.util.Arrays;

/**
 * Mean and deviation of each series over all its samples, each older one weighing less by the same
 * factor: a long memory in 20 bytes a series.
 *
 * <p>The first samples weigh the same, until as many are in as the memory is long; so the numbers
 * are unbiased from the second sample on. There is no subtraction of large sums, hence nothing to
 * recompute. O(1) a sample, no allocation. Not thread-safe.
 */
public final class FadingMoments implements Moments {
  private final double weight;
  private final Weights weights;
  private double[] mean = new double[0];
  private double[] variance = new double[0];
  private int[] count = new int[0];

  /**
   * Makes the memories.
   *
   * @param slots how many series to make room for
   * @param weight of the newest sample once many are in, such as 0.0005; the memory is about its
   *     inverse long
   */
  public FadingMoments(int slots, double weight) {
    if (!(weight > 0 && weight < 1)) {
      throw new IllegalArgumentException("A weight must lie between 0 and 1");
    }
    this.weight = weight;
    this.weights = new Weights(weight);
    ensure(slots);
  }

  @Override
  public int slots() {
    return mean.length;
  }

  @Override
  public void ensure(int slots) {
    if (slots > mean.length) {
      int wanted = Columns.grown(mean.length, slots);
      mean = Arrays.copyOf(mean, wanted);
      variance = Arrays.copyOf(variance, wanted);
      count = Arrays.copyOf(count, wanted);
    }
  }

  @Override
  public void add(int slot, double value) {
    int n = count[slot] + 1;
    double a = weights.at(n);
    count[slot] = n;
    double distance = value - mean[slot];
    double step = a * distance;
    mean[slot] += step;
    variance[slot] = (1 - a) * (variance[slot] + distance * step);
  }

  @Override
  public void addRun(int from, double[] values, byte[] skipped, int n) {
    double[] mean = this.mean;
    double[] variance = this.variance;
    int[] count = this.count;
    Weights weights = this.weights;
    for (int i = 0; i < n; i++) {
      if (skipped[i] == 0) {
        int slot = from + i;
        int samples = count[slot] + 1;
        double a = weights.at(samples);
        count[slot] = samples;
        double before = mean[slot];
        double distance = values[i] - before;
        double step = a * distance;
        mean[slot] = before + step;
        variance[slot] = (1 - a) * (variance[slot] + distance * step);
      }
    }
  }

  @Override
  public void measureRun(
      int from, double[] values, int n, int least, double[] distances, double[] variances) {
    double[] mean = this.mean;
    double[] variance = this.variance;
    int[] count = this.count;
    for (int i = 0; i < n; i++) {
      distances[i] = values[i] - mean[from + i];
    }
    for (int i = 0; i < n; i++) {
      variances[i] = count[from + i] >= least ? variance[from + i] : Double.NaN;
    }
  }

  @Override
  public void counts(int from, int n, int[] counts) {
    System.arraycopy(count, from, counts, 0, n);
  }

  @Override
  public double distance(int slot, double value) {
    return value - mean[slot];
  }

  @Override
  public int count(int slot) {
    return count[slot];
  }

  @Override
  public double mean(int slot) {
    return mean[slot];
  }

  @Override
  public double deviation(int slot) {
    return Math.sqrt(variance[slot]);
  }

  @Override
  public double variance(int slot) {
    return variance[slot];
  }

  @Override
  public double weight() {
    return weight;
  }

  @Override
  public void reset(int slot) {
    mean[slot] = 0;
    variance[slot] = 0;
    count[slot] = 0;
  }

  @Override
  public void write(int slot, StateWriter out) {
    out.count(count[slot]).real(mean[slot]).real(variance[slot]);
  }

  @Override
  public void read(int slot, StateReader in) {
    count[slot] = in.smallCount();
    mean[slot] = Admission.finite(in);
    variance[slot] = Admission.spread(in);
  }
}
