package io.aiops4j.api.agent;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * What a reviewer says of one phase's opinion.
 *
 * @param reviewer who says so
 * @param phase whose opinion is reviewed
 * @param stance agreement, challenge or neither
 * @param reason one sentence
 * @param evidenceIds what it rests on; a challenge without evidence lowers no confidence
 */
public record Review(
    String reviewer, Phase phase, Stance stance, String reason, List<String> evidenceIds) {
  /** Copies the list. */
  public Review {
    requireNonNull(reviewer, "reviewer");
    requireNonNull(phase, "phase");
    requireNonNull(stance, "stance");
    requireNonNull(reason, "reason");
    evidenceIds = List.copyOf(evidenceIds);
  }

  /** Where a reviewer stands. */
  public enum Stance {
    /** The evidence bears the opinion out. */
    AGREE,
    /** The evidence speaks against it. */
    CHALLENGE,
    /** Nothing to say. */
    ABSTAIN
  }
}
