package io.aiops4j.compaction.streaming;

/**
 * Keeps of the deviations of one series those that exceed every one of the last samples, so that an
 * excursion is reported where it grows and not once a sample.
 *
 * <p>O(1) a sample, amortised; sixteen bytes a sample of the memory. Not thread-safe.
 */
public final class RisingPeak {
  // The candidates for the largest, oldest and largest first, in a ring.
  private final double[] sizes;
  private final long[] numbers;
  private int first;
  private int held;
  private long number;

  /**
   * Starts without a past.
   *
   * @param samples how many samples a peak is remembered, at least 1
   */
  public RisingPeak(int samples) {
    if (samples < 1) {
      throw new IllegalArgumentException("A peak must be remembered for 1 sample at least");
    }
    this.sizes = new double[samples];
    this.numbers = new long[samples];
  }

  /**
   * {@return the deviation if it exceeds those of the last samples, else 0}
   *
   * @param deviation of the next sample, 0 or more
   */
  public double next(double deviation) {
    number++;
    if (held > 0 && numbers[first] < number - sizes.length) {
      first = (first + 1) % sizes.length;
      held--;
    }
    double rising = held == 0 || deviation > sizes[first] ? deviation : 0;
    while (held > 0 && sizes[(first + held - 1) % sizes.length] <= deviation) {
      held--;
    }
    if (held < sizes.length) {
      int at = (first + held++) % sizes.length;
      sizes[at] = deviation;
      numbers[at] = number;
    }
    return rising;
  }
}
