package io.aiops4j.testkit.time;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * A clock that stands still until a test moves it. Thread-safe.
 *
 * <p>It goes forward only; a test that wants a clock to jump back, as a real one may, says so with
 * {@link #jumpBackTo}.
 */
public final class ManualClock implements InstantSource {
  private volatile Instant now;

  /**
   * Makes a clock that stands at an instant.
   *
   * @param start what it shows until it is moved
   */
  public ManualClock(Instant start) {
    this.now = requireNonNull(start, "start");
  }

  @Override
  public Instant instant() {
    return now;
  }

  /**
   * Moves the clock forward.
   *
   * @param by zero or more
   */
  public synchronized void advance(Duration by) {
    if (by.isNegative()) {
      throw new IllegalArgumentException(
          "A clock cannot advance by " + by + "; use jumpBackTo to test a clock that is set back");
    }
    now = now.plus(by);
  }

  /**
   * Moves the clock to an instant that is not earlier than what it shows.
   *
   * @param to the new time
   */
  public synchronized void set(Instant to) {
    if (to.isBefore(now)) {
      throw new IllegalArgumentException(
          "The clock shows "
              + now
              + " and cannot be set to the earlier "
              + to
              + "; use jumpBackTo to test a clock that is set back");
    }
    now = to;
  }

  /**
   * Sets the clock back, as an NTP step does.
   *
   * @param to an instant not later than what it shows
   */
  public synchronized void jumpBackTo(Instant to) {
    if (to.isAfter(now)) {
      throw new IllegalArgumentException("The clock shows " + now + ", before " + to + "; use set");
    }
    now = to;
  }

  @Override
  public String toString() {
    return "ManualClock[" + now + "]";
  }
}
