package io.aiops4j.compaction.stats;

import io.aiops4j.api.compaction.CompactionWindow;
import io.aiops4j.api.telemetry.TimeRange;
import java.time.Instant;
import java.util.List;

/**
 * The ranges of a window in whole milliseconds, so that millions of samples can be placed without
 * an object for each.
 *
 * <p>Places every millisecond exactly as the window places its {@link Instant}. Immutable and
 * thread-safe.
 */
public final class WindowMillis {
  private final long[] from;
  private final long[] to;
  private final long observedFrom;
  private final long observedTo;

  /** The first millisecond that was not known yet. */
  private final long end;

  /**
   * Reads the ranges once.
   *
   * @param window any
   */
  public WindowMillis(CompactionWindow window) {
    List<TimeRange> reference = window.reference();
    from = new long[reference.size()];
    to = new long[reference.size()];
    for (int i = 0; i < from.length; i++) {
      from[i] = firstFrom(reference.get(i).from());
      to[i] = firstFrom(reference.get(i).to());
    }
    observedFrom = firstFrom(window.observed().from());
    observedTo = firstFrom(window.observed().to());
    Instant asOf = window.asOf();
    end = firstFrom(asOf.equals(Instant.MAX) ? asOf : asOf.plusNanos(1));
  }

  /**
   * {@return whether a sample of that time belongs to the window: in a range, and not later than
   * what was known}
   *
   * @param epochMillis its time
   */
  public boolean holds(long epochMillis) {
    return epochMillis < end && (isObserved(epochMillis) || referenceIndex(epochMillis) >= 0);
  }

  /**
   * {@return whether the time lies in the observed range}
   *
   * @param epochMillis any
   */
  public boolean isObserved(long epochMillis) {
    return epochMillis >= observedFrom && epochMillis < observedTo;
  }

  /**
   * {@return the index of the reference range that holds the time, or -1}
   *
   * @param epochMillis any
   */
  public int referenceIndex(long epochMillis) {
    for (int i = 0; i < from.length; i++) {
      if (epochMillis >= from[i] && epochMillis < to[i]) {
        return i;
      }
    }
    return -1;
  }

  /** The first whole millisecond at or after an instant, cut at what a long can say. */
  private static long firstFrom(Instant instant) {
    long seconds = instant.getEpochSecond();
    long most = Long.MAX_VALUE / 1_000 - 1;
    if (seconds >= most || seconds <= -most) {
      return seconds > 0 ? Long.MAX_VALUE : Long.MIN_VALUE;
    }
    return seconds * 1_000 + (instant.getNano() + 999_999) / 1_000_000;
  }
}
