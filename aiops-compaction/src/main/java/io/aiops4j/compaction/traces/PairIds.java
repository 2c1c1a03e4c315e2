package io.aiops4j.compaction.traces;

import java.util.Arrays;

/**
 * Small integers for pairs of small integers, such as who calls whom.
 *
 * <p>Bounded: a first number has at most {@value #MOST_OF_FIRST} partners and all together have at
 * most as many as asked for; pairs that come when it is full have no number and are counted. Each
 * first number keeps its partners sorted, so no choice of pairs makes a look-up slower than a
 * logarithm.
 */
final class PairIds {
  static final int MOST_OF_FIRST = 4096;

  /** What {@link #of} returns for a pair beyond the bound. */
  static final int NONE = -1;

  private final int most;
  private int[][] seconds = new int[16][];
  private int[][] numbers = new int[16][];
  private int[] counts = new int[16];
  private int[] firstOf = new int[16];
  private int[] secondOf = new int[16];
  private int size;
  private long beyond;

  PairIds(int most) {
    this.most = most;
  }

  /** {@return the number of the pair, a new one if it is new} */
  int of(int first, int second) {
    int at = search(first, second);
    if (at >= 0) {
      return numbers[first][at];
    }
    if (size == most || first < counts.length && counts[first] == MOST_OF_FIRST) {
      beyond++;
      return NONE;
    }
    insert(first, second, -at - 1);
    return size++;
  }

  /** {@return the number of the pair if it has one} */
  int find(int first, int second) {
    int at = search(first, second);
    return at >= 0 ? numbers[first][at] : NONE;
  }

  int size() {
    return size;
  }

  int first(int number) {
    return firstOf[number];
  }

  int second(int number) {
    return secondOf[number];
  }

  /** {@return how often a pair was asked for that is beyond the bound} */
  long beyond() {
    return beyond;
  }

  private int search(int first, int second) {
    return first < counts.length && counts[first] > 0
        ? Arrays.binarySearch(seconds[first], 0, counts[first], second)
        : -1;
  }

  private void insert(int first, int second, int at) {
    if (first >= counts.length) {
      int room = Math.max(first + 1, 2 * counts.length);
      seconds = Arrays.copyOf(seconds, room);
      numbers = Arrays.copyOf(numbers, room);
      counts = Arrays.copyOf(counts, room);
    }
    int count = counts[first];
    if (count == 0) {
      seconds[first] = new int[4];
      numbers[first] = new int[4];
    } else if (count == seconds[first].length) {
      seconds[first] = Arrays.copyOf(seconds[first], 2 * count);
      numbers[first] = Arrays.copyOf(numbers[first], 2 * count);
    }
    System.arraycopy(seconds[first], at, seconds[first], at + 1, count - at);
    System.arraycopy(numbers[first], at, numbers[first], at + 1, count - at);
    seconds[first][at] = second;
    numbers[first][at] = size;
    counts[first]++;
    if (size == firstOf.length) {
      firstOf = Arrays.copyOf(firstOf, 2 * size);
      secondOf = Arrays.copyOf(secondOf, 2 * size);
    }
    firstOf[size] = first;
    secondOf[size] = second;
  }
}
