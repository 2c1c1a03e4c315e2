package io.aiops4j.compaction.streaming;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;

/**
 * Puts samples that come late or unordered in the order of time, within an allowed lateness.
 *
 * <p>The rule: a sample is handed on once one has come, of any series, that is newer by the allowed
 * lateness (the watermark). What is handed on is ordered by time and then slot, whatever the order
 * of arrival. Of samples of one slot and time the largest is handed on and the others are counted
 * as duplicates; a sample older than the watermark is counted as late and dropped, as what came
 * after it was handed on already. When the buffer is full, the watermark advances early. A sample
 * that is dated beyond the {@link Horizon} is dropped and counted there: it would make all others
 * late.
 *
 * <p>O(log n) a sample of n held, no allocation. Not thread-safe.
 */
public final class Reorderer {
  /** Takes what is in order. */
  @FunctionalInterface
  public interface Sink {
    /**
     * Takes a sample.
     *
     * @param slot the series
     * @param millis its time, epoch milliseconds; never less than that of the sample before
     * @param value its value
     */
    void sample(int slot, long millis, double value);
  }

  private final Sink sink;
  private final Horizon horizon;
  private final long lateness;
  private final long[] times;
  private final int[] slots;
  private final double[] values;
  private int size;
  private long watermark = Long.MIN_VALUE;
  private boolean handed;
  private int lastSlot;
  private long lastMillis;
  private long late;
  private long duplicates;

  /**
   * Makes an empty buffer.
   *
   * @param sink takes what is in order
   * @param horizon how far ahead of the clock samples may be dated
   * @param latenessMillis how much older than the newest sample one may be, 0 or more
   * @param capacity how many samples to hold at most, at least 1
   */
  public Reorderer(Sink sink, Horizon horizon, long latenessMillis, int capacity) {
    if (latenessMillis < 0 || capacity < 1) {
      throw new IllegalArgumentException(
          "A buffer needs a lateness of 0 or more and a capacity of 1 or more; got "
              + latenessMillis
              + " and "
              + capacity);
    }
    this.sink = requireNonNull(sink, "sink");
    this.horizon = requireNonNull(horizon, "horizon");
    this.lateness = latenessMillis;
    this.times = new long[capacity];
    this.slots = new int[capacity];
    this.values = new double[capacity];
  }

  /**
   * Takes a sample.
   *
   * @param slot the series
   * @param millis its time, epoch milliseconds
   * @param value its value; what is no sample is left out
   */
  public void add(int slot, long millis, double value) {
    if (Admission.isMissing(value) || horizon.isBeyond(millis)) {
      return;
    }
    if (millis <= watermark) {
      late++;
      return;
    }
    if (size == times.length) {
      release(times[0]);
      if (millis <= watermark) {
        late++;
        return;
      }
    }
    int at = size++;
    while (at > 0 && before(millis, slot, value, (at - 1) / 2)) {
      move((at - 1) / 2, at);
      at = (at - 1) / 2;
    }
    put(at, millis, slot, value);
    // Earlier times than this have no watermark: the subtraction would wrap around.
    boolean isFirst = millis < Long.MIN_VALUE + 1 + lateness;
    if (!isFirst && millis - lateness - 1 > watermark) {
      release(millis - lateness - 1);
    }
  }

  /** Hands on all that is held, such as at the end of the stream. */
  public void flush() {
    if (size > 0) {
      release(Arrays.stream(times, 0, size).max().orElse(watermark));
    }
  }

  /** {@return how many samples were dropped because they came too late} */
  public long late() {
    return late;
  }

  /** {@return how many samples were dropped because their series had one of the same time} */
  public long duplicates() {
    return duplicates;
  }

  private void release(long until) {
    watermark = Math.max(watermark, until);
    while (size > 0 && times[0] <= watermark) {
      if (handed && slots[0] == lastSlot && times[0] == lastMillis) {
        duplicates++;
      } else {
        handed = true;
        lastSlot = slots[0];
        lastMillis = times[0];
        sink.sample(slots[0], times[0], values[0]);
      }
      size--;
      sink(times[size], slots[size], values[size]);
    }
  }

  private void sink(long millis, int slot, double value) {
    int at = 0;
    while (2 * at + 1 < size) {
      int child = 2 * at + 1;
      if (child + 1 < size
          && before(times[child + 1], slots[child + 1], values[child + 1], child)) {
        child++;
      }
      if (!before(times[child], slots[child], values[child], millis, slot, value)) {
        break;
      }
      move(child, at);
      at = child;
    }
    put(at, millis, slot, value);
  }

  private boolean before(long millis, int slot, double value, int other) {
    return before(millis, slot, value, times[other], slots[other], values[other]);
  }

  private static boolean before(
      long millis, int slot, double value, long otherMillis, int otherSlot, double otherValue) {
    if (millis != otherMillis) {
      return millis < otherMillis;
    }
    return slot != otherSlot ? slot < otherSlot : Double.compare(value, otherValue) > 0;
  }

  private void move(int from, int to) {
    put(to, times[from], slots[from], values[from]);
  }

  private void put(int at, long millis, int slot, double value) {
    times[at] = millis;
    slots[at] = slot;
    values[at] = value;
  }
}
