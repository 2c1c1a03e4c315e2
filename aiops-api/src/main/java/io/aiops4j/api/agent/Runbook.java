package io.aiops4j.api.agent;

import io.aiops4j.api.Experimental;
import io.aiops4j.api.action.RemediationPlan;
import java.util.Optional;

/**
 * A known remedy for a known sort of incident. It goes before any open-ended reasoning.
 *
 * <p>Thread-safe, a function of its arguments.
 */
@Experimental
public interface Runbook {
  /** {@return its name, such as {@code drain-hot-node}} */
  String name();

  /**
   * {@return the plan for the diagnosis, or empty if this runbook is not for it}
   *
   * @param diagnosis what is wrong
   * @param caseFile everything known
   */
  Optional<RemediationPlan> plan(Diagnosis diagnosis, CaseFile caseFile);
}
