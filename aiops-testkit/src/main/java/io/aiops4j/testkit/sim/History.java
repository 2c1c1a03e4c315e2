package io.aiops4j.testkit.sim;

import java.util.Arrays;

/** A number that changes in steps, and all it ever was. */
final class History {
  private long[] at = new long[2];
  private double[] values = new double[2];
  private double[] areas = new double[2];
  private int size;

  History(long startMs, double initial) {
    at[0] = startMs;
    values[0] = initial;
    size = 1;
  }

  /** Sets the value from an instant on; instants never go back. {@return whether it changed} */
  boolean set(long ms, double value) {
    double last = values[size - 1];
    if (last == value) {
      return false;
    }
    if (at[size - 1] == ms) {
      values[size - 1] = value;
      return true;
    }
    if (size == at.length) {
      at = Arrays.copyOf(at, size * 2);
      values = Arrays.copyOf(values, size * 2);
      areas = Arrays.copyOf(areas, size * 2);
    }
    areas[size] = areas[size - 1] + last * (ms - at[size - 1]) / 1000.0;
    at[size] = ms;
    values[size] = value;
    size++;
    return true;
  }

  double now() {
    return values[size - 1];
  }

  double at(long ms) {
    return values[indexAt(ms)];
  }

  /** {@return the integral from the start to an instant, in value times seconds} */
  double area(long ms) {
    int i = indexAt(ms);
    return areas[i] + values[i] * Math.max(0, ms - at[i]) / 1000.0;
  }

  /** {@return the least value in a half-open range of time} */
  double least(long fromMs, long toMs) {
    double least = at(fromMs);
    for (int i = indexAt(fromMs) + 1; i < size && at[i] < toMs; i++) {
      least = Math.min(least, values[i]);
    }
    return least;
  }

  private int indexAt(long ms) {
    if (ms >= at[size - 1]) {
      return size - 1;
    }
    int found = Arrays.binarySearch(at, 0, size, ms);
    return found >= 0 ? found : Math.max(0, -found - 2);
  }
}
