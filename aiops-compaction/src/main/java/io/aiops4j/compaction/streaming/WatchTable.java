package io.aiops4j.compaction.streaming;

import java.util.Arrays;

/**
 * The series that are unusual now, by numbers from 1: few of all series, and used again, so that a
 * bank that has seen its worst hour allocates nothing any more. Not thread-safe.
 */
final class WatchTable {
  private Watch[] watches = new Watch[64];
  private int[] free = new int[64];
  private int freed;
  private int used = 1;

  /** How many are in use. */
  int size() {
    return used - 1 - freed;
  }

  Watch get(int number) {
    return watches[number];
  }

  /** The number of a watch that begins. */
  int take(long millis) {
    int number;
    if (freed > 0) {
      number = free[--freed];
    } else {
      number = used++;
      if (used > watches.length) {
        watches = Arrays.copyOf(watches, 2 * watches.length);
        free = Arrays.copyOf(free, watches.length);
      }
      watches[number] = new Watch();
    }
    watches[number].begin(millis);
    return number;
  }

  void release(int number) {
    free[freed++] = number;
  }
}
