package io.aiops4j.compaction.changes;

import io.aiops4j.api.telemetry.ChangeEvent;
import io.aiops4j.api.telemetry.ChangeKind;
import io.aiops4j.api.telemetry.TrustClass;
import io.aiops4j.api.topology.Component;
import io.aiops4j.compaction.state.StateReader;
import io.aiops4j.compaction.state.StateWriter;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Changes, each once, at most {@value #MOST}: the nearest to one instant.
 *
 * <p>What is kept depends on which changes were added, not on their order: of one change told in
 * two ways the less trusted telling stays.
 */
final class ChangeSet {
  static final int MOST = 20_000;

  /** Fewest bytes of a written change: seven texts or counts, a time, a kind, a trust, a map. */
  private static final int LEAST_BYTES = 11;

  private record Key(Instant time, Component component, ChangeKind kind, String id) {}

  private static final Comparator<ChangeEvent> TELLING =
      Comparator.comparing(ChangeEvent::trust)
          .reversed()
          .thenComparing(ChangeEvent::summary)
          .thenComparing(change -> change.attributes().toString());

  private final TreeMap<Key, ChangeEvent> changes;
  private boolean cut;

  ChangeSet(Instant from) {
    Comparator<Key> nearest = Comparator.comparing(key -> Duration.between(from, key.time()).abs());
    this.changes =
        new TreeMap<>(
            nearest
                .thenComparing(Key::time)
                .thenComparing(Key::component)
                .thenComparing(Key::kind)
                .thenComparing(Key::id));
  }

  void add(ChangeEvent change) {
    Key key = new Key(change.time(), change.component(), change.kind(), change.id());
    changes.merge(key, change, (a, b) -> TELLING.compare(a, b) <= 0 ? a : b);
    if (changes.size() > MOST) {
      changes.pollLastEntry();
      cut = true;
    }
  }

  void addAll(ChangeSet other) {
    other.changes.values().forEach(this::add);
    cut |= other.cut;
  }

  /** Nearest first. */
  List<ChangeEvent> changes() {
    return List.copyOf(changes.values());
  }

  /** Whether there were more. */
  boolean isCut() {
    return cut;
  }

  void write(StateWriter writer) {
    writer.flag(cut).count(changes.size());
    for (ChangeEvent change : changes.values()) {
      writer
          .text(change.id())
          .number(change.time().getEpochSecond())
          .count(change.time().getNano())
          .text(change.kind().name())
          .component(change.component())
          .text(change.summary())
          .text(change.trust().name())
          .labels(change.attributes());
    }
  }

  void read(StateReader reader) {
    boolean wasCut = reader.flag();
    int n = reader.parts(LEAST_BYTES);
    for (int i = 0; i < n; i++) {
      String id = reader.text();
      Instant time = instant(reader);
      ChangeKind kind = oneOf(reader, ChangeKind.values());
      Component component = reader.component();
      String summary = reader.text();
      TrustClass trust = oneOf(reader, TrustClass.values());
      SortedMap<String, String> attributes = reader.labels();
      add(new ChangeEvent(id, time, kind, component, summary, trust, attributes));
    }
    cut |= wasCut;
  }

  private static Instant instant(StateReader reader) {
    long seconds = reader.number();
    long nanos = reader.count();
    try {
      return Instant.ofEpochSecond(seconds, nanos);
    } catch (DateTimeException | ArithmeticException e) {
      throw reader.invalid("a time is none: " + seconds + " s and " + nanos + " ns");
    }
  }

  private static <E extends Enum<E>> E oneOf(StateReader reader, E[] values) {
    String name = reader.text();
    for (E value : values) {
      if (value.name().equals(name)) {
        return value;
      }
    }
    throw reader.invalid("'" + name + "' is none of " + List.of(values));
  }
}
