package io.aiops4j.api.agent;

import io.aiops4j.api.Experimental;
import io.aiops4j.api.topology.Component;

/** Ranks the components that may hold the cause, most suspicious first. Thread-safe. */
@Experimental
@FunctionalInterface
public non-sealed interface Localizer extends TaskAgent {
  /**
   * {@return the suspects}
   *
   * @param caseFile with a detection
   */
  Opinion<Component> localize(CaseFile caseFile);

  @Override
  default Phase phase() {
    return Phase.LOCALIZE;
  }
}
