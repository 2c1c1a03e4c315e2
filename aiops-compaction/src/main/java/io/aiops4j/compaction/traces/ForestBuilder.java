package io.aiops4j.compaction.traces;

import java.util.Arrays;

/**
 * Builds the trees of whole traces from rows that came in any order.
 *
 * <p>A trace belongs to the range in which its root starts; one that a range cuts off (its root was
 * not seen, or ends after a reference range) is left out. Of spans with one id the earliest counts,
 * a span that names itself as parent is a root, and spans in a circle are left out. Time O(n log n)
 * for n spans, whatever their ids and whoever calls whom.
 */
final class ForestBuilder {
  private static final int TABLE_BITS = 7;
  private static final int TABLE = 1 << TABLE_BITS;

  /** Up to so many, insertion is the fastest sort. */
  private static final int SMALL = 48;

  private final TraceStore store;
  private final SpanRows rows;
  private final LineRows lines;
  private final WindowIndex ranges;
  private final LogPresence presence;
  private final Forest forest;

  // Of the trace in hand: its distinct spans. Those of a small trace are found by a small table, in
  // which a look-up costs TABLE / 2 steps at worst; those of a large one stand in the order of
  // their
  // ids' bits and are found by halving.
  private int n;
  private boolean hashed;
  private final int[] table = new int[TABLE];
  private int[] row = new int[64];
  private long[] id = new long[64];
  private long[] start = new long[64];
  private int[] above = new int[64];
  private int[] eldest = new int[64];
  private int[] nextSibling = new int[64];
  private int[] queue = new int[64];
  private int[] place = new int[64];

  private ForestBuilder(TraceStore store, WindowIndex ranges, LogPresence presence, int observed) {
    this.store = store;
    this.rows = store.spans();
    this.lines = store.lines();
    this.ranges = ranges;
    this.presence = presence;
    this.forest =
        new Forest(store.names(), presence, observed, store.traces(), rows.size(), lines.size());
  }

  static Forest build(TraceStore store, WindowIndex ranges, LogPresence presence, int observed) {
    store.settle();
    ForestBuilder builder = new ForestBuilder(store, ranges, presence, observed);
    builder.build();
    return builder.forest;
  }

  private void build() {
    Groups spansOf = new Groups(rows.trace, rows.size(), store.traces());
    Groups linesOf = new Groups(lines.trace, lines.size(), store.traces());
    for (int trace : store.order()) {
      if (store.tooLarge(trace)) {
        forest.tooLarge++;
        continue;
      }
      take(spansOf, trace);
      int window = windowOf();
      if (window < 0) {
        // A trace of log lines alone is none.
        forest.cutOff += n > 0 ? 1 : 0;
        continue;
      }
      link();
      grow(window);
      attach(linesOf, trace);
      forest.trees++;
    }
  }

  /** Takes the spans of a trace, each once. */
  private void take(Groups spansOf, int trace) {
    int from = spansOf.from(trace);
    int count = spansOf.to(trace) - from;
    if (row.length < count) {
      makeRoom(Math.max(count, 2 * row.length));
    }
    n = 0;
    hashed = count <= TABLE / 2;
    if (hashed) {
      Arrays.fill(table, 0);
      for (int i = from; i < from + count; i++) {
        hash(spansOf.rows()[i]);
      }
      return;
    }
    System.arraycopy(spansOf.rows(), from, row, 0, count);
    IndexSort.sort(row, 0, count, this::compareIds);
    for (int i = 0; i < count; i++) {
      int at = row[i];
      if (n > 0 && compareIds(row[n - 1], at) == 0) {
        takeOneOf(n - 1, at);
      } else {
        put(n++, at);
      }
    }
  }

  private void put(int index, int at) {
    row[index] = at;
    id[index] = rows.id[at];
    start[index] = rows.start[at];
  }

  /** Of two spans with one id keeps the first by all they say. */
  private void takeOneOf(int index, int at) {
    if (rows.compareAll(at, row[index]) < 0) {
      put(index, at);
    }
  }

  private void hash(int at) {
    long bits = rows.id[at];
    int slot = slot(bits);
    while (table[slot] != 0) {
      int index = table[slot] - 1;
      if (id[index] == bits && rows.idIsText(row[index]) == rows.idIsText(at)) {
        takeOneOf(index, at);
        return;
      }
      slot = (slot + 1) % TABLE;
    }
    put(n++, at);
    table[slot] = n;
  }

  private static int slot(long bits) {
    return (int) (bits * 0x9e3779b97f4a7c15L >>> 64 - TABLE_BITS);
  }

  private void makeRoom(int room) {
    row = new int[room];
    id = new long[room];
    start = new long[room];
    above = new int[room];
    eldest = new int[room];
    nextSibling = new int[room];
    queue = new int[room];
    place = new int[room];
  }

