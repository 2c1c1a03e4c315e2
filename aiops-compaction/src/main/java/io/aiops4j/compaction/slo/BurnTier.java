package io.aiops4j.compaction.slo;

import static java.util.Objects.requireNonNull;

import io.aiops4j.api.Canonical;
import java.time.Duration;

/**
 * One condition of a burn-rate alert: so much of the budget spent within the long window, and still
 * being spent in the short one.
 *
 * @param severity what it is worth; the tiers of one severity are OR-ed
 * @param longWindow over which the budget share is counted
 * @param shortWindow which must burn as well, so that the alert ends soon after the burn does; not
 *     longer than the long one
 * @param budgetShare of the period's budget, in (0, 1]
 */
public record BurnTier(
    Severity severity, Duration longWindow, Duration shortWindow, double budgetShare) {
  /** What a burn is worth, most urgent first. */
  public enum Severity {
    /** Somebody should look now. */
    PAGE,
    /** Somebody should look during working hours. */
    TICKET
  }

  /** How many buckets a short window is counted in. */
  static final int BUCKETS_OF_SHORT = 60;

  private static final int MOST_BUCKETS = 100_000;

  /** Checks the windows and the share. */
  public BurnTier {
    requireNonNull(severity, "severity");
    requireNonNull(longWindow, "longWindow");
    requireNonNull(shortWindow, "shortWindow");
    if (shortWindow.toMillis() < BUCKETS_OF_SHORT || longWindow.compareTo(shortWindow) < 0) {
      throw new IllegalArgumentException(
          "A short window of "
              + shortWindow
              + " beside a long one of "
              + longWindow
              + " cannot be counted; use at least "
              + BUCKETS_OF_SHORT
              + " ms, and at most the long window");
    }
    if (longWindow.toMillis() / (shortWindow.toMillis() / BUCKETS_OF_SHORT) > MOST_BUCKETS) {
      throw new IllegalArgumentException(
          "A long window of "
              + longWindow
              + " takes more than "
              + MOST_BUCKETS
              + " buckets of a 60th of "
              + shortWindow
              + "; use a longer short window, such as a 12th of the long one");
    }
    if (!(budgetShare > 0 && budgetShare <= 1)) {
      throw new IllegalArgumentException(
          "A budget share of "
              + Canonical.number(budgetShare)
              + " is none; use one above 0, up to 1");
    }
  }

  /**
   * {@return the burn rate that spends the share within the long window: 1 spends the whole budget
   * in exactly one period}
   *
   * @param period of the objective
   */
  public double factor(Duration period) {
    return budgetShare * period.toMillis() / longWindow.toMillis();
  }
}
