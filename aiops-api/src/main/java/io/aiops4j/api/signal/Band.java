package io.aiops4j.api.signal;

import io.aiops4j.api.Canonical;

/**
 * The values of a signal that count as healthy, both ends included.
 *
 * <p>The band is the exit band: narrower than what opened the incident, so that a value between the
 * two neither opens nor confirms (hysteresis).
 *
 * @param lower lowest healthy value, may be negative infinity
 * @param upper highest healthy value, may be infinity
 */
public record Band(double lower, double upper) {
  /** Checks the order. */
  public Band {
    if (!(lower <= upper)) {
      throw new IllegalArgumentException(
          "A band from "
              + Canonical.number(lower)
              + " to "
              + Canonical.number(upper)
              + " is empty or not a number; swap the ends");
    }
  }

  /**
   * {@return the band of everything up to a value}
   *
   * @param upper highest healthy value
   */
  public static Band atMost(double upper) {
    return new Band(Double.NEGATIVE_INFINITY, upper);
  }

  /**
   * {@return the band of everything from a value on}
   *
   * @param lower lowest healthy value
   */
  public static Band atLeast(double lower) {
    return new Band(lower, Double.POSITIVE_INFINITY);
  }

  /**
   * {@return whether the value is healthy; {@code NaN} never is}
   *
   * @param value one sample
   */
  public boolean contains(double value) {
    return value >= lower && value <= upper;
  }

  /**
   * {@return whether every value of the other band is in this one}
   *
   * @param other another band
   */
  public boolean covers(Band other) {
    return lower <= other.lower && other.upper <= upper;
  }
}
