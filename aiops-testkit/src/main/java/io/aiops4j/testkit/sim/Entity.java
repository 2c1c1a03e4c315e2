package io.aiops4j.testkit.sim;

import io.aiops4j.api.telemetry.LogRecord;
import io.aiops4j.api.topology.Component;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One component with its hidden state, the log lines that caused, and how its metrics are bent. */
final class Entity {
  final Component component;
  final long key;
  final long startMs;

  /** When it ended; of the things here, only jobs do. */
  long endMs = Long.MAX_VALUE;

  /** What state changes wrote, by time. */
  final List<LogRecord> logs = new ArrayList<>();

  /** Metrics that read otherwise since an instant, or are there since then; by name. */
  final Map<String, List<Showing>> showings = new TreeMap<>();

  /** What slows work down here, each with the share of the healthy speed that it leaves. */
  final Map<String, Double> slowedBy = new TreeMap<>();

  /** What of the fleet this is, where it has parts or rules of its own. */
  @Nullable Object part;

  /** The GPU node that this is, or is a piece of. */
  Fleet.@Nullable Node node;

  private @Nullable History counts;
  private @Nullable History tallies;
  private final History[] state = new History[Condition.BUILT_IN];
  private final Map<Condition, History> own = new HashMap<>();

  Entity(Component component, long seed, long startMs) {
    this.component = component;
    this.key = Noise.key(seed, component.toString());
    this.startMs = startMs;
  }

  /** Its counters begin again at zero: a driver was loaded anew, or it is another pod now. */
  void restartCounters(long ms) {
    counts = restarted(counts, ms);
    tallies = restarted(tallies, ms);
  }

  /** What its exporter counts for itself begins again at zero. */
  void restartTallies(long ms) {
    tallies = restarted(tallies, ms);
  }

  private History restarted(@Nullable History restarts, long ms) {
    History history = restarts == null ? new History(startMs, startMs) : restarts;
    history.set(ms, ms);
    return history;
  }

  /** {@return since when its counters count, as of an instant, in epoch milliseconds} */
  long countsSince(long ms) {
    return counts == null ? startMs : (long) counts.at(ms);
  }

  /** {@return since when its exporter counts, as of an instant, in epoch milliseconds} */
  long talliesSince(long ms) {
    return tallies == null ? startMs : (long) tallies.at(ms);
  }

  /** Adds a line, in the order of time. */
  void add(LogRecord line) {
    int at = logs.size();
    while (at > 0 && logs.get(at - 1).time().isAfter(line.time())) {
      at--;
    }
    logs.add(at, line);
  }

  History history(Condition condition) {
    if (condition.slot < 0) {
      return own.computeIfAbsent(condition, c -> new History(startMs, c.healthy()));
    }
    History history = state[condition.slot];
    if (history == null) {
      history = new History(startMs, condition.healthy());
      state[condition.slot] = history;
    }
    return history;
  }

  double now(Condition condition) {
    return history(condition).now();
  }

  double at(Condition condition, long ms) {
    return history(condition).at(ms);
  }

  /** {@return the share of the healthy speed at which work gets on here} */
  double rate() {
    return Math.min(now(Condition.WORK_RATE), now(Condition.SLOWED));
  }

  double rateAt(long ms) {
    return Math.min(at(Condition.WORK_RATE, ms), at(Condition.SLOWED, ms));
  }

  boolean is(Condition condition) {
    return now(condition) != 0;
  }

  /** {@return a number in [low, high) that belongs to this component for good} */
  double trait(String name, double low, double high) {
    return low + (high - low) * Noise.uniform(Noise.key(key, name), 0);
  }

  /** A metric reads in another way from an instant on. */
  record Showing(long fromMs, SimWorld.Reading reading) {}
}
