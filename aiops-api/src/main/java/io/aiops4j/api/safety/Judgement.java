package io.aiops4j.api.safety;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * What the gate holds of a step.
 *
 * @param autonomy how much the loop may do by itself here
 * @param decision the joined decision: deny wins, then ask, then allow
 * @param authority the id of the approval or mandate that answers what would have been asked; empty
 *     if none is needed or there is none
 * @param policies what each policy said, in order
 */
public record Judgement(
    AutonomyLevel autonomy, Decision decision, String authority, List<PolicyDecision> policies) {
  /** Copies the list. */
  public Judgement {
    requireNonNull(autonomy, "autonomy");
    requireNonNull(decision, "decision");
    requireNonNull(authority, "authority");
    policies = List.copyOf(policies);
  }

  /**
   * What one policy said.
   *
   * @param policy its id
   * @param decision what it said
   */
  public record PolicyDecision(String policy, Decision decision) {
    /** Checks the parts. */
    public PolicyDecision {
      requireNonNull(policy, "policy");
      requireNonNull(decision, "decision");
    }
  }
}
