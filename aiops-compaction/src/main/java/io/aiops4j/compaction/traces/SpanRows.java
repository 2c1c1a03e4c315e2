package io.aiops4j.compaction.traces;

import io.aiops4j.api.telemetry.Span;
import io.aiops4j.api.telemetry.SpanStatus;
import io.aiops4j.api.telemetry.TrustClass;
import io.aiops4j.compaction.state.StateReader;
import io.aiops4j.compaction.state.StateWriter;
import java.util.Arrays;

/**
 * Spans as they came, a row of numbers each: 44 bytes a span beside the texts that many share.
 *
 * <p>Rows stand in pages, so that growing copies none of them, and the parts of a row side by side,
 * so that reading rows in the order of their traces fetches each once. What is asked of every row
 * in turn, its trace, has a column of its own, which is open to the package.
 */
final class SpanRows {
  private static final int ID_IS_TEXT = 1;
  private static final int PARENT_IS_TEXT = 2;
  private static final int HAS_PARENT = 4;
  private static final int FAILED = 8;
  private static final int TRUST_SHIFT = 4;

  private static final int PAGE_BITS = 9;
  private static final int PAGE = 1 << PAGE_BITS;

  // A row: what it says of itself in eight bits and its type above them; ids; times.
  private static final int TYPE_SHIFT = 8;
  private static final int MARKS = 0;
  private static final int ID = 1;
  private static final int PARENT = 2;
  private static final int START = 3;
  private static final int END = 4;
  private static final int WIDTH = 5;

  private final SpanIds ids;
  private final Names names;
  private int size;
  int[] trace = new int[64];
  private long[][] pages = new long[16][];

  SpanRows(SpanIds ids, Names names) {
    this.ids = ids;
    this.names = names;
  }

  int size() {
    return size;
  }

  void add(int traceNumber, Span span) {
    int row = next(traceNumber);
    long[] page = page(row);
    int at = place(row);
    int flags = span.trust().ordinal() << TRUST_SHIFT;
    page[at + ID] = ids.of(span.spanId());
    flags |= ids.isText() ? ID_IS_TEXT : 0;
    String above = span.parentSpanId();
    if (!above.isEmpty()) {
      page[at + PARENT] = ids.of(above);
      flags |= HAS_PARENT | (ids.isText() ? PARENT_IS_TEXT : 0);
    }
    flags |= span.status() == SpanStatus.ERROR ? FAILED : 0;
    page[at + MARKS] = marks(names.type(span.component(), span.operation()), flags);
    page[at + START] = span.startEpochNanos();
    page[at + END] = span.endEpochNanos();
  }

  /** Copies a row of others, which may number differently. */
  void copy(int traceNumber, SpanRows from, int theirs) {
    int row = next(traceNumber);
    long[] page = page(row);
    int at = place(row);
    int flags = from.flags(theirs);
    int type = from.type(theirs);
    if (from.names != names) {
      type = names.type(from.names.component(type), from.names.operation(type));
    }
    page[at + MARKS] = marks(type, flags);
    page[at + ID] = renumbered(idIsText(flags), from, from.id(theirs));
    page[at + PARENT] = renumbered(parentIsText(flags), from, from.parent(theirs));
    page[at + START] = from.start(theirs);
    page[at + END] = from.end(theirs);
  }

  private long renumbered(boolean isText, SpanRows from, long number) {
    return isText && from.ids != ids ? ids.of(from.ids.text(number)) : number;
  }

  int type(int row) {
    return (int) (page(row)[place(row) + MARKS] >> TYPE_SHIFT);
  }

  /** {@return what a row says of itself, for the questions below} */
  int flags(int row) {
    return (int) page(row)[place(row) + MARKS] & (1 << TYPE_SHIFT) - 1;
  }

  long id(int row) {
    return page(row)[place(row) + ID];
  }

  long parent(int row) {
    return page(row)[place(row) + PARENT];
  }

  long start(int row) {
    return page(row)[place(row) + START];
  }

  long end(int row) {
    return page(row)[place(row) + END];
  }

  static boolean idIsText(int flags) {
    return (flags & ID_IS_TEXT) != 0;
  }

  static boolean parentIsText(int flags) {
    return (flags & PARENT_IS_TEXT) != 0;
  }

  static boolean hasParent(int flags) {
    return (flags & HAS_PARENT) != 0;
  }

  static boolean failed(int flags) {
    return (flags & FAILED) != 0;
  }

  /** {@return how little a row is trusted: the place of its {@link TrustClass}} */
  static int trust(int flags) {
    return flags >> TRUST_SHIFT;
  }

  /** Compares by id alone. */
  int compareIds(int a, int b) {
    return ids.compare(idIsText(flags(a)), id(a), idIsText(flags(b)), id(b));
  }

  /** Compares by all a row holds but its trace: rows that are equal say the same. */
  int compareAll(int a, int b) {
    int order = compareIds(a, b);
    order = order != 0 ? order : Long.compare(start(a), start(b));
    order = order != 0 ? order : Long.compare(end(a), end(b));
    order = order != 0 || type(a) == type(b) ? order : names.compareTypes(type(a), type(b));
    order = order != 0 ? order : Integer.compare(flags(a), flags(b));
    boolean text = parentIsText(flags(a));
    return order != 0 ? order : ids.compare(text, parent(a), text, parent(b));
  }

  void write(int row, int typePlace, StateWriter state) {
    int flags = flags(row);
    state.count(flags);
    writeId(idIsText(flags), id(row), state);
    if (hasParent(flags)) {
      writeId(parentIsText(flags), parent(row), state);
    }
    state.count(typePlace).number(start(row)).number(end(row) - start(row));
  }

  private void writeId(boolean isText, long number, StateWriter state) {
    if (isText) {
      state.text(ids.text(number));
    } else {
      state.number(number);
    }
  }

  void read(int traceNumber, int[] types, StateReader state) {
    int row = next(traceNumber);
    long[] page = page(row);
    int at = place(row);
    int flags = TraceState.index(TrustClass.values().length << TRUST_SHIFT, state);
    page[at + ID] = readId(idIsText(flags), state);
    if (hasParent(flags)) {
      page[at + PARENT] = readId(parentIsText(flags), state);
    } else if (parentIsText(flags)) {
      throw state.invalid("a span without parent has a parent's id");
    }
    page[at + MARKS] = marks(types[TraceState.index(types.length, state)], flags);
    page[at + START] = state.number();
    page[at + END] = page[at + START] + state.number();
  }

  /** Goes by the mark of the span: an id that is no text there would be none here. */
  private long readId(boolean isText, StateReader state) {
    if (!isText) {
      return state.number();
    }
    long number = ids.of(state.text());
    if (!ids.isText()) {
      throw state.invalid("an id of hexadecimal digits is marked as a text");
    }
    return number;
  }

  private static long marks(int type, int flags) {
    return (long) type << TYPE_SHIFT | flags;
  }

  private long[] page(int row) {
    return pages[row >>> PAGE_BITS];
  }

  private static int place(int row) {
    return (row & PAGE - 1) * WIDTH;
  }

  private int next(int traceNumber) {
    if (size == trace.length) {
      trace = Arrays.copyOf(trace, size + (size >> 1));
    }
    if ((size & PAGE - 1) == 0) {
      int page = size >>> PAGE_BITS;
      if (page == pages.length) {
        pages = Arrays.copyOf(pages, 2 * page);
      }
      pages[page] = new long[PAGE * WIDTH];
    }
    trace[size] = traceNumber;
    return size++;
  }
}
