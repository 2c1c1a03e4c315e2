package io.aiops4j.compaction.mining;

import java.util.Arrays;

/** Numbers by a 64-bit hash, those of one hash in the order they came. Not thread-safe. */
final class Chains {
  static final int END = -1;

  private final long[] hashes;
  private final int[] heads;
  private final int[] tails;
  private final int[] next;
  private final int[] first;
  private int chains;

  /**
   * @param most the largest number plus one
   */
  Chains(int most) {
    int slots = Integer.highestOneBit(Math.max(8, most)) << 2;
    hashes = new long[slots];
    heads = new int[slots];
    tails = new int[slots];
    next = new int[most];
    first = new int[most];
    Arrays.fill(heads, END);
  }

  /** Appends a number, each once. */
  void add(long hash, int number) {
    next[number] = END;
    int at = slot(hash);
    if (heads[at] == END) {
      hashes[at] = hash;
      heads[at] = number;
      tails[at] = number;
      first[chains++] = number;
    } else {
      next[tails[at]] = number;
      tails[at] = number;
    }
  }

  /** {@return how many different hashes there are} */
  int size() {
    return chains;
  }

  /** {@return the first number of a chain, by the order in which chains began} */
  int first(int chain) {
    return first[chain];
  }

  /** {@return the number after one, or {@link #END}} */
  int next(int number) {
    return next[number];
  }

  private int slot(long hash) {
    int mask = heads.length - 1;
    int at = (int) (hash ^ hash >>> 32) & mask;
    while (heads[at] != END && hashes[at] != hash) {
      at = at + 1 & mask;
    }
    return at;
  }
}