  private int compareIds(int a, int b) {
    int order = Long.compare(rows.id[a], rows.id[b]);
    return order != 0 ? order : Boolean.compare(rows.idIsText(a), rows.idIsText(b));
  }

  /** The index of the span of an id; -1 if the trace has none. */
  private int find(long bits, boolean isText) {
    if (hashed) {
      for (int slot = slot(bits); table[slot] != 0; slot = (slot + 1) % TABLE) {
        int index = table[slot] - 1;
        if (id[index] == bits && rows.idIsText(row[index]) == isText) {
          return index;
        }
      }
      return -1;
    }
    int low = 0;
    int high = n;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (id[middle] < bits) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    for (int at = low; at < n && id[at] == bits; at++) {
      if (rows.idIsText(row[at]) == isText) {
        return at;
      }
    }
    return -1;
  }

  private int windowOf() {
    int root = -1;
    for (int i = 0; i < n; i++) {
      if (!rows.hasParent(row[i]) && (root < 0 || compareStarts(i, root) < 0)) {
        root = i;
      }
    }
    if (root < 0) {
      return -1;
    }
    int at = ranges.of(start[root]);
    boolean whole = at == forest.observed() || at >= 0 && rows.end[row[root]] <= ranges.end(at);
    return whole ? at : -1;
  }

  /** Finds parents, and lists the children of each. */
  private void link() {
    Arrays.fill(eldest, 0, n, -1);
    for (int i = n - 1; i >= 0; i--) {
      int at = row[i];
      int parent = rows.hasParent(at) ? find(rows.parent[at], rows.parentIsText(at)) : -1;
      above[i] = parent == i ? -1 : parent;
      if (above[i] >= 0) {
        nextSibling[i] = eldest[above[i]];
        eldest[above[i]] = i;
      }
    }
  }

  /** Writes the tree, roots first, then level by level. */
  private void grow(int window) {
    int base = forest.size;
    int filled = 0;
    for (int i = 0; i < n; i++) {
      if (above[i] < 0) {
        queue[filled++] = i;
      }
    }
    sortByStart(0, filled);
    long earliest = Long.MAX_VALUE;
    for (int at = 0; at < filled; at++) {
      int span = queue[at];
      int first = filled;
      for (int child = eldest[span]; child >= 0; child = nextSibling[child]) {
        queue[filled++] = child;
      }
      sortByStart(first, filled);
      write(base, at, span, first);
      earliest = Math.min(earliest, start[span]);
    }
    forest.circular += n - filled;
    forest.size += filled;
    forest.window[forest.trees] = window;
    forest.logged[forest.trees] = presence.anyAt(earliest);
    forest.from[forest.trees + 1] = forest.size;
    Arrays.fill(place, 0, n, -1);
    for (int at = 0; at < filled; at++) {
      place[queue[at]] = base + at;
    }
  }

  private void write(int base, int at, int span, int firstChild) {
    int to = base + at;
    int from = row[span];
    place[span] = to;
    forest.type[to] = rows.type[from];
    forest.parent[to] = above[span] < 0 ? -1 : place[above[span]];
    forest.firstChild[to] = base + firstChild;
    forest.start[to] = start[span];
    forest.nanos[to] = rows.end[from] - start[span];
    forest.failed[to] = rows.failed(from);
    distrust(to, rows.trust(from));
  }

  /** Lowers the trust in the component of a span to that of the span or of a line of it. */
  private void distrust(int span, int trust) {
    int component = forest.component(span);
    forest.leastTrust[component] = Math.max(forest.leastTrust[component], trust);
  }

  private void sortByStart(int from, int to) {
    if (to - from > SMALL) {
      IndexSort.sort(queue, from, to, this::compareStarts);
      return;
    }
    for (int i = from + 1; i < to; i++) {
      int span = queue[i];
      int at = i;
      while (at > from && compareStarts(queue[at - 1], span) > 0) {
        queue[at] = queue[at - 1];
        at--;
      }
      queue[at] = span;
    }
  }

  private int compareStarts(int a, int b) {
    return start[a] != start[b]
        ? Long.compare(start[a], start[b])
        : rows.compareIds(row[a], row[b]);
  }

  private void attach(Groups linesOf, int trace) {
    int first = forest.linesFrom[forest.trees];
    int filled = first;
    for (int i = linesOf.from(trace); i < linesOf.to(trace); i++) {
      int line = linesOf.rows()[i];
      int span = find(lines.span[line], lines.idIsText(line));
      if (span >= 0 && place[span] >= 0) {
        forest.lines[filled++] = (long) place[span] << 32 | lines.statement[line];
        distrust(place[span], lines.trust(line));
      }
    }
    Arrays.sort(forest.lines, first, filled);
    int kept = first;
    for (int i = first; i < filled; i++) {
      if (kept == first || forest.lines[i] != forest.lines[kept - 1]) {
        forest.lines[kept++] = forest.lines[i];
      }
    }
    forest.linesFrom[forest.trees + 1] = kept;
  }
}
