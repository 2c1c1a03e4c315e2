package io.aiops4j.agents.review;

import io.aiops4j.api.agent.CaseFile;
import io.aiops4j.api.agent.Diagnosis;
import io.aiops4j.api.agent.Phase;
import io.aiops4j.api.agent.Ranked;
import io.aiops4j.api.agent.Review;
import io.aiops4j.api.agent.Reviewer;
import io.aiops4j.api.compaction.Evidence;
import io.aiops4j.api.telemetry.Modality;
import io.aiops4j.api.topology.Component;
import io.aiops4j.api.topology.Relation;
import io.aiops4j.api.topology.Topology;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Asks whether the best diagnosis explains the strongest evidence.
 *
 * <p>Challenges a diagnosis that cites nothing, that rests on workload text alone, or that leaves
 * evidence of at least {@value #FACTOR} times its own strength about something unrelated
 * unexplained. Stateless and thread-safe.
 */
public final class EvidenceReviewer implements Reviewer {
  private static final String NAME = "evidence-reviewer";
  private static final double FACTOR = 1.5;

  /** Makes the reviewer. */
  public EvidenceReviewer() {}

  @Override
  public List<Review> review(CaseFile file) {
    Optional<Diagnosis> best =
        file.analysis().flatMap(analysis -> analysis.diagnoses().best()).map(Ranked::answer);
    if (best.isEmpty()) {
      return List.of(says(Review.Stance.ABSTAIN, "there is no diagnosis to review", List.of()));
    }
    Diagnosis diagnosis = best.get();
    List<Evidence> cited =
        diagnosis.evidenceIds().stream()
            .flatMap(id -> file.digest().find(id).stream())
            .sorted(Evidence.BY_STRENGTH)
            .toList();
    if (cited.isEmpty()) {
      return List.of(
          says(
              Review.Stance.CHALLENGE,
              "the diagnosis cites nothing that exists: " + diagnosis.statement(),
              List.of()));
    }
    List<String> ids = cited.stream().map(Evidence::id).toList();
    if (cited.stream().noneMatch(item -> item.trust().isPlatform())) {
      return List.of(
          says(
              Review.Stance.CHALLENGE,
              "only the workload's own words bear the diagnosis of " + diagnosis.system(),
              ids));
    }
    SortedSet<Component> related = related(diagnosis.system(), file.topology());
    double own = cited.get(0).strength();
    return file.digest().items().stream()
        .filter(item -> item.modality() != Modality.CHANGES)
        .filter(item -> item.strength() >= FACTOR * own && !related.contains(item.component()))
        .findFirst()
        .map(
            item ->
                List.of(
                    says(
                        Review.Stance.CHALLENGE,
                        "stronger evidence stays unexplained: " + item.statement(),
                        List.of(item.id()))))
        .orElseGet(
            () ->
                List.of(
                    says(
                        Review.Stance.AGREE,
                        cited.size() + " pieces of evidence bear the diagnosis out",
                        ids)));
  }

  /** What a fault of a component can show at: what it carries, what carries it, its callers. */
  private static SortedSet<Component> related(Component system, Topology topology) {
    SortedSet<Component> related = new TreeSet<>();
    for (Component carried : topology.occupants(system)) {
      related.addAll(topology.foundations(carried));
    }
    related.addAll(topology.foundations(system));
    related.addAll(topology.from(system, Relation.CALLS));
    SortedSet<Component> callers = new TreeSet<>(topology.to(system, Relation.CALLS));
    while (!callers.isEmpty()) {
      SortedSet<Component> next = new TreeSet<>();
      for (Component caller : callers) {
        if (related.add(caller)) {
          next.addAll(topology.to(caller, Relation.CALLS));
        }
      }
      callers = next;
    }
    return related;
  }

  private static Review says(Review.Stance stance, String reason, List<String> evidenceIds) {
    return new Review(NAME, Phase.DIAGNOSE, stance, reason, evidenceIds);
  }
}
