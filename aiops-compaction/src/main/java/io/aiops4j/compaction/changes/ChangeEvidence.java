package io.aiops4j.compaction.changes;

import io.aiops4j.api.Canonical;
import io.aiops4j.api.compaction.CompactionWindow;
import io.aiops4j.api.compaction.Evidence;
import io.aiops4j.api.compaction.FaultType;
import io.aiops4j.api.compaction.Shape;
import io.aiops4j.api.telemetry.ChangeEvent;
import io.aiops4j.api.telemetry.ChangeKind;
import io.aiops4j.api.telemetry.Modality;
import io.aiops4j.api.telemetry.TelemetryQuery;
import io.aiops4j.api.telemetry.TimeRange;
import io.aiops4j.api.topology.Component;
import io.aiops4j.api.topology.Relation;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** Turns one change into evidence. */
final class ChangeEvidence {
  /** Most that a change is worth: it is a reason, and reasons need symptoms. */
  static final double MOST_STRENGTH = 2;

  /** A change after the first symptom did not cause it; how long after is not known exactly. */
  private static final double AFTERWARDS = 0.5;

  private static final double MINUTE = 60_000;
  private static final int MOST_REACHED = 1_000;

  /** What is counted as the same change again. */
  private record Sort(Component role, ChangeKind kind) {
    static Sort of(ChangeEvent change) {
      return new Sort(change.component().role(), change.kind());
    }
  }

  private final CompactionWindow window;
  private final Map<Sort, Integer> earlier = new HashMap<>();
  private final Map<Component, Integer> reaches = new HashMap<>();
  private final double referenceMinutes;

  ChangeEvidence(CompactionWindow window, List<ChangeEvent> earlier) {
    this.window = window;
    earlier.forEach(each -> this.earlier.merge(Sort.of(each), 1, Integer::sum));
    this.referenceMinutes =
        window.reference().stream().mapToDouble(range -> range.length().toMillis() / MINUTE).sum();
  }

  Evidence of(ChangeEvent change) {
    double minutesBefore =
        Duration.between(change.time(), window.observed().from()).toMillis() / MINUTE;
    int reaches =
        this.reaches.computeIfAbsent(change.component(), changed -> reached(changed).size());
    TimeRange asked =
        new TimeRange(
            window.observed().from().minus(ChangeAccumulator.BEFORE), window.observed().to());
    return Evidence.builder(
            Modality.CHANGES,
            change.component(),
            kind(change.kind()),
            new TimeRange(change.time(), window.observed().to()))
        .speaksFor(speaksFor(change.kind()))
        .strength(strength(change, minutesBefore))
        .magnitude(minutesBefore, "min")
        .shape(Shape.APPEARED)
        .trust(change.trust())
        .statement(statement(change, minutesBefore, reaches))
        .query(
            TelemetryQuery.builder(asked, window.asOf())
                .modalities(Set.of(Modality.CHANGES))
                .components(Set.of(change.component()))
                .build())
        .attributes(
            Map.of(
                "changeId", change.id(),
                "minutesBefore", Canonical.number(minutesBefore),
                "reaches", Integer.toString(reaches)))
        .build();
  }

  /**
   * How unlikely a change of this sort of this component is so near by chance, at its usual rate.
   */
  private double strength(ChangeEvent change, double minutesBefore) {
    int before = earlier.getOrDefault(Sort.of(change), 0);
    // Half a change more than seen: a component that never changed may do so all the same.
    double rate = (before + 0.5) / Math.max(ChangeAccumulator.BEFORE.toMinutes(), referenceMinutes);
    double distance = Math.max(1, Math.abs(minutesBefore));
    double chance = -StrictMath.expm1(-rate * distance);
    double strength = Math.min(MOST_STRENGTH, -StrictMath.log10(chance));
    return Math.max(0, minutesBefore >= -1 ? strength : strength * AFTERWARDS);
  }

  /** What stands on the component or calls it, directly or not, without the component itself. */
  private SortedSet<Component> reached(Component changed) {
    SortedSet<Component> found = new TreeSet<>();
    Deque<Component> open = new ArrayDeque<>(List.of(changed));
    while (!open.isEmpty() && found.size() < MOST_REACHED) {
      Component next = open.remove();
      if (found.add(next)) {
        for (Relation relation : Relation.values()) {
          open.addAll(window.topology().to(next, relation));
        }
      }
    }
    found.remove(changed);
    return found;
  }

  private static String statement(ChangeEvent change, double minutesBefore, int reaches) {
    String when =
        Canonical.number(Math.abs(minutesBefore))
            + (minutesBefore >= 0 ? " minutes before" : " minutes after the start of")
            + " the observed range";
    return change.component().name()
        + " changed ("
        + name(change.kind())
        + ") "
        + when
        + "; "
        + reaches
        + " components depend on it: "
        + change.summary();
  }

  private static FaultType speaksFor(ChangeKind kind) {
    if (kind == ChangeKind.DEPLOY) {
      return FaultType.CODE_IMAGE;
    }
    boolean setting = kind == ChangeKind.CONFIG || kind == ChangeKind.FLAG;
    return setting ? FaultType.CONFIG : FaultType.UNKNOWN;
  }

  private static String kind(ChangeKind kind) {
    return "change." + name(kind);
  }

  private static String name(ChangeKind kind) {
    return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
