package io.aiops4j.compaction.baseline;

import io.aiops4j.api.telemetry.ChangeEvent;
import io.aiops4j.api.telemetry.ChangeKind;
import io.aiops4j.api.topology.Component;
import io.aiops4j.api.topology.Relation;
import io.aiops4j.api.topology.Topology;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.SortedSet;
import java.util.TreeSet;

/** Whose work a change begins or ends. */
final class Epochs {
  private Epochs() {}

  /**
   * The roles that work on something else from now on: what a job boundary names, what that runs
   * on, and all pieces of these. None for other changes.
   */
  static SortedSet<Component> begunBy(ChangeEvent change, Topology topology) {
    if (change.kind() != ChangeKind.JOB_START && change.kind() != ChangeKind.JOB_END) {
      return Collections.emptySortedSet();
    }
    SortedSet<Component> found = new TreeSet<>();
    Deque<Component> open = new ArrayDeque<>();
    open.add(change.component());
    open.addAll(topology.from(change.component(), Relation.RUNS_ON));
    while (!open.isEmpty()) {
      Component next = open.remove();
      if (found.add(next.role())) {
        open.addAll(topology.to(next, Relation.PART_OF));
      }
    }
    return found;
  }
}
