package io.aiops4j.compaction.streaming;

/**
 * The least deviation that a baseline is believed to have.
 *
 * <p>A series that barely moved would call every move unusual; a recorded value moves by whole
 * steps at least. The floor is the largest of the parts below and of the step of quantisation that
 * the series itself showed.
 *
 * @param absolute in the unit of the values, above 0
 * @param relative as a share of the mean
 * @param relativeOfConstant the same while the series has not moved at all and so shown no scale
 */
public record SigmaFloor(double absolute, double relative, double relativeOfConstant) {
  /** Numerically safe, and 1 % of the level where there is no other scale. */
  public static final SigmaFloor STANDARD = new SigmaFloor(1e-9, 1e-4, 0.01);

  /** Checks the numbers. */
  public SigmaFloor {
    if (!(absolute > 0) || !(relative >= 0) || !(relativeOfConstant >= 0)) {
      throw new IllegalArgumentException(
          "A floor needs an absolute part above 0 and relative parts of 0 or more");
    }
  }

  /**
   * {@return the deviation to judge by, at least the floor}
   *
   * @param deviation as measured
   * @param mean of the baseline
   * @param step of quantisation, 0 if none is known
   */
  double apply(double deviation, double mean, double step) {
    double share = deviation > 0 ? relative : relativeOfConstant;
    double floor = Math.max(Math.max(absolute, step), share * Math.abs(mean));
    return Math.max(deviation, floor);
  }
}
