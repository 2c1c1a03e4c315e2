package io.aiops4j.api.safety;

import static java.util.Objects.requireNonNull;

import io.aiops4j.api.IncidentId;
import io.aiops4j.api.action.RemediationPlan;
import io.aiops4j.api.agent.Diagnosis;
import java.time.Instant;

/**
 * What a person is asked.
 *
 * @param incident for which incident
 * @param plan what would be done; an approval names its digest
 * @param diagnosis what it is for, with the evidence it cites
 * @param blast what it would disturb
 * @param reason why a person is asked
 * @param approver who shall decide, such as a role
 * @param expiresAt when no answer means no
 */
public record ApprovalRequest(
    IncidentId incident,
    RemediationPlan plan,
    Diagnosis diagnosis,
    BlastRadius blast,
    String reason,
    String approver,
    Instant expiresAt) {
  /** Checks the parts. */
  public ApprovalRequest {
    requireNonNull(incident, "incident");
    requireNonNull(plan, "plan");
    requireNonNull(diagnosis, "diagnosis");
    requireNonNull(blast, "blast");
    requireNonNull(reason, "reason");
    requireNonNull(approver, "approver");
    requireNonNull(expiresAt, "expiresAt");
  }
}
