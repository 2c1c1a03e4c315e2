package io.aiops4j.compaction.stats;

/**
 * What counts as a sample, and what a counter gained between two: the same rules for every channel,
 * and where signals are read again. Pure functions.
 */
public final class SampleRules {
  // DCGM marks absent values with the top sixteen numbers of a type: blank, not found, not
  // supported, not permissioned. After NVIDIA/DCGM dcgmlib/dcgm_structs.h.
  private static final double INT_32_BLANK = 0x7ffffff0L;
  private static final double INT_32_END = 0x7fffffffL;
  private static final double FLOATING_BLANK = 140_737_488_355_328.0;
  private static final double FLOATING_END = FLOATING_BLANK + 15;
  private static final double INT_64_BLANK = 0x7ffffffffffffff0L;

  private SampleRules() {}

  /**
   * {@return whether a value stands for no value: not finite, or a mark of DCGM}
   *
   * <p>Told by the value alone, because recording rules rename metrics. A true value among those
   * few numbers is taken for missing, which is the safe error.
   *
   * @param value any value of a sample
   */
  public static boolean isMissing(double value) {
    return !Double.isFinite(value)
        || value >= INT_32_BLANK && value <= INT_32_END
        || value >= FLOATING_BLANK && value <= FLOATING_END
        || value >= INT_64_BLANK;
  }

  /**
   * {@return what a counter gained: the difference, or after a reset all that it shows}
   *
   * @param before the earlier value
   * @param now the later value; smaller than {@code before} after a reset
   */
  public static double increase(double before, double now) {
    return now >= before ? now - before : Math.max(0, now);
  }
}
