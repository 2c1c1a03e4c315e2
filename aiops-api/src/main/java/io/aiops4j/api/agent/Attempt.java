package io.aiops4j.api.agent;

import static java.util.Objects.requireNonNull;

import io.aiops4j.api.action.RemediationPlan;
import io.aiops4j.api.recovery.RecoveryVerdict;

/**
 * One attempt to remedy, and what telemetry said of it.
 *
 * @param diagnosis what it was for
 * @param plan what was done
 * @param verdict what telemetry said
 */
public record Attempt(Diagnosis diagnosis, RemediationPlan plan, RecoveryVerdict verdict) {
  /** Checks the parts. */
  public Attempt {
    requireNonNull(diagnosis, "diagnosis");
    requireNonNull(plan, "plan");
    requireNonNull(verdict, "verdict");
  }
}
