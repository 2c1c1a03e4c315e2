package io.aiops4j.testkit.sim;

import java.util.Arrays;

/**
 * The temperature of a thing that warms and cools towards a target, exponentially, piece by piece.
 */
final class Heat {
  private long[] at = new long[2];
  private double[] from = new double[2];
  private double[] target = new double[2];
  private double[] tauMs = new double[2];
  private int size;

  Heat(long startMs, double celsius) {
    at[0] = startMs;
    from[0] = celsius;
    target[0] = celsius;
    tauMs[0] = 1000;
    size = 1;
  }

  /** Starts all over at a temperature that is already steady. */
  void steady(double celsius) {
    size = 1;
    from[0] = celsius;
    target[0] = celsius;
  }

  /** {@return whether the course changes} */
  boolean aim(long ms, double newTarget, double newTauMs) {
    if (target[size - 1] == newTarget && tauMs[size - 1] == newTauMs) {
      return false;
    }
    double now = at(ms);
    if (at[size - 1] < ms) {
      if (size == at.length) {
        at = Arrays.copyOf(at, size * 2);
        from = Arrays.copyOf(from, size * 2);
        target = Arrays.copyOf(target, size * 2);
        tauMs = Arrays.copyOf(tauMs, size * 2);
      }
      size++;
    }
    at[size - 1] = ms;
    from[size - 1] = now;
    target[size - 1] = newTarget;
    tauMs[size - 1] = newTauMs;
    return true;
  }

  double at(long ms) {
    int i = size - 1;
    if (ms < at[i]) {
      int found = Arrays.binarySearch(at, 0, size, ms);
      i = found >= 0 ? found : Math.max(0, -found - 2);
    }
    double elapsed = Math.max(0, ms - at[i]);
    return target[i] + (from[i] - target[i]) * StrictMath.exp(-elapsed / tauMs[i]);
  }

  /** {@return in how many milliseconds from an instant the level is reached, or -1 if never} */
  long reaches(long ms, double level) {
    double now = at(ms);
    double gap = now - target[size - 1];
    double rest = level - target[size - 1];
    if (rest == 0 || gap == 0 || (gap > 0) != (rest > 0) || Math.abs(rest) > Math.abs(gap)) {
      return -1;
    }
    return (long) StrictMath.ceil(tauMs[size - 1] * StrictMath.log(gap / rest));
  }
}
