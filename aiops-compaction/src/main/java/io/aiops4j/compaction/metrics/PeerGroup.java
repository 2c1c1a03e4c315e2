package io.aiops4j.compaction.metrics;

import io.aiops4j.api.topology.Component;
import io.aiops4j.api.topology.ComponentKind;
import io.aiops4j.api.topology.Relation;
import io.aiops4j.api.topology.Topology;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Components of one kind that do one work side by side: what a job runs on, the GPUs of a node, the
 * replicas of a service.
 *
 * @param whole what they belong to
 * @param sharesWork whether one job runs on all of them, so that they are alike by purpose and not
 *     by place only
 * @param members at least {@value #LEAST}
 */
record PeerGroup(Component whole, boolean sharesWork, SortedSet<Component> members) {
  /** Of fewer, none can be told from the rest. */
  static final int LEAST = 4;

  /** Those alike by purpose first, then the larger, so that the widest of a fact is found first. */
  private static final Comparator<PeerGroup> ORDER =
      Comparator.comparing((PeerGroup group) -> !group.sharesWork())
          .thenComparing(group -> -group.members().size())
          .thenComparing(PeerGroup::whole)
          .thenComparing(group -> group.members().first());

  /**
   * All groups, in the order in which they are to be asked.
   *
   * @param seen the components that there is telemetry of
   */
  static List<PeerGroup> of(Topology topology, Set<Component> seen) {
    List<PeerGroup> groups = new ArrayList<>();
    for (Component whole : topology.components()) {
      add(groups, whole, true, topology.from(whole, Relation.RUNS_ON), seen);
      add(groups, whole, false, topology.to(whole, Relation.PART_OF), seen);
    }
    groups.sort(ORDER);
    return groups;
  }

  private static void add(
      List<PeerGroup> groups,
      Component whole,
      boolean sharesWork,
      SortedSet<Component> parts,
      Set<Component> seen) {
    if (parts.size() < LEAST) {
      return;
    }
    SortedMap<ComponentKind, SortedSet<Component>> byKind = new TreeMap<>();
    for (Component part : parts) {
      if (seen.contains(part)) {
        byKind.computeIfAbsent(part.kind(), kind -> new TreeSet<>()).add(part);
      }
    }
    for (SortedSet<Component> members : byKind.values()) {
      if (members.size() >= LEAST) {
        groups.add(new PeerGroup(whole, sharesWork, members));
      }
    }
  }
}
