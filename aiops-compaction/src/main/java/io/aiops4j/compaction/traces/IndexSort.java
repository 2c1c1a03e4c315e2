package io.aiops4j.compaction.traces;

/**
 * Sorts numbers of rows by what the rows hold: stable, O(n log n) comparisons at worst, without
 * boxing.
 */
final class IndexSort {
  /** Compares two rows. */
  @FunctionalInterface
  interface Order {
    int compare(int a, int b);
  }

  private static final int SMALL = 24;

  private IndexSort() {}

  /** Sorts {@code rows[from, to)}. */
  static void sort(int[] rows, int from, int to, Order order) {
    if (to - from <= SMALL) {
      insert(rows, from, to, order);
      return;
    }
    int middle = (from + to) >>> 1;
    sort(rows, from, middle, order);
    sort(rows, middle, to, order);
    if (order.compare(rows[middle - 1], rows[middle]) <= 0) {
      return;
    }
    int[] left = java.util.Arrays.copyOfRange(rows, from, middle);
    int at = from;
    int mine = 0;
    int theirs = middle;
    while (mine < left.length && theirs < to) {
      boolean takeLeft = order.compare(left[mine], rows[theirs]) <= 0;
      rows[at++] = takeLeft ? left[mine++] : rows[theirs++];
    }
    System.arraycopy(left, mine, rows, at, left.length - mine);
  }

  private static void insert(int[] rows, int from, int to, Order order) {
    for (int i = from + 1; i < to; i++) {
      int row = rows[i];
      int at = i;
      while (at > from && order.compare(rows[at - 1], row) > 0) {
        rows[at] = rows[at - 1];
        at--;
      }
      rows[at] = row;
    }
  }
}
