package io.aiops4j.compaction.traces;

import io.aiops4j.api.topology.Component;
import io.aiops4j.compaction.state.StateReader;
import io.aiops4j.compaction.state.StateWriter;
import java.util.Arrays;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a {@link TraceStore} and its {@link LogPresence} hold, as bytes: some 35 a span.
 *
 * <p>One content has one form: names stand sorted, and only those in use; traces in the order of
 * their hashes; the spans and lines of a trace sorted by all they say.
 */
final class TraceState {
  private final TraceStore store;
  private final StateWriter state;
  private final SpanRows spans;
  private final LineRows lines;

  private TraceState(TraceStore store, StateWriter state) {
    this.store = store;
    this.state = state;
    this.spans = store.spans();
    this.lines = store.lines();
  }

  static void write(TraceStore store, LogPresence presence, StateWriter state) {
    store.settle();
    write(presence, state);
    new TraceState(store, state).write();
  }

  private static void write(LogPresence presence, StateWriter state) {
    for (TreeSet<Component> loggers : presence.loggers()) {
      state.count(loggers.size());
      loggers.forEach(state::component);
    }
    state.count(presence.slots().size());
    presence.slots().forEach(state::number);
  }

  private void write() {
    state.count(store.offered()).flag(store.isCut()).number(store.isCut() ? store.cutFrom() : 0);
    int[] typePlace = writeTypes();
    int[] statementPlace = writeStatements();
    Groups spansOf = new Groups(spans.trace, spans.size(), store.traces());
    Groups linesOf = new Groups(lines.trace, lines.size(), store.traces());
    state.count(store.traces());
    for (int trace : store.order()) {
      state.text(store.traceId(trace)).count(store.count(trace));
      if (!store.tooLarge(trace)) {
        int[] rows = spansOf.rows();
        int from = spansOf.from(trace);
        int to = spansOf.to(trace);
        IndexSort.sort(rows, from, to, spans::compareAll);
        state.count(to - from);
        for (int i = from; i < to; i++) {
          spans.write(rows[i], typePlace[spans.type(rows[i])], state);
        }
        writeLines(linesOf, trace, statementPlace);
      }
    }
  }

  private void writeLines(Groups linesOf, int trace, int[] statementPlace) {
    int[] rows = linesOf.rows();
    int from = linesOf.from(trace);
    int to = linesOf.to(trace);
    IndexSort.sort(rows, from, to, lines::compareAll);
    state.count(to - from);
    for (int i = from; i < to; i++) {
      lines.write(rows[i], statementPlace[lines.statement[rows[i]]], state);
    }
  }

  private int[] writeTypes() {
    Names names = store.names();
    int[] place = new int[names.types()];
    for (int row = 0; row < spans.size(); row++) {
      place[spans.type(row)] = store.tooLarge(spans.trace[row]) ? place[spans.type(row)] : 1;
    }
    int[] used = used(place);
    IndexSort.sort(used, 0, used.length, names::compareTypes);
    TreeMap<Component, Integer> components = new TreeMap<>();
    for (int type : used) {
      components.putIfAbsent(names.component(type), components.size());
    }
    state.count(components.size());
    components.keySet().forEach(state::component);
    state.count(used.length);
    for (int i = 0; i < used.length; i++) {
      place[used[i]] = i;
      state.count(components.getOrDefault(names.component(used[i]), 0));
      state.text(names.operation(used[i]));
    }
    return place;
  }

  private int[] writeStatements() {
    Names names = store.names();
    int[] place = new int[names.statements()];
    for (int row = 0; row < lines.size(); row++) {
      place[lines.statement[row]] =
          store.tooLarge(lines.trace[row]) ? place[lines.statement[row]] : 1;
    }
    int[] used = used(place);
    IndexSort.sort(
        used, 0, used.length, (a, b) -> names.statementAt(a).compareTo(names.statementAt(b)));
    state.count(used.length);
    for (int i = 0; i < used.length; i++) {
      place[used[i]] = i;
      state.text(names.statementAt(used[i]));
    }
    return place;
  }

  private static int[] used(int[] marks) {
    int[] used = new int[marks.length];
    int n = 0;
    for (int i = 0; i < marks.length; i++) {
      if (marks[i] == 1) {
        used[n++] = i;
      }
    }
    return Arrays.copyOf(used, n);
  }

  /** Takes over what was written into an empty store. */
  static void read(TraceStore store, LogPresence presence, StateReader state) {
    for (int window = 0; window < presence.loggers().size(); window++) {
      for (int i = state.parts(4); i > 0; i--) {
        presence.note(window, state.component());
      }
    }
    for (int i = state.parts(1); i > 0; i--) {
      presence.noteSlot(state.number());
    }
    store.resume(state.count(), state.flag(), state.number());
    int[] types = readTypes(store.names(), state);
    int[] statements = new int[state.parts(1)];
    for (int i = 0; i < statements.length; i++) {
      statements[i] = store.names().statement(state.text());
    }
    for (int i = state.parts(2); i > 0; i--) {
      readTrace(store, types, statements, state);
    }
    store.settle();
  }

  private static int[] readTypes(Names names, StateReader state) {
    Component[] components = new Component[state.parts(4)];
    for (int i = 0; i < components.length; i++) {
      components[i] = state.component();
    }
    int[] types = new int[state.parts(2)];
    for (int i = 0; i < types.length; i++) {
      types[i] = names.type(components[index(components.length, state)], state.text());
    }
    return types;
  }

  private static void readTrace(
      TraceStore store, int[] types, int[] statements, StateReader state) {
    int trace = store.resumeTrace(state.text(), state.smallCount());
    if (trace < 0) {
      throw state.invalid("it holds a trace that it says was left out");
    }
    if (store.tooLarge(trace)) {
      return;
    }
    for (int i = state.parts(5); i > 0; i--) {
      store.spans().read(trace, types, state);
    }
    for (int i = state.parts(3); i > 0; i--) {
      store.lines().read(trace, statements, state);
    }
  }

  /** {@return a place in a table of some length} */
  static int index(int length, StateReader state) {
    int index = state.smallCount();
    if (index >= length) {
      throw state.invalid("it names entry " + index + " of " + length);
    }
    return index;
  }
}
