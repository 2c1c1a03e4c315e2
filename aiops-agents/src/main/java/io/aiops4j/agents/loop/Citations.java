package io.aiops4j.agents.loop;

import io.aiops4j.api.compaction.Evidence;
import io.aiops4j.api.compaction.EvidenceDigest;
import io.aiops4j.api.topology.Component;
import io.aiops4j.api.topology.Relation;
import io.aiops4j.api.topology.Topology;
import java.util.List;
import java.util.Optional;

/** Checks that what is cited exists and is about what is claimed (law 4). */
final class Citations {
  private Citations() {}

  /**
   * {@return what is wrong with a citation, or empty if it bears the claim}
   *
   * <p>Each id must exist in the digest and be about the component or a neighbour of it in the
   * topology (what it runs on or is part of, what runs on it or is part of it, whom it calls or who
   * calls it); at least one must be about the component itself or what it carries.
   */
  static Optional<String> flaw(
      String agent,
      Component component,
      List<String> evidenceIds,
      EvidenceDigest digest,
      Topology topology) {
    if (evidenceIds.isEmpty()) {
      return Optional.of(agent + " cites nothing for " + component + ": it is a hypothesis");
    }
    boolean own = false;
    for (String id : evidenceIds) {
      Optional<Evidence> evidence = digest.find(id);
      if (evidence.isEmpty()) {
        return Optional.of(agent + " cites " + id + " for " + component + ", which does not exist");
      }
      Component about = evidence.get().component();
      boolean carried = topology.occupants(component).contains(about);
      if (!carried && !isNeighbour(component, about, topology)) {
        return Optional.of(
            agent + " cites " + id + " for " + component + ", but it is about " + about);
      }
      own |= carried;
    }
    return own
        ? Optional.empty()
        : Optional.of(agent + " cites nothing about " + component + " itself");
  }

  private static boolean isNeighbour(Component component, Component about, Topology topology) {
    return topology.foundations(component).contains(about)
        || topology.from(component, Relation.CALLS).contains(about)
        || topology.to(component, Relation.CALLS).contains(about);
  }
}
