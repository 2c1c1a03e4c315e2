package io.aiops4j.compaction.traces;

import io.aiops4j.api.telemetry.Span;
import io.aiops4j.api.telemetry.SpanStatus;
import io.aiops4j.api.telemetry.TrustClass;
import io.aiops4j.compaction.state.StateReader;
import io.aiops4j.compaction.state.StateWriter;
import java.util.Arrays;

/**
 * Spans as they came, a column for each part: 41 bytes a span beside the texts that many share.
 *
 * <p>The columns are open to the package, which reads them in loops; only this class writes them.
 */
final class SpanRows {
  private static final int ID_IS_TEXT = 1;
  private static final int PARENT_IS_TEXT = 2;
  private static final int HAS_PARENT = 4;
  private static final int FAILED = 8;
  private static final int TRUST_SHIFT = 4;

  private final SpanIds ids;
  private final Names names;
  private int size;
  int[] trace = new int[64];
  int[] type = new int[64];
  long[] id = new long[64];
  long[] parent = new long[64];
  long[] start = new long[64];
  long[] end = new long[64];
  byte[] flags = new byte[64];

  SpanRows(SpanIds ids, Names names) {
    this.ids = ids;
    this.names = names;
  }

  int size() {
    return size;
  }

  void add(int traceNumber, Span span) {
    int row = next(traceNumber);
    int bits = span.trust().ordinal() << TRUST_SHIFT;
    id[row] = ids.of(span.spanId());
    bits |= ids.isText() ? ID_IS_TEXT : 0;
    String above = span.parentSpanId();
    if (!above.isEmpty()) {
      parent[row] = ids.of(above);
      bits |= HAS_PARENT | (ids.isText() ? PARENT_IS_TEXT : 0);
    }
    type[row] = names.type(span.component(), span.operation());
    start[row] = span.startEpochNanos();
    end[row] = span.endEpochNanos();
    flags[row] = (byte) (bits | (span.status() == SpanStatus.ERROR ? FAILED : 0));
  }

  /** Copies a row of others, which may number differently. */
  void copy(int traceNumber, SpanRows from, int theirs) {
    int row = next(traceNumber);
    byte bits = from.flags[theirs];
    flags[row] = bits;
    id[row] = renumbered((bits & ID_IS_TEXT) != 0, from, from.id[theirs]);
    parent[row] = renumbered((bits & PARENT_IS_TEXT) != 0, from, from.parent[theirs]);
    int theirType = from.type[theirs];
    type[row] =
        from.names == names
            ? theirType
            : names.type(from.names.component(theirType), from.names.operation(theirType));
    start[row] = from.start[theirs];
    end[row] = from.end[theirs];
  }

  private long renumbered(boolean isText, SpanRows from, long number) {
    return isText && from.ids != ids ? ids.of(from.ids.text(number)) : number;
  }

  static boolean idIsText(byte flags) {
    return (flags & ID_IS_TEXT) != 0;
  }

  static boolean parentIsText(byte flags) {
    return (flags & PARENT_IS_TEXT) != 0;
  }

  static boolean hasParent(byte flags) {
    return (flags & HAS_PARENT) != 0;
  }

  static boolean failed(byte flags) {
    return (flags & FAILED) != 0;
  }

  /** {@return how little a row is trusted: the place of its {@link TrustClass}} */
  static int trust(byte flags) {
    return flags >> TRUST_SHIFT;
  }

  /** Compares by id alone. */
  int compareIds(int a, int b) {
    return ids.compare(idIsText(flags[a]), id[a], idIsText(flags[b]), id[b]);
  }

  /** Compares by all a row holds but its trace: rows that are equal say the same. */
  int compareAll(int a, int b) {
    int order = compareIds(a, b);
    order = order != 0 ? order : Long.compare(start[a], start[b]);
    order = order != 0 ? order : Long.compare(end[a], end[b]);
    order = order != 0 || type[a] == type[b] ? order : names.compareTypes(type[a], type[b]);
    order = order != 0 ? order : Byte.compare(flags[a], flags[b]);
    boolean text = parentIsText(flags[a]);
    return order != 0 ? order : ids.compare(text, parent[a], text, parent[b]);
  }

  void write(int row, int typePlace, StateWriter state) {
    state.count(flags[row]);
    writeId(idIsText(flags[row]), id[row], state);
    if (hasParent(flags[row])) {
      writeId(parentIsText(flags[row]), parent[row], state);
    }
    state.count(typePlace).number(start[row]).number(end[row] - start[row]);
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
    flags[row] = (byte) TraceState.index(TrustClass.values().length << TRUST_SHIFT, state);
    id[row] = readId(idIsText(flags[row]), state);
    if (hasParent(flags[row])) {
      parent[row] = readId(parentIsText(flags[row]), state);
    } else if (parentIsText(flags[row])) {
      throw state.invalid("a span without parent has a parent's id");
    }
    type[row] = types[TraceState.index(types.length, state)];
    start[row] = state.number();
    end[row] = start[row] + state.number();
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

  private int next(int traceNumber) {
    if (size == trace.length) {
      int room = size + (size >> 1);
      trace = Arrays.copyOf(trace, room);
      type = Arrays.copyOf(type, room);
      id = Arrays.copyOf(id, room);
      parent = Arrays.copyOf(parent, room);
      start = Arrays.copyOf(start, room);
      end = Arrays.copyOf(end, room);
      flags = Arrays.copyOf(flags, room);
    }
    trace[size] = traceNumber;
    return size++;
  }
}
