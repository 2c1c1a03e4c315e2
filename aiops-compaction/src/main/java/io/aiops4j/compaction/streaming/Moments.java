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
   * Takes a sample of each of several series.
   *
   * @param slots different series
   * @param values their values, in the same order
   * @param n how many of the two count
   */
  void addAll(int[] slots, double[] values, int n);

  /**
   * Measures samples that were not taken yet.
   *
   * @param slots different series
   * @param values their values, in the same order
   * @param n how many of the two count
   * @param least how many samples a baseline needs
   * @param distances receives the values less their means
   * @param variances receives the squared deviations, {@code NaN} where there are too few samples
   */
  void measure(
      int[] slots, double[] values, int n, int least, double[] distances, double[] variances);

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
