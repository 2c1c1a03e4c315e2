package io.aiops4j.compaction.traces;

import io.aiops4j.api.telemetry.LogRecord;
import io.aiops4j.api.telemetry.TrustClass;
import io.aiops4j.compaction.state.StateReader;
import io.aiops4j.compaction.state.StateWriter;
import java.util.Arrays;

/** Log lines that name a span, as they came: which span, which statement, and who wrote it. */
final class LineRows {
  private static final int ID_IS_TEXT = 1;

  private final SpanIds ids;
  private final Names names;
  private int size;
  int[] trace = new int[64];
  long[] span = new long[64];
  int[] statement = new int[64];
  private byte[] flags = new byte[64];

  LineRows(SpanIds ids, Names names) {
    this.ids = ids;
    this.names = names;
  }

  int size() {
    return size;
  }

  void add(int traceNumber, LogRecord record, String key) {
    int row = next(traceNumber);
    span[row] = ids.of(record.spanId());
    flags[row] = (byte) (record.trust().ordinal() << 1 | (ids.isText() ? ID_IS_TEXT : 0));
    statement[row] = names.statement(key);
  }

  /** Copies a row of others, which may number differently. */
  void copy(int traceNumber, LineRows from, int theirs) {
    int row = next(traceNumber);
    flags[row] = from.flags[theirs];
    boolean renumber = idIsText(row) && from.ids != ids;
    span[row] = renumber ? ids.of(from.ids.text(from.span[theirs])) : from.span[theirs];
    statement[row] =
        from.names == names
            ? from.statement[theirs]
            : names.statement(from.names.statementAt(from.statement[theirs]));
  }

  boolean idIsText(int row) {
    return (flags[row] & ID_IS_TEXT) != 0;
  }

  /** {@return how little a row is trusted: the place of its {@link TrustClass}} */
  int trust(int row) {
    return flags[row] >> 1;
  }

  /** Compares by all a row holds but its trace. */
  int compareAll(int a, int b) {
    int order = ids.compare(idIsText(a), span[a], idIsText(b), span[b]);
    if (order == 0 && statement[a] != statement[b]) {
      order = names.statementAt(statement[a]).compareTo(names.statementAt(statement[b]));
    }
    return order != 0 ? order : Byte.compare(flags[a], flags[b]);
  }

  void write(int row, int statementPlace, StateWriter state) {
    state.count(flags[row]);
    if (idIsText(row)) {
      state.text(ids.text(span[row]));
    } else {
      state.number(span[row]);
    }
    state.count(statementPlace);
  }

  void read(int traceNumber, int[] statements, StateReader state) {
    int row = next(traceNumber);
    flags[row] = (byte) TraceState.index(TrustClass.values().length << 1, state);
    span[row] = idIsText(row) ? ids.of(state.text()) : state.number();
    if (idIsText(row) && !ids.isText()) {
      throw state.invalid("an id of hexadecimal digits is marked as a text");
    }
    statement[row] = statements[TraceState.index(statements.length, state)];
  }

  private int next(int traceNumber) {
    if (size == trace.length) {
      int room = size + (size >> 1);
      trace = Arrays.copyOf(trace, room);
      span = Arrays.copyOf(span, room);
      statement = Arrays.copyOf(statement, room);
      flags = Arrays.copyOf(flags, room);
    }
    trace[size] = traceNumber;
    return size++;
  }
}
