package io.aiops4j.compaction.slo;

import io.aiops4j.compaction.state.StateReader;
import io.aiops4j.compaction.state.StateWriter;
import java.util.Map;
import java.util.TreeMap;

/** The last totals of each source, and what they gained since. */
final class SourceCounters {
  private static final int MOST_SOURCES = 100_000;

  /** The totals of a source at a time. */
  private record Totals(long millis, long good, long total) {}

  /** What was counted between two totals. */
  record Gain(long good, long total) {}

  private final TreeMap<String, Totals> last = new TreeMap<>();

  /** Whether the totals can be followed: the source is known, or there is room for it. */
  boolean hasRoom(String source) {
    return last.containsKey(source) || last.size() < MOST_SOURCES;
  }

  /**
   * What the source counted since its totals before; nothing for the first totals, which may be
   * years old, and for late ones, whose events the later totals have told. After a reset of either
   * counter both are counted from zero.
   */
  Gain gain(String source, long millis, long good, long total) {
    Totals before = last.get(source);
    if (before != null && before.millis() >= millis) {
      return new Gain(0, 0);
    }
    last.put(source, new Totals(millis, good, total));
    if (before == null) {
      return new Gain(0, 0);
    }
    boolean reset = good < before.good() || total < before.total();
    long events = reset ? total : total - before.total();
    long fine = reset ? good : good - before.good();
    // Two counters are not read at one instant: one event may be counted as good before it is one.
    return new Gain(Math.min(fine, events), events);
  }

  void merge(SourceCounters other) {
    other.last.forEach(
        (source, theirs) -> last.merge(source, theirs, (a, b) -> a.millis() >= b.millis() ? a : b));
  }

  void write(StateWriter state) {
    state.count(last.size());
    for (Map.Entry<String, Totals> each : last.entrySet()) {
      Totals totals = each.getValue();
      state.text(each.getKey()).number(totals.millis());
      state.count(totals.good()).count(totals.total());
    }
  }

  void read(StateReader state) {
    for (int i = state.parts(4); i > 0; i--) {
      last.put(state.text(), new Totals(state.number(), state.count(), state.count()));
    }
  }
}
