package io.aiops4j.evaluation.nezha;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;

/**
 * One recorded incident: when something began, and how long one may look.
 *
 * @param day name of the day's folder
 * @param number of the incident in {@code windows.csv}
 * @param onset when it began, right to some tens of seconds
 */
public record NezhaCase(String day, int number, Instant onset) {
  /** Checks the parts. */
  public NezhaCase {
    requireNonNull(day, "day");
    requireNonNull(onset, "onset");
  }

  /** {@return {@code DAY/N}} */
  public String id() {
    return day + "/" + number;
  }

  /** {@return the end of the second minute after the minute of the onset} */
  public Instant asOf() {
    long minute = Math.floorDiv(onset.getEpochSecond(), 60);
    return Instant.ofEpochSecond((minute + 3) * 60);
  }

  /** {@return how long the case has lasted at {@link #asOf()}: two to three minutes} */
  public Duration age() {
    return Duration.between(onset, asOf());
  }
}
