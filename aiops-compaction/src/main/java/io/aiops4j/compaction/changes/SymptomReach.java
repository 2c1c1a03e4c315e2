package io.aiops4j.compaction.changes;

import io.aiops4j.api.compaction.Evidence;
import io.aiops4j.api.telemetry.Modality;
import io.aiops4j.api.topology.Component;
import io.aiops4j.api.topology.Relation;
import io.aiops4j.api.topology.Topology;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What trouble a component could have caused: that of itself and of what stands on it, calls it or
 * is a piece of it, less with every step, and only what began after it was changed.
 */
final class SymptomReach {
  /** Weaker evidence shows in healthy systems all the time. */
  private static final double LEAST_STRENGTH = 3;

  private static final int MOST_SYMPTOMS = 64;
  private static final int MOST_REACHED = 1_000;

  /** What a step away from the trouble leaves of the suspicion. */
  private static final double STEP = 0.7;

  /** Onsets are known to a few samples only. */
  private static final Duration TOLERANCE = Duration.ofMinutes(2);

  /** A component in trouble, since when, how badly, and how likely each other one is behind it. */
  private record Symptom(
      Component component, Instant onset, double strength, Map<Component, Double> behind) {}

  private final List<Symptom> latestFirst;
  private final int components;
  private final Map<Integer, Map<Component, Double>> byCount = new HashMap<>();

  SymptomReach(List<Evidence> all, Topology topology) {
    this.components = Math.max(1, topology.components().size());
    SortedMap<Component, Symptom> worst = new TreeMap<>();
    for (Evidence item : all) {
      if (item.modality() != Modality.CHANGES && item.strength() >= LEAST_STRENGTH) {
        Symptom one = new Symptom(item.component(), item.range().from(), item.strength(), Map.of());
        worst.merge(item.component(), one, SymptomReach::joined);
      }
    }
    List<Symptom> found = new ArrayList<>(worst.values());
    found.sort(
        Comparator.comparingDouble(Symptom::strength).reversed().thenComparing(Symptom::component));
    this.latestFirst =
        found.stream()
            .limit(MOST_SYMPTOMS)
            .map(each -> behind(each, topology))
            .sorted(
                Comparator.comparing(Symptom::onset).reversed().thenComparing(Symptom::component))
            .toList();
  }

  boolean isEmpty() {
    return latestFirst.isEmpty();
  }

  /** How many components in trouble a change there and then could be behind. */
  int touched(Component changed, Instant time) {
    int eligible = eligible(time);
    return (int)
        latestFirst.stream()
            .limit(eligible)
            .filter(each -> each.behind().containsKey(changed))
            .count();
  }

  /**
   * How unlikely it is that a component chosen by chance is as well placed to be behind the
   * trouble: -log10 of the share of components that are; 0 if it could not be at all.
   */
  double strength(Component changed, Instant time) {
    Map<Component, Double> placed = placed(eligible(time));
    double mine = placed.getOrDefault(changed, 0.0);
    if (mine <= 0) {
      return 0;
    }
    long asWell = placed.values().stream().filter(each -> each >= mine).count();
    return Math.max(0, -StrictMath.log10((double) asWell / Math.max(components, placed.size())));
  }

  private int eligible(Instant time) {
    int n = 0;
    while (n < latestFirst.size() && !latestFirst.get(n).onset().isBefore(time.minus(TOLERANCE))) {
      n++;
    }
    return n;
  }

  private Map<Component, Double> placed(int symptoms) {
    return byCount.computeIfAbsent(
        symptoms,
        count -> {
          Map<Component, Double> placed = new TreeMap<>();
          for (Symptom each : latestFirst.subList(0, count)) {
            each.behind().forEach((who, share) -> placed.merge(who, share, Double::sum));
          }
          return placed;
        });
  }

  private static Symptom joined(Symptom a, Symptom b) {
    Instant onset = a.onset().isBefore(b.onset()) ? a.onset() : b.onset();
    return new Symptom(a.component(), onset, Math.max(a.strength(), b.strength()), Map.of());
  }

  private static Symptom behind(Symptom symptom, Topology topology) {
    Map<Component, Double> behind = new TreeMap<>();
    Deque<Component> open = new ArrayDeque<>(List.of(symptom.component()));
    behind.put(symptom.component(), symptom.strength());
    behind.put(symptom.component().role(), symptom.strength());
    while (!open.isEmpty() && behind.size() < MOST_REACHED) {
      Component next = open.remove();
      double share = STEP * behind.getOrDefault(next, 0.0);
      for (Relation relation : Relation.values()) {
        for (Component base : topology.from(next, relation)) {
          if (behind.putIfAbsent(base, share) == null) {
            behind.putIfAbsent(base.role(), share);
            open.add(base);
          }
        }
      }
    }
    return new Symptom(symptom.component(), symptom.onset(), symptom.strength(), behind);
  }
}
