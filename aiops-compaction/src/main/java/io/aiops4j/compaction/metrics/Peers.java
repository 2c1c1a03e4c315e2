package io.aiops4j.compaction.metrics;

import io.aiops4j.api.topology.Component;
import io.aiops4j.api.topology.Topology;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Series that can be compared across components: the same metric of each member of a group, with
 * the same labels where a component has more than one of that name.
 */
final class Peers {
  /**
   * The same metric of the members of a group.
   *
   * @param group who
   * @param series one for each member that has it, in the order of members
   */
  record Alike(PeerGroup group, List<Subject> series) {}

  private final List<Alike> all = new ArrayList<>();

  /**
   * @param subjects every series
   */
  Peers(Topology topology, List<Subject> subjects) {
    Map<Component, SortedMap<String, Subject>> byComponent = new HashMap<>();
    for (Subject each : subjects) {
      byComponent.putIfAbsent(each.component(), new TreeMap<>());
    }
    List<PeerGroup> groups = PeerGroup.of(topology, byComponent.keySet());
    if (groups.isEmpty()) {
      return;
    }
    Map<Component, Map<String, Integer>> named = new HashMap<>();
    for (Subject each : subjects) {
      named
          .computeIfAbsent(each.component(), key -> new HashMap<>())
          .merge(each.name(), 1, Integer::sum);
    }
    for (Subject each : subjects) {
      Map<String, Integer> ofComponent = named.getOrDefault(each.component(), Map.of());
      boolean only = ofComponent.getOrDefault(each.name(), 0) == 1;
      // Labels such as a UUID differ between peers, and say nothing where there is one series.
      byComponent
          .computeIfAbsent(each.component(), key -> new TreeMap<>())
          .put(only ? each.name() : each.name() + each.labels(), each);
    }
    for (PeerGroup group : groups) {
      SortedMap<String, List<Subject>> byMetric = new TreeMap<>();
      for (Component member : group.members()) {
        byComponent
            .getOrDefault(member, Collections.emptySortedMap())
            .forEach(
                (metric, series) ->
                    byMetric.computeIfAbsent(metric, key -> new ArrayList<>()).add(series));
      }
      byMetric.values().stream()
          .filter(series -> series.size() >= PeerGroup.LEAST)
          .forEach(series -> all.add(new Alike(group, series)));
    }
  }

  /** All comparable series, groups in the order in which they are to be asked. */
  List<Alike> all() {
    return all;
  }
}
