package io.aiops4j.api.safety;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * A person's permission for exactly one plan, for one attempt.
 *
 * <p>Being in hand proves nothing: {@link ApprovalDesk#isAuthentic} says whether it is real.
 *
 * @param id unique; not blank
 * @param planDigest what was approved, see {@link io.aiops4j.api.action.RemediationPlan#digest()}
 * @param approver who; a person, and not who proposed
 * @param grantedAt when
 * @param expiresAt until when
 */
public record Approval(
    String id, String planDigest, Actor approver, Instant grantedAt, Instant expiresAt) {
  /** Checks the parts. */
  public Approval {
    if (requireNonNull(id, "id").isBlank()) {
      throw new IllegalArgumentException(
          "An approval without an id could not be told from none in the ledger; give it one");
    }
    requireNonNull(planDigest, "planDigest");
    requireNonNull(approver, "approver");
    requireNonNull(grantedAt, "grantedAt");
    requireNonNull(expiresAt, "expiresAt");
  }
}
