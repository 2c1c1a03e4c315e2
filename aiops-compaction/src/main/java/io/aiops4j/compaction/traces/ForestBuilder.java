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
  /** Up to so many, insertion is the fastest sort. */
  private static final int SMALL = 48;

  private final TraceStore store;
  private final SpanRows rows;
  private final LineRows lines;
  private final WindowIndex ranges;
  private final LogPresence presence;
  private final Forest forest;

  private final TraceSpans spans;

  // Of the trace in hand, by span.
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
    this.spans = new TraceSpans(rows);
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
      spans.take(spansOf.rows(), spansOf.from(trace), spansOf.to(trace));
      makeRoom(spans.size());
      int window = windowOf();
      if (window < 0) {
        // A trace of log lines alone is none.
        forest.cutOff += spans.size() > 0 ? 1 : 0;
        continue;
      }
      link();
      grow(window);
      attach(linesOf, trace);
      forest.trees++;
    }
  }

  private void makeRoom(int least) {
    if (above.length < least) {
      int room = Math.max(least, 2 * above.length);
      above = new int[room];
      eldest = new int[room];
      nextSibling = new int[room];
      queue = new int[room];
      place = new int[room];
    }
  }

  private int windowOf() {
    int root = -1;
    for (int span = 0; span < spans.size(); span++) {
      if (!spans.hasParent(span) && (root < 0 || spans.compareStarts(span, root) < 0)) {
        root = span;
      }
    }
    if (root < 0) {
      return -1;
    }
    int at = ranges.of(spans.start[root]);
    boolean whole =
        at == forest.observed() || at >= 0 && rows.end(spans.row[root]) <= ranges.end(at);
    return whole ? at : -1;
  }

  /** Finds parents, and lists the children of each. */
  private void link() {
    int n = spans.size();
    Arrays.fill(eldest, 0, n, -1);
    for (int span = n - 1; span >= 0; span--) {
      int parent = spans.parent(span);
      if (parent >= 0 && parent != span) {
        above[span] = parent;
        nextSibling[span] = eldest[parent];
        eldest[parent] = span;
      } else {
        above[span] = -1;
      }
    }
  }

  /** Writes the tree, roots first, then level by level. */
  private void grow(int window) {
    int n = spans.size();
    int base = forest.size;
    int filled = 0;
    for (int span = 0; span < n; span++) {
      place[span] = -1;
      if (above[span] < 0) {
        queue[filled++] = span;
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
      earliest = Math.min(earliest, spans.start[span]);
    }
    forest.circular += n - filled;
    forest.size += filled;
    forest.window[forest.trees] = window;
    forest.logged[forest.trees] = presence.anyAt(earliest);
    forest.from[forest.trees + 1] = forest.size;
  }

  private void write(int base, int at, int span, int firstChild) {
    int to = base + at;
    int from = spans.row[span];
    place[span] = to;
    forest.type[to] = rows.type(from);
    forest.parent[to] = above[span] < 0 ? -1 : place[above[span]];
    forest.firstChild[to] = base + firstChild;
    forest.start[to] = spans.start[span];
    forest.nanos[to] = rows.end(from) - spans.start[span];
    forest.failed[to] = spans.failed(span);
    distrust(to, spans.trust(span));
  }

  /** Lowers the trust in the component of a span to that of the span or of a line of it. */
  private void distrust(int span, int trust) {
    int component = forest.component(span);
    if (forest.leastTrust[component] < trust) {
      forest.leastTrust[component] = trust;
    }
  }

  private void sortByStart(int from, int to) {
    if (to - from > SMALL) {
      IndexSort.sort(queue, from, to, spans::compareStarts);
      return;
    }
    for (int i = from + 1; i < to; i++) {
      int span = queue[i];
      int at = i;
      while (at > from && spans.compareStarts(queue[at - 1], span) > 0) {
        queue[at] = queue[at - 1];
        at--;
      }
      queue[at] = span;
    }
  }

  private void attach(Groups linesOf, int trace) {
    int first = forest.linesFrom[forest.trees];
    int filled = first;
    for (int i = linesOf.from(trace); i < linesOf.to(trace); i++) {
      int line = linesOf.rows()[i];
      int span = spans.find(lines.span[line], lines.idIsText(line));
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
