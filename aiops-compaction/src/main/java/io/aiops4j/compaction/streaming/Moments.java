package io.aiops4j.compaction.streaming;

import io.aiops4j.compaction.state.StateReader;
import io.aiops4j.compaction.state.StateWriter;

/**
 * Mean and deviation of many series, one slot a series, each sample in constant time.
 *
 * <p>What is given is taken: callers leave out what is no sample ({@code NaN}, marks of absence)
 * and what must not be learned. Magnitudes up to {@code 1e30}. Not thread-safe; shard by slot.
 */
public sealed interface Moments permits SlidingMoments, FadingMoments {
  /** {@return how many slots there are, numbered from 0} */
  int slots();

  /**
   * Makes room.
   *
   * @param slots how many slots there must be at least
   */
  void ensure(int slots);

  /**
   * Takes one sample.
   *
   * @param slot the series
   * @param value finite, at most 1e30 in magnitude
   */
  void add(int slot, double value);

  /**
   * Takes a sample of each of consecutive series, which is fastest for whole runs of 256.
   *
   * @param from the first slot; the last one lies in the same run, that is, no multiple of 256 lies
   *     between them
   * @param values the value of slot {@code from + i} at index {@code i}
   * @param skipped not 0 at the indices of what is not taken
   * @param n how many slots
   */
  void addRun(int from, double[] values, byte[] skipped, int n);

  /**
   * Measures samples of consecutive series that were not taken yet.
   *
   * @param from the first slot
   * @param values the value of slot {@code from + i} at index {@code i}
   * @param n how many slots
   * @param least how many samples a baseline needs
   * @param distances receives the values less their means
   * @param variances receives the squared deviations, {@code NaN} where there are too few samples
   */
  void measureRun(
      int from, double[] values, int n, int least, double[] distances, double[] variances);

  /**
   * Says of consecutive series how many samples their numbers rest on.
   *
   * @param from the first slot
   * @param n how many slots
   * @param counts receives the numbers
   */
  void counts(int from, int n, int[] counts);

  /**
   * {@return how far a value is from the mean, to the last digit as {@link #measureRun} says}
   *
   * @param slot the series
   * @param value any
   */
  double distance(int slot, double value);

  /**
   * {@return how many samples the numbers rest on}
   *
   * @param slot the series
   */
  int count(int slot);

  /**
   * {@return the mean, 0 without samples}
   *
   * @param slot the series
   */
  double mean(int slot);

  /**
   * {@return the standard deviation, without a floor; 0 with fewer than two samples}
   *
   * @param slot the series
   */
  double deviation(int slot);

  /**
   * {@return the square of the deviation}
   *
   * @param slot the series
   */
  double variance(int slot);

  /** {@return the weight of the newest sample once many are in} */
  double weight();

  /**
   * Forgets a series; its slot starts anew.
   *
   * @param slot the series
   */
  void reset(int slot);

  /**
   * Writes what is held of one series.
   *
   * @param slot the series
   * @param out where to
   */
  void write(int slot, StateWriter out);

  /**
   * Reads what {@link #write} wrote, in place of what is held.
   *
   * @param slot the series
   * @param in where from
   */
  void read(int slot, StateReader in);
}
