package io.aiops4j.testkit.sim;

import io.aiops4j.api.telemetry.LogRecord;
import io.aiops4j.api.topology.Component;
import java.util.ArrayList;
import java.util.List;

/** One component with its hidden state and the log lines that its state changes caused. */
final class Entity {
  final Component component;
  final long key;
  final List<LogRecord> logs = new ArrayList<>();
  private final History[] state = new History[Condition.values().length];
  private final long startMs;

  Entity(Component component, long seed, long startMs) {
    this.component = component;
    this.key = Noise.key(seed, component.toString());
    this.startMs = startMs;
  }

  History history(Condition condition) {
    History history = state[condition.ordinal()];
    if (history == null) {
      history = new History(startMs, condition.healthy());
      state[condition.ordinal()] = history;
    }
    return history;
  }

  double now(Condition condition) {
    return history(condition).now();
  }

  double at(Condition condition, long ms) {
    return history(condition).at(ms);
  }

  boolean is(Condition condition) {
    return now(condition) != 0;
  }

  /** {@return a number in [low, high) that belongs to this component for good} */
  double trait(String name, double low, double high) {
    return low + (high - low) * Noise.uniform(Noise.key(key, name), 0);
  }
}
