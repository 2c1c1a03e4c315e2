package io.aiops4j.compaction.traces;

import java.util.Arrays;

/**
 * The distinct spans of one trace after another, numbered from 0, and found by their ids.
 *
 * <p>Of rows with one id the first by all they say counts. Ids are found by a table that is filled
 * to a quarter, so most are where they are looked for first. An id that would stand more than
 * {@value #LONGEST_WALK} steps from there, which chance hardly makes and a sender can, has the
 * trace sorted by ids instead: a look-up costs a walk or a logarithm, whatever the ids. Time O(n) a
 * trace, O(n log n) if somebody chose its ids. The columns are open to {@link ForestBuilder}. Not
 * thread-safe.
 */
final class TraceSpans {
  private static final int LONGEST_WALK = 32;
  private static final int LEAST_BITS = 5;

  private final SpanRows rows;
  private int size;
  private boolean sorted;

  // 0, or the number of a span and 1.
  private int[] table = new int[1 << LEAST_BITS];
  private int shift;
  private int mask;

  /** The row of each span. */
  int[] row = new int[64];

  long[] start = new long[64];
  private long[] id = new long[64];
  private int[] flags = new int[64];

  TraceSpans(SpanRows rows) {
    this.rows = rows;
  }

  /** {@return how many spans were taken} */
  int size() {
    return size;
  }

  /** Takes the spans of a trace, {@code numbers[from, to)} among the rows, and forgets others. */
  void take(int[] numbers, int from, int to) {
    int count = to - from;
    if (row.length < count) {
      int room = Math.max(count, 2 * row.length);
      row = new int[room];
      start = new long[room];
      id = new long[room];
      flags = new int[room];
    }
    clear(count);
    sorted = false;
    size = 0;
    for (int i = from; i < to; i++) {
      if (!insert(numbers[i])) {
        sort(numbers, from, count);
        return;
      }
    }
  }

  /** {@return whether a span names one above it} */
  boolean hasParent(int span) {
    return SpanRows.hasParent(flags[span]);
  }

  boolean failed(int span) {
    return SpanRows.failed(flags[span]);
  }

  int trust(int span) {
    return SpanRows.trust(flags[span]);
  }

  /** {@return the span that a span names as above it; -1 if it names none or none of the trace} */
  int parent(int span) {
    int bits = flags[span];
    return SpanRows.hasParent(bits)
        ? find(rows.parent(row[span]), SpanRows.parentIsText(bits))
        : -1;
  }

  /** {@return the span of an id; -1 if the trace has none} */
  int find(long bits, boolean isText) {
    if (sorted) {
      return search(bits, isText);
    }
    int slot = slot(bits);
    for (int step = 0; step <= LONGEST_WALK && table[slot] != 0; step++) {
      int span = table[slot] - 1;
      if (id[span] == bits && SpanRows.idIsText(flags[span]) == isText) {
        return span;
      }
      slot = slot + 1 & mask;
    }
    return -1;
  }

  /** Compares by start, then id. */
  int compareStarts(int a, int b) {
    return start[a] != start[b]
        ? Long.compare(start[a], start[b])
        : rows.compareIds(row[a], row[b]);
  }

  private void clear(int count) {
    int bits = Math.max(LEAST_BITS, Integer.SIZE + 2 - Integer.numberOfLeadingZeros(count));
    if (table.length < 1 << bits) {
      table = new int[1 << bits];
    } else {
      Arrays.fill(table, 0, 1 << bits, 0);
    }
    mask = (1 << bits) - 1;
    shift = Long.SIZE - bits;
  }

  private int slot(long bits) {
    return (int) (bits * 0x9e3779b97f4a7c15L >>> shift);
  }

  /** {@return false if its place is too far from where it would be looked for} */
  private boolean insert(int at) {
    long bits = rows.id(at);
    int flag = rows.flags(at);
    int slot = slot(bits);
    for (int step = 0; table[slot] != 0; step++) {
      int span = table[slot] - 1;
      if (id[span] == bits && SpanRows.idIsText(flags[span]) == SpanRows.idIsText(flag)) {
        takeOneOf(span, at);
        return true;
      }
      if (step == LONGEST_WALK) {
        return false;
      }
      slot = slot + 1 & mask;
    }
    put(size++, at);
    table[slot] = size;
    return true;
  }

  private void sort(int[] numbers, int from, int count) {
    sorted = true;
    size = 0;
    System.arraycopy(numbers, from, row, 0, count);
    IndexSort.sort(row, 0, count, this::compareIds);
    for (int i = 0; i < count; i++) {
      int at = row[i];
      if (size > 0 && compareIds(row[size - 1], at) == 0) {
        takeOneOf(size - 1, at);
      } else {
        put(size++, at);
      }
    }
  }

  private void put(int span, int at) {
    row[span] = at;
    id[span] = rows.id(at);
    start[span] = rows.start(at);
    flags[span] = rows.flags(at);
  }

  private void takeOneOf(int span, int at) {
    if (rows.compareAll(at, row[span]) < 0) {
      put(span, at);
    }
  }

  private int compareIds(int a, int b) {
    int order = Long.compare(rows.id(a), rows.id(b));
    return order != 0
        ? order
        : Boolean.compare(SpanRows.idIsText(rows.flags(a)), SpanRows.idIsText(rows.flags(b)));
  }

  private int search(long bits, boolean isText) {
    int low = 0;
    int high = size;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (id[middle] < bits) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    for (int at = low; at < size && id[at] == bits; at++) {
      if (SpanRows.idIsText(flags[at]) == isText) {
        return at;
      }
    }
    return -1;
  }
}
