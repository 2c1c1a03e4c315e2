package io.aiops4j.compaction.traces;

import java.util.Arrays;

/**
 * Which span types are told apart: all, or if there are too many those with the most spans, by name
 * where they have as many. Names of high cardinality (an id in an operation) would else fill every
 * table and never be seen twice.
 */
final class CallTypes {
  private static final int MOST = 10_000;

  /** Types times windows. */
  private static final int MOST_CELLS = 4_000_000;

  private final int[] places;
  private final int count;
  private final int left;

  CallTypes(Forest forest) {
    int all = forest.names().types();
    int[] spans = new int[all];
    for (int span = 0; span < forest.size; span++) {
      spans[forest.type[span]]++;
    }
    int[] order = new int[all];
    int seen = 0;
    for (int type = 0; type < all; type++) {
      if (spans[type] > 0) {
        order[seen++] = type;
      }
    }
    int most = Math.min(MOST, Math.max(100, MOST_CELLS / (forest.observed() + 1)));
    if (seen > most) {
      IndexSort.sort(
          order,
          0,
          seen,
          (a, b) ->
              spans[a] != spans[b]
                  ? Integer.compare(spans[b], spans[a])
                  : forest.names().compareTypes(a, b));
    }
    this.count = Math.min(seen, most);
    this.left = seen - count;
    this.places = new int[all];
    Arrays.fill(places, -1);
    for (int i = 0; i < count; i++) {
      places[order[i]] = i;
    }
  }

  /** {@return whether a type is told apart} */
  boolean isTold(int type) {
    return places[type] >= 0;
  }

  /** {@return the number of a type among those told apart} */
  int place(int type) {
    return places[type];
  }

  int count() {
    return count;
  }

  /** {@return how many types are not told apart} */
  int left() {
    return left;
  }
}
