package io.aiops4j.api.agent;

import io.aiops4j.api.Experimental;
import io.aiops4j.api.action.RemediationPlan;

/** Proposes what to do. It proposes only: guardrails decide. Thread-safe. */
@Experimental
@FunctionalInterface
public non-sealed interface Mitigator extends TaskAgent {
  /**
   * {@return the plans, best first; empty if nothing should be done}
   *
   * @param caseFile with an analysis, reviews, and what was tried
   */
  Opinion<RemediationPlan> mitigate(CaseFile caseFile);

  @Override
  default Phase phase() {
    return Phase.MITIGATE;
  }
}
