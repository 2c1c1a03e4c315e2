package io.aiops4j.guardrails;

import static java.util.Objects.requireNonNull;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.TemporalAdjusters;

/**
 * A span of time that comes back every week, in UTC; it may run over midnight and over Sunday.
 *
 * @param day on which it opens
 * @param from when it opens, UTC
 * @param length how long it stays open; above zero, at most a week
 */
public record WeeklyWindow(DayOfWeek day, LocalTime from, Duration length) {
  private static final Duration WEEK = Duration.ofDays(7);

  /** Checks the length. */
  public WeeklyWindow {
    requireNonNull(day, "day");
    requireNonNull(from, "from");
    requireNonNull(length, "length");
    if (length.isZero() || length.isNegative() || length.compareTo(WEEK) > 0) {
      throw new IllegalArgumentException(
          "A weekly window is open for " + length + "; give it more than zero, at most 7 days");
    }
  }

  /**
   * {@return whether it is open then; the instant at which it closes is outside}
   *
   * @param instant any instant
   */
  public boolean contains(Instant instant) {
    return instant.isBefore(lastOpening(instant).plus(length));
  }

  /**
   * {@return when it opens next, after an instant}
   *
   * @param instant any instant
   */
  public Instant nextOpening(Instant instant) {
    return lastOpening(instant).plus(WEEK);
  }

  private Instant lastOpening(Instant instant) {
    ZonedDateTime opening =
        instant.atZone(ZoneOffset.UTC).with(TemporalAdjusters.previousOrSame(day)).with(from);
    Instant candidate = opening.toInstant();
    return candidate.isAfter(instant) ? candidate.minus(WEEK) : candidate;
  }

  @Override
  public String toString() {
    return day + " " + from + "Z+" + length;
  }
}
