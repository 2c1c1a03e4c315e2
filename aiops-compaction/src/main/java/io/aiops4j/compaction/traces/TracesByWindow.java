package io.aiops4j.compaction.traces;

import java.util.Arrays;

/** In how many traces of each window a number came: each trace counts once. */
final class TracesByWindow {
  private final int windows;
  private int[] counts;
  private int[] lastTrace = new int[16];

  TracesByWindow(int windows) {
    this.windows = windows;
    this.counts = new int[16 * windows];
    Arrays.fill(lastTrace, -1);
  }

  void count(int number, int trace, int window) {
    if (number >= lastTrace.length) {
      int before = lastTrace.length;
      int room = Math.max(number + 1, 2 * before);
      lastTrace = Arrays.copyOf(lastTrace, room);
      Arrays.fill(lastTrace, before, room, -1);
      counts = Arrays.copyOf(counts, room * windows);
    }
    if (lastTrace[number] != trace) {
      lastTrace[number] = trace;
      counts[number * windows + window]++;
    }
  }

  /** {@return the traces of a number, by window} */
  int[] of(int number) {
    int from = number * windows;
    return from < counts.length
        ? Arrays.copyOfRange(counts, from, from + windows)
        : new int[windows];
  }
}
