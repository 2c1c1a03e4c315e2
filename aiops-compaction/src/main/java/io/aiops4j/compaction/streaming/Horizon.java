package io.aiops4j.compaction.streaming;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Where the future begins: no sample that is dated further ahead of the clock than {@link #AHEAD}
 * is believed, however many there are.
 *
 * <p>Times only go forward in what learns from samples, so one of a source whose clock is wrong by
 * years would make everything after it late. The clock is asked only for samples newer than any it
 * let pass, so the cost is a comparison. Not thread-safe.
 */
public final class Horizon {
  /** How far ahead clocks may be; what Prometheus accepts of the targets it scrapes. */
  public static final Duration AHEAD = Duration.ofMinutes(10);

  private final InstantSource clock;
  private long last = Long.MIN_VALUE;
  private long beyond;

  /**
   * Makes a horizon that moves with a clock.
   *
   * @param clock what time it is; a replay gives that of its end
   */
  public Horizon(InstantSource clock) {
    this.clock = requireNonNull(clock, "clock");
  }

  /** {@return a horizon that nothing is beyond, for times that are trusted} */
  public static Horizon none() {
    return new Horizon(InstantSource.fixed(Instant.ofEpochMilli(Long.MAX_VALUE)));
  }

  /**
   * {@return whether a sample is dated in the future, which counts it}
   *
   * @param millis its time, epoch milliseconds
   */
  public boolean isBeyond(long millis) {
    if (millis <= last) {
      return false;
    }
    long now = clock.millis();
    long ahead = AHEAD.toMillis();
    last = Math.max(last, now > Long.MAX_VALUE - ahead ? Long.MAX_VALUE : now + ahead);
    if (millis <= last) {
      return false;
    }
    beyond++;
    return true;
  }

  /** {@return how many samples were beyond} */
  public long beyond() {
    return beyond;
  }
}
