package io.aiops4j.agents.review;

import io.aiops4j.api.agent.CaseFile;
import io.aiops4j.api.agent.Diagnosis;
import io.aiops4j.api.agent.Phase;
import io.aiops4j.api.agent.Ranked;
import io.aiops4j.api.agent.Review;
import io.aiops4j.api.agent.Reviewer;
import io.aiops4j.api.compaction.Evidence;
import io.aiops4j.api.compaction.FaultType;
import io.aiops4j.api.topology.Component;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Asks whether the named system only suffers from what it runs on.
 *
 * <p>Challenges a diagnosis if something that the system runs on or is part of shows evidence of a
 * fault of its own that the diagnosis does not cite and that is stronger than what it cites: what
 * breaks in a piece shows at the whole as well. Abstains where the diagnosis cites nothing that
 * exists: not to see a fault below is no proof that there is none. Stateless and thread-safe.
 */
public final class TopologyReviewer implements Reviewer {
  private static final String NAME = "topology-reviewer";
  private static final double STRONG = 5;

  /** Makes the reviewer. */
  public TopologyReviewer() {}

  @Override
  public List<Review> review(CaseFile file) {
    Optional<Diagnosis> best =
        file.analysis().flatMap(analysis -> analysis.diagnoses().best()).map(Ranked::answer);
    if (best.isEmpty()) {
      return List.of(says(Review.Stance.ABSTAIN, "there is no diagnosis to review", List.of()));
    }
    Diagnosis diagnosis = best.get();
    OptionalDouble strongest =
        diagnosis.evidenceIds().stream()
            .flatMap(id -> file.digest().find(id).stream())
            .mapToDouble(Evidence::strength)
            .max();
    double cited = strongest.orElse(0);
    for (Component base : file.topology().foundations(diagnosis.system())) {
      Optional<Evidence> own =
          base.equals(diagnosis.system())
              ? Optional.empty()
              : file.digest().about(base).stream()
                  .filter(item -> item.strength() >= STRONG && item.strength() > cited)
                  .filter(item -> item.speaksFor() != FaultType.UNKNOWN)
                  .filter(item -> !diagnosis.evidenceIds().contains(item.id()))
                  .findFirst();
      if (own.isPresent()) {
        return List.of(
            says(
                Review.Stance.CHALLENGE,
                diagnosis.system()
                    + " depends on "
                    + base
                    + ", which shows a fault of its own: "
                    + own.get().statement(),
                List.of(own.get().id())));
      }
    }
    if (strongest.isEmpty()) {
      return List.of(
          says(
              Review.Stance.ABSTAIN,
              "nothing is seen of " + diagnosis.system() + ", nor of a fault below it",
              List.of()));
    }
    return List.of(
        says(
            Review.Stance.AGREE,
            "nothing below " + diagnosis.system() + " explains it",
            List.of()));
  }

  private static Review says(Review.Stance stance, String reason, List<String> evidenceIds) {
    return new Review(NAME, Phase.LOCALIZE, stance, reason, evidenceIds);
  }
}
