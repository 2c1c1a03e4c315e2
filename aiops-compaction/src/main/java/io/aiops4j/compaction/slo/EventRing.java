package io.aiops4j.compaction.slo;

import io.aiops4j.compaction.state.StateReader;
import io.aiops4j.compaction.state.StateWriter;
import java.time.Duration;
import java.util.Arrays;

/**
 * Counts of good and bad events in buckets of equal width, the latest so many of them.
 *
 * <p>A bucket lies where its time modulo the size says, and knows its time: what is older than the
 * ring is passed over, so counts in any order and split have one content.
 */
final class EventRing {
  /** No time has this bucket. */
  private static final long NEVER = Long.MIN_VALUE;

  /** No bucket is so far from the epoch: what is beyond cannot be counted up to. */
  private static final long FAR = Long.MAX_VALUE / 4;

  private final long widthMillis;

  /** So many buckets in a row may be empty between two reports. */
  private final long patience;

  private final long[] bucket;
  private final long[] bad;
  private final long[] total;
  private final long[] reports;
  private long newest = NEVER;

  EventRing(long widthMillis, int size, long graceMillis) {
    this.widthMillis = widthMillis;
    this.patience = graceMillis / widthMillis + 1;
    this.bucket = new long[size];
    this.bad = new long[size];
    this.total = new long[size];
    this.reports = new long[size];
    Arrays.fill(bucket, NEVER);
  }

  /**
   * What a stretch of time holds: events, bad ones among them, and the share of it in which reports
   * were absent for longer than they may be late.
   */
  record Sum(long bad, long total, long reports, double absent) {}

  void add(long millis, long badEvents, long events) {
    add(Math.floorDiv(millis, widthMillis), badEvents, events, 1);
  }

  private void add(long at, long badEvents, long events, long count) {
    int slot = (int) Math.floorMod(at, (long) bucket.length);
    if (bucket[slot] < at) {
      bucket[slot] = at;
      bad[slot] = 0;
      total[slot] = 0;
      reports[slot] = 0;
    }
    if (bucket[slot] == at) {
      bad[slot] = plus(bad[slot], badEvents);
      total[slot] = plus(total[slot], events);
      reports[slot] = plus(reports[slot], count);
      newest = Math.max(newest, at);
    }
  }

  /** The sum over the buckets that end with the one of now and are as long as the window. */
  Sum sum(long nowMillis, Duration window, long sinceMillis) {
    long last = Math.floorDiv(nowMillis, widthMillis);
    long first = last - Math.max(1, window.toMillis() / widthMillis) + 1;
    first = Math.max(first, Math.floorDiv(sinceMillis, widthMillis));
    long badEvents = 0;
    long events = 0;
    long seen = 0;
    long absent = 0;
    long silent = 0;
    for (long at = first; at <= last; at++) {
      int slot = (int) Math.floorMod(at, (long) bucket.length);
      if (bucket[slot] == at) {
        badEvents = plus(badEvents, bad[slot]);
        events = plus(events, total[slot]);
        seen = plus(seen, reports[slot]);
        silent = 0;
      } else {
        silent++;
        absent += silent < patience ? 0 : silent == patience ? patience : 1;
      }
    }
    return new Sum(badEvents, events, seen, absent / (double) Math.max(1, last - first + 1));
  }

  void merge(EventRing other) {
    for (int slot = 0; slot < other.bucket.length; slot++) {
      if (other.bucket[slot] != NEVER) {
        add(other.bucket[slot], other.bad[slot], other.total[slot], other.reports[slot]);
      }
    }
  }

  void write(StateWriter state) {
    long oldest = newest == NEVER ? NEVER : newest - bucket.length + 1;
    int live = 0;
    for (long at : bucket) {
      live += at != NEVER && at >= oldest ? 1 : 0;
    }
    state.count(live);
    for (long at = oldest; live > 0 && at <= newest; at++) {
      int slot = (int) Math.floorMod(at, (long) bucket.length);
      if (bucket[slot] == at) {
        state.number(at).count(bad[slot]).count(total[slot]).count(reports[slot]);
      }
    }
  }

  void read(StateReader state) {
    for (int i = state.parts(4); i > 0; i--) {
      long at = state.number();
      long badEvents = state.count();
      long events = state.count();
      if (badEvents > events || at < -FAR || at > FAR) {
        throw state.invalid(badEvents + " of " + events + " events of bucket " + at + " are bad");
      }
      add(at, badEvents, events, state.count());
    }
  }

  private static long plus(long a, long b) {
    return a > Long.MAX_VALUE - b ? Long.MAX_VALUE : a + b;
  }
}
