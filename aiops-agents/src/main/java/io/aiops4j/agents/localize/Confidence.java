package io.aiops4j.agents.localize;

import java.util.List;

/**
 * How sure a ranking by strength may be: from the total of the first and its margin over the next.
 *
 * <p>A rule, not a calibrated probability; it only orders doubts and is never a gate.
 */
public final class Confidence {
  private static final double FULL_TOTAL = 12;
  private static final double MOST_IF_WEAK = 0.2;

  private Confidence() {}

  /**
   * {@return confidence in the suspect at an index, 0.01 to 0.95}
   *
   * @param suspects most suspicious first
   * @param index of the suspect
   */
  public static double of(List<Suspect> suspects, int index) {
    Suspect suspect = suspects.get(index);
    double best = suspects.get(0).total();
    double rival = index == 0 ? (suspects.size() > 1 ? suspects.get(1).total() : 0) : best;
    double share = suspect.total() / Math.max(1e-9, suspect.total() + rival);
    double ground = Math.min(1, suspect.total() / FULL_TOTAL);
    double confidence = Math.min(0.95, share * (0.5 + 0.5 * ground));
    confidence = suspect.isWeak() ? Math.min(MOST_IF_WEAK, confidence) : confidence;
    return Math.max(0.01, confidence);
  }
}
