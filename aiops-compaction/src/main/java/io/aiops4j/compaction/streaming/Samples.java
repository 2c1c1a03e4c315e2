package io.aiops4j.compaction.streaming;

import io.aiops4j.compaction.stats.SampleRules;

/** What enters a memory. */
final class Samples {
  /** Below this magnitude every number is a sample: all marks of absence are larger. */
  static final double CERTAIN = 0x7ffffff0L;

  /** No measurement is larger, and its square still adds up. */
  private static final double LARGEST = 1e30;

  private Samples() {}

  /** Whether a value is no sample. */
  static boolean isMissing(double value) {
    return SampleRules.isMissing(value) || Math.abs(value) > LARGEST;
  }
}
