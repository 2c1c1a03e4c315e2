package io.aiops4j.compaction.traces;

import java.util.Arrays;

/**
 * In how many witnesses (traces, or spans) of each window a number came. Witnesses come one after
 * another, and each counts once.
 */
final class Tallies {
  private final int windows;
  private int[] counts;
  private int[] lastWitness = new int[16];

  Tallies(int windows) {
    this.windows = windows;
    this.counts = new int[16 * windows];
    Arrays.fill(lastWitness, -1);
  }

  void count(int number, int witness, int window) {
    if (number >= lastWitness.length) {
      int before = lastWitness.length;
      int room = Math.max(number + 1, 2 * before);
      lastWitness = Arrays.copyOf(lastWitness, room);
      Arrays.fill(lastWitness, before, room, -1);
      counts = Arrays.copyOf(counts, room * windows);
    }
    if (lastWitness[number] != witness) {
      lastWitness[number] = witness;
      counts[number * windows + window]++;
    }
  }

  /** {@return the witnesses of a number, by window} */
  int[] of(int number) {
    int from = number * windows;
    return from < counts.length
        ? Arrays.copyOfRange(counts, from, from + windows)
        : new int[windows];
  }

  /** {@return the witnesses of a number in all windows but the last} */
  long before(int number) {
    long before = 0;
    int[] all = of(number);
    for (int window = 0; window < windows - 1; window++) {
      before += all[window];
    }
    return before;
  }
}
