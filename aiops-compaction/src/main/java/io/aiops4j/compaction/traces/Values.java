package io.aiops4j.compaction.traces;

import io.aiops4j.compaction.stats.Samples;
import java.util.Arrays;

/** A growing list of finite numbers, and its middle. */
final class Values {
  private double[] values = new double[8];
  private int size;

  void add(double value) {
    if (size == values.length) {
      values = Arrays.copyOf(values, 2 * size);
    }
    values[size++] = value;
  }

  void addAll(Values other) {
    values = Arrays.copyOf(values, Math.max(8, size + other.size));
    System.arraycopy(other.values, 0, values, size, other.size);
    size += other.size;
  }

  int size() {
    return size;
  }

  /** {@return a copy, in the order of adding} */
  double[] array() {
    return Arrays.copyOf(values, size);
  }

  int countAbove(double threshold) {
    int count = 0;
    for (int i = 0; i < size; i++) {
      count += values[i] > threshold ? 1 : 0;
    }
    return count;
  }

  /** {@return the middle value, or the mean of the two; there must be one} */
  double median() {
    return median(array());
  }

  /** {@return the median distance from the median; there must be a value} */
  double mad() {
    double middle = median();
    double[] distances = array();
    for (int i = 0; i < size; i++) {
      distances[i] = Math.abs(distances[i] - middle);
    }
    return median(distances);
  }

  /** What {@link Samples#median} gives, in linear time; changes the order. */
  private static double median(double[] values) {
    int below = (values.length - 1) / 2;
    select(values, below);
    double lower = values[below];
    if ((values.length & 1) == 1) {
      return lower;
    }
    double upper = Double.POSITIVE_INFINITY;
    for (int i = below + 1; i < values.length; i++) {
      upper = Math.min(upper, values[i]);
    }
    return lower + 0.5 * (upper - lower);
  }

  /**
   * Puts the value of a rank in its place, none larger before it and none smaller behind.
   *
   * <p>Hoare's selection; after a number of bad pivots, which somebody would have to choose, the
   * rest is sorted.
   */
  private static void select(double[] values, int rank) {
    int from = 0;
    int to = values.length - 1;
    int patience = 2 * (32 - Integer.numberOfLeadingZeros(values.length));
    while (from < to) {
      if (patience-- == 0 || to - from < 16) {
        Arrays.sort(values, from, to + 1);
        return;
      }
      double pivot = middleOf(values[from], values[(from + to) >>> 1], values[to]);
      int low = from;
      int high = to;
      while (low <= high) {
        while (values[low] < pivot) {
          low++;
        }
        while (values[high] > pivot) {
          high--;
        }
        if (low <= high) {
          double swap = values[low];
          values[low++] = values[high];
          values[high--] = swap;
        }
      }
      if (rank <= high) {
        to = high;
      } else if (rank >= low) {
        from = low;
      } else {
        return;
      }
    }
  }

  private static double middleOf(double a, double b, double c) {
    return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
  }
}
