package io.aiops4j.compaction.baseline;

import io.aiops4j.api.topology.Component;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Ranks deviations, the furthest first and equal ones by name. Pure functions. */
final class Furthest {
  private Furthest() {}

  static List<Deviation> series(List<Deviation> deviations, int k) {
    return deviations.stream().sorted().limit(k).toList();
  }

  /** Of each component its furthest series. */
  static List<Deviation> components(List<Deviation> deviations, int k) {
    SortedMap<Component, Deviation> furthest = new TreeMap<>();
    for (Deviation deviation : deviations) {
      furthest.merge(deviation.key().component(), deviation, Furthest::further);
    }
    return furthest.values().stream().sorted().limit(k).toList();
  }

  /** Of each metric its furthest series. */
  static List<Deviation> metrics(List<Deviation> deviations, int k) {
    SortedMap<String, Deviation> furthest = new TreeMap<>();
    for (Deviation deviation : deviations) {
      furthest.merge(deviation.key().metric(), deviation, Furthest::further);
    }
    // Stable, so that metrics that are equally far out stay in the order of their names.
    return furthest.values().stream()
        .sorted(Comparator.comparingDouble(Deviation::sigmas).reversed())
        .limit(k)
        .toList();
  }

  private static Deviation further(Deviation a, Deviation b) {
    return a.compareTo(b) <= 0 ? a : b;
  }
}
