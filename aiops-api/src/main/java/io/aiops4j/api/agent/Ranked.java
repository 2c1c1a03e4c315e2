package io.aiops4j.api.agent;

import static java.util.Objects.requireNonNull;

import io.aiops4j.api.Canonical;
import java.util.List;

/**
 * One answer of a ranking.
 *
 * @param answer what is held
 * @param confidence 0 to 1; more is surer; never a gate for anything
 * @param evidenceIds what it rests on; empty makes it a guess, and the trail says so
 * @param refutedBy what would refute it, for a person
 * @param <T> the kind of answer
 */
public record Ranked<T>(T answer, double confidence, List<String> evidenceIds, String refutedBy) {
  /** Checks the parts. */
  public Ranked {
    requireNonNull(answer, "answer");
    evidenceIds = List.copyOf(evidenceIds);
    requireNonNull(refutedBy, "refutedBy");
    if (!(confidence >= 0 && confidence <= 1)) {
      throw new IllegalArgumentException(
          "Confidence in "
              + answer
              + " is "
              + Canonical.number(confidence)
              + "; it must lie in 0 to 1");
    }
  }

  /**
   * {@return the same answer with another confidence}
   *
   * @param confidence 0 to 1
   */
  public Ranked<T> withConfidence(double confidence) {
    return new Ranked<>(answer, confidence, evidenceIds, refutedBy);
  }
}
