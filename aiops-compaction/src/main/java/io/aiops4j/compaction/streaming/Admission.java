package io.aiops4j.compaction.streaming;

import io.aiops4j.compaction.state.StateReader;
import io.aiops4j.compaction.stats.SampleRules;

/** What enters a memory. */
final class Admission {
  /** Below this magnitude every number is a sample: all marks of absence are larger. */
  static final double CERTAIN = 0x7ffffff0L;

  /**
   * No measurement is larger: between two of these the square of the difference still fits a float,
   * in which spreads are held.
   */
  private static final double LARGEST = 9e18;

  private Admission() {}

  /** Whether a value is no sample. */
  static boolean isMissing(double value) {
    return SampleRules.isMissing(value) || !isBearable(value);
  }

  /** Whether a memory can hold a value: a number, and not too large. */
  static boolean isBearable(double value) {
    return Math.abs(value) <= LARGEST;
  }

  /** Reads a number that is finite. */
  static double finite(StateReader in) {
    double value = in.real();
    if (!Double.isFinite(value)) {
      throw in.invalid("a memory holds a number that is not finite");
    }
    return value;
  }

  /** Reads a number that is finite as a float. */
  static float single(StateReader in) {
    float value = (float) finite(in);
    if (!Float.isFinite(value)) {
      throw in.invalid("a memory holds a number that no float is");
    }
    return value;
  }

  /** Reads a sum of squares. */
  static double spread(StateReader in) {
    double value = finite(in);
    if (value < 0) {
      throw in.invalid("a memory holds a negative spread");
    }
    return value;
  }
}
