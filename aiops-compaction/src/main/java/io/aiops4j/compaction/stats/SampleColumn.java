package io.aiops4j.compaction.stats;

import io.aiops4j.compaction.state.StateReader;
import io.aiops4j.compaction.state.StateWriter;
import java.util.Arrays;

/**
 * The samples of one series in two columns, in the order of time whatever order they come in.
 *
 * <p>The lateness rule of all windowed summaries: until the digest is asked for, a late sample
 * counts like any other; of two samples at one time the larger stays; of more than the bound the
 * latest stay. So every order, split and repetition of one delivery has one content. Appending in
 * order costs O(1); the first read after disorder sorts, O(n log n). Not thread-safe.
 */
public final class SampleColumn {
  /** Most samples kept of one series: a day at one second. */
  public static final int MOST = 90_000;

  private long[] times = new long[16];
  private double[] values = new double[16];
  private int size;
  private boolean ordered = true;
  private boolean cut;

  /** Makes an empty column. */
  public SampleColumn() {}

  /**
   * Takes a sample.
   *
   * @param epochMillis its time
   * @param value finite
   */
  public void add(long epochMillis, double value) {
    if (size == times.length) {
      grow();
    }
    ordered &= size == 0 || times[size - 1] < epochMillis;
    times[size] = epochMillis;
    values[size++] = value;
  }

  /**
   * Takes over all samples of another column.
   *
   * @param other unchanged but for its order
   */
  public void addAll(SampleColumn other) {
    other.settle();
    cut |= other.cut;
    for (int i = 0; i < other.size; i++) {
      add(other.times[i], other.values[i]);
    }
  }

  /** {@return how many samples there are, one for each time} */
  public int size() {
    settle();
    return size;
  }

  /** {@return whether more than {@value #MOST} came, so that the oldest are gone} */
  public boolean isCut() {
    settle();
    return cut;
  }

  /**
   * {@return the time of a sample in epoch milliseconds}
   *
   * @param index from 0 to {@code size() - 1}, ascending in time
   */
  public long time(int index) {
    settle();
    return times[index];
  }

  /**
   * {@return the value of a sample}
   *
   * @param index from 0 to {@code size() - 1}
   */
  public double value(int index) {
    settle();
    return values[index];
  }

  /**
   * {@return the values whose times lie in a half-open range, in the order of time}
   *
   * @param fromMillis first time inside
   * @param toMillis first time after
   */
  public double[] values(long fromMillis, long toMillis) {
    int from = index(fromMillis);
    int to = Math.max(from, index(toMillis));
    return Arrays.copyOfRange(values, from, to);
  }

  /** {@return the median step between samples in milliseconds; 0 if there are fewer than two} */
  public long interval() {
    settle();
    if (size < 2) {
      return 0;
    }
    long[] steps = new long[size - 1];
    for (int i = 0; i < steps.length; i++) {
      steps[i] = times[i + 1] - times[i];
    }
    Arrays.sort(steps);
    int middle = steps.length / 2;
    return steps.length % 2 == 1
        ? steps[middle]
        : steps[middle - 1] + (steps[middle] - steps[middle - 1]) / 2;
  }

  /**
   * Writes the content.
   *
   * @param state where to
   */
  public void write(StateWriter state) {
    settle();
    state.flag(cut).count(size);
    for (int i = 0; i < size; i++) {
      state.number(i == 0 ? times[0] : times[i] - times[i - 1]).real(values[i]);
    }
  }

  /**
   * {@return the content that {@link #write} wrote}
   *
   * @param state where from
   */
  public static SampleColumn read(StateReader state) {
    SampleColumn column = new SampleColumn();
    column.cut = state.flag();
    int n = state.parts(9);
    long time = 0;
    for (int i = 0; i < n; i++) {
      time += state.number();
      double value = state.real();
      if (!Double.isFinite(value)) {
        throw state.invalid("a sample is not finite");
      }
      column.add(time, value);
    }
    return column;
  }

  /** The index of the first sample not before a time. */
  private int index(long millis) {
    settle();
    int at = Arrays.binarySearch(times, 0, size, millis);
    return at >= 0 ? at : -at - 1;
  }

  private void grow() {
    if (size >= 2 * MOST) {
      ordered = false;
      settle();
    } else {
      int more = Math.min(2 * size, 2 * MOST);
      times = Arrays.copyOf(times, more);
      values = Arrays.copyOf(values, more);
    }
  }

  /** Sorts by time, keeps one sample a time and the latest of all. */
  private void settle() {
    if (!ordered) {
      sort();
      int kept = 0;
      for (int i = 1; i < size; i++) {
        if (times[i] == times[kept]) {
          values[kept] = Math.max(values[kept], values[i]);
        } else {
          times[++kept] = times[i];
          values[kept] = values[i];
        }
      }
      size = kept + 1;
      ordered = true;
    }
    if (size > MOST) {
      int gone = size - MOST;
      System.arraycopy(times, gone, times, 0, MOST);
      System.arraycopy(values, gone, values, 0, MOST);
      size = MOST;
      cut = true;
    }
  }

  /** Merges runs of doubling length, both columns alike. */
  private void sort() {
    long[] fromTimes = times;
    double[] fromValues = values;
    long[] toTimes = new long[times.length];
    double[] toValues = new double[values.length];
    for (int run = 1; run < size; run *= 2) {
      for (int left = 0; left < size; left += 2 * run) {
        int middle = Math.min(left + run, size);
        int right = Math.min(left + 2 * run, size);
        int a = left;
        int b = middle;
        for (int at = left; at < right; at++) {
          boolean first = b == right || a < middle && fromTimes[a] <= fromTimes[b];
          int next = first ? a++ : b++;
          toTimes[at] = fromTimes[next];
          toValues[at] = fromValues[next];
        }
      }
      long[] timesBefore = fromTimes;
      double[] valuesBefore = fromValues;
      fromTimes = toTimes;
      fromValues = toValues;
      toTimes = timesBefore;
      toValues = valuesBefore;
    }
    times = fromTimes;
    values = fromValues;
  }
}
