package io.aiops4j.api.telemetry;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * A half-open range of time in UTC.
 *
 * @param from first instant inside
 * @param to first instant after; not before {@code from}
 */
public record TimeRange(Instant from, Instant to) {
  /** Checks the order. */
  public TimeRange {
    requireNonNull(from, "from");
    requireNonNull(to, "to");
    if (to.isBefore(from)) {
      throw new IllegalArgumentException(
          "Time range ends before it starts: [" + from + ", " + to + "); swap the two");
    }
  }

  /**
   * {@return the range of that length that ends now}
   *
   * @param length how long
   * @param clock what says now
   */
  public static TimeRange last(Duration length, InstantSource clock) {
    Instant now = clock.instant();
    return new TimeRange(now.minus(length), now);
  }

  /**
   * {@return whether the instant lies inside}
   *
   * @param instant any instant
   */
  public boolean contains(Instant instant) {
    return !instant.isBefore(from) && instant.isBefore(to);
  }

  /** {@return how long the range is} */
  public Duration length() {
    return Duration.between(from, to);
  }

  /** {@return whether nothing can lie inside} */
  public boolean isEmpty() {
    return from.equals(to);
  }

  @Override
  public String toString() {
    return "[" + from + ", " + to + ")";
  }
}
