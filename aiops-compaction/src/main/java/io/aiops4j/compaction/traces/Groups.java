package io.aiops4j.compaction.traces;

/** Rows grouped by a number, each group in the order of its rows: a counting sort. */
final class Groups {
  private final int[] first;
  private final int[] rows;

  Groups(int[] groupOf, int size, int groups) {
    first = new int[groups + 1];
    for (int row = 0; row < size; row++) {
      first[groupOf[row] + 1]++;
    }
    for (int group = 0; group < groups; group++) {
      first[group + 1] += first[group];
    }
    rows = new int[size];
    int[] next = first.clone();
    for (int row = 0; row < size; row++) {
      rows[next[groupOf[row]]++] = row;
    }
  }

  int from(int group) {
    return first[group];
  }

  int to(int group) {
    return first[group + 1];
  }

  int[] rows() {
    return rows;
  }
}
