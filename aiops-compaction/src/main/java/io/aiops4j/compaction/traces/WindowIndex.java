package io.aiops4j.compaction.traces;

import io.aiops4j.api.compaction.CompactionWindow;
import io.aiops4j.api.telemetry.TimeRange;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds the range of a window that holds a time, without making an object for each span. Not
 * thread-safe.
 */
final class WindowIndex {
  private static final long NANOS_PER_SECOND = 1_000_000_000L;

  /** 292 years either way. */
  private static final long MOST_SECONDS = Long.MAX_VALUE / NANOS_PER_SECOND - 1;

  private final long[] from;
  private final long[] to;
  private final long asOf;
  private int last;

  WindowIndex(CompactionWindow window) {
    List<TimeRange> ranges = new ArrayList<>(window.reference());
    ranges.add(window.observed());
    this.from = ranges.stream().mapToLong(range -> nanos(range.from())).toArray();
    this.to = ranges.stream().mapToLong(range -> nanos(range.to())).toArray();
    this.asOf = nanos(window.asOf());
  }

  /** {@return the index of the reference range, the number of them for the observed one, or -1} */
  int of(long epochNanos) {
    // What comes next mostly lies where the last one did.
    if (epochNanos >= from[last] && epochNanos < to[last]) {
      return last;
    }
    for (int i = from.length - 1; i >= 0; i--) {
      if (epochNanos >= from[i] && epochNanos < to[i]) {
        last = i;
        return i;
      }
    }
    return -1;
  }

  /** {@return the end of a range, exclusive, in epoch nanoseconds} */
  long end(int index) {
    return to[index];
  }

  /** {@return whether a time is after the instant of the question} */
  boolean isLater(long epochNanos) {
    return epochNanos > asOf;
  }

  /** {@return the time in epoch nanoseconds, or the end of time if they cannot say it} */
  static long nanos(Instant instant) {
    long seconds = instant.getEpochSecond();
    if (Math.abs(seconds) > MOST_SECONDS) {
      return seconds < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
    }
    return seconds * NANOS_PER_SECOND + instant.getNano();
  }
}
