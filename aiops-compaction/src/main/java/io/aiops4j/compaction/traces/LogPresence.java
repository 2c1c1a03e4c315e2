package io.aiops4j.compaction.traces;

import io.aiops4j.api.telemetry.LogRecord;
import io.aiops4j.api.topology.Component;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Where and when log lines were collected at all: a statement that nobody collected is not missing.
 *
 * <p>Of more than {@value #MOST} components in a range the first, in their order, are known. One
 * slot of time costs as much as a number; their count is that of the window's length.
 */
final class LogPresence {
  private static final int MOST = 10_000;

  /** Lines of any component within the same slot make a trace count for log statements. */
  private static final long SLOT_NANOS = 10_000_000_000L;

  private final List<TreeSet<Component>> loggers = new ArrayList<>();
  private final TreeSet<Long> slots = new TreeSet<>();
  private final @Nullable Component[] last;
  private long lastSlot = Long.MIN_VALUE;

  LogPresence(int windows) {
    for (int i = 0; i < windows; i++) {
      loggers.add(new TreeSet<>());
    }
    this.last = new Component[windows];
  }

  void add(int window, LogRecord record, long epochNanos) {
    note(window, record.component());
    noteSlot(epochNanos / SLOT_NANOS);
  }

  void note(int window, Component component) {
    if (!component.equals(last[window])) {
      last[window] = component;
      TreeSet<Component> known = loggers.get(window);
      if (known.add(component) && known.size() > MOST) {
        known.pollLast();
      }
    }
  }

  void noteSlot(long slot) {
    if (slot != lastSlot) {
      lastSlot = slot;
      slots.add(slot);
    }
  }

  void merge(LogPresence other) {
    for (int i = 0; i < loggers.size(); i++) {
      for (Component component : other.loggers.get(i)) {
        note(i, component);
      }
    }
    slots.addAll(other.slots);
  }

  /** {@return whether a component wrote any line in a range} */
  boolean logs(int window, Component component) {
    return loggers.get(window).contains(component);
  }

  /** {@return whether anybody wrote a line at about a time} */
  boolean anyAt(long epochNanos) {
    return !slots.isEmpty() && slots.contains(epochNanos / SLOT_NANOS);
  }

  List<TreeSet<Component>> loggers() {
    return loggers;
  }

  TreeSet<Long> slots() {
    return slots;
  }
}
