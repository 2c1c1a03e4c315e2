package io.aiops4j.guardrails;

import io.aiops4j.api.action.Rollback;
import io.aiops4j.api.compaction.Evidence;
import io.aiops4j.api.safety.Decision;
import io.aiops4j.api.safety.GuardrailPolicy;
import io.aiops4j.api.safety.PolicyContext;
import io.aiops4j.api.telemetry.Modality;
import io.aiops4j.api.topology.Component;
import io.aiops4j.api.topology.ComponentKind;
import io.aiops4j.api.topology.Topology;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Denies a destructive step unless two independent witnesses show trouble right now: fresh evidence
 * that the workload cannot author, about the target, what it consists of or what it stands on, of
 * different modality or of different kind. A change is no witness: it shows no trouble.
 *
 * <p>Destructive is what cannot be taken back, and whatever is aimed at a node. Two items of one
 * kind in one modality are one witness: a single broken exporter writes many of them. After
 * NVSentinel issues 1701 and 1715: one poll of one signal asked for the reboot of 214 nodes, none
 * of which was broken.
 */
public record TwoWitnesses() implements GuardrailPolicy {
  @Override
  public String id() {
    return "two-witnesses";
  }

  @Override
  public Decision judge(PolicyContext context) {
    boolean destructive =
        context.step().type().rollback() == Rollback.NONE
            || context.step().target().kind().equals(ComponentKind.NODE);
    if (!destructive) {
      return new Decision.Allow("The step is not destructive");
    }
    SortedSet<Component> related = related(context.step().target(), context.topology());
    List<String> witnesses =
        context.evidence().items().stream()
            .filter(item -> item.trust().isPlatform() && item.modality() != Modality.CHANGES)
            .filter(item -> related.contains(item.component()))
            .map(TwoWitnesses::voice)
            .distinct()
            .sorted()
            .toList();
    if (witnesses.size() >= 2) {
      return new Decision.Allow("Independent witnesses: " + witnesses);
    }
    return new Decision.Deny(
        context.step()
            + " is destructive, and only "
            + witnesses.size()
            + " of 2 independent witnesses show trouble of the target now: "
            + witnesses,
        "Wait for a second witness of another kind that the workload cannot author, or act"
            + " yourself");
  }

  private static String voice(Evidence item) {
    return item.modality() + " " + item.kind();
  }

  private static SortedSet<Component> related(Component target, Topology topology) {
    SortedSet<Component> related = new TreeSet<>(topology.occupants(target));
    related.addAll(topology.foundations(target));
    return related;
  }
}
