package io.aiops4j.api.safety;

/** How much the loop may do by itself, least first. */
public enum AutonomyLevel {
  /** Watch and diagnose only. */
  OBSERVE,
  /** Propose; a person acts. The default. */
  SUGGEST,
  /** Act on an approval of exactly this plan. */
  APPROVE_EACH,
  /** Act on a standing {@link Mandate} or an approval. */
  APPROVE_BY_CLASS,
  /** Act within the policies. */
  AUTO
}
