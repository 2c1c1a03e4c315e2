package io.aiops4j.agents.loop;

import io.aiops4j.api.agent.Analysis;
import io.aiops4j.api.agent.Diagnosis;
import io.aiops4j.api.agent.Opinion;
import io.aiops4j.api.agent.Phase;
import io.aiops4j.api.agent.Ranked;
import io.aiops4j.api.agent.Review;
import io.aiops4j.api.compaction.EvidenceDigest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Joins opinions and reviews by fixed rules: each challenge of the first diagnosis that cites
 * existing evidence takes 30 % of its confidence; a diagnosis that then has less than the next one
 * falls behind it; dissent stays in the trail.
 */
final class Arbiter {
  private static final double KEPT_PER_CHALLENGE = 0.7;

  private Arbiter() {}

  static Analysis join(Analysis analysis, List<Review> reviews, EvidenceDigest digest) {
    long challenges =
        reviews.stream()
            .filter(review -> review.stance() == Review.Stance.CHALLENGE)
            .filter(review -> review.phase() != Phase.DETECT)
            .filter(review -> !review.evidenceIds().isEmpty())
            .filter(
                review -> review.evidenceIds().stream().allMatch(id -> digest.find(id).isPresent()))
            .count();
    List<Ranked<Diagnosis>> ranking = analysis.diagnoses().ranking();
    if (challenges == 0 || ranking.isEmpty()) {
      return analysis;
    }
    List<Ranked<Diagnosis>> joined = new ArrayList<>(ranking);
    Ranked<Diagnosis> first = joined.get(0);
    double kept = StrictMath.pow(KEPT_PER_CHALLENGE, challenges);
    joined.set(0, first.withConfidence(first.confidence() * kept));
    // The sort is stable: among equals the first stays first.
    joined.sort(Comparator.<Ranked<Diagnosis>>comparingDouble(Ranked::confidence).reversed());
    return new Analysis(
        analysis.system(),
        analysis.faultType(),
        new Opinion<>(
            analysis.diagnoses().agent(),
            joined,
            analysis.diagnoses().statement() + "; " + challenges + " challenges with evidence"));
  }
}
