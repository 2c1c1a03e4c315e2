package io.aiops4j.api.agent;

import io.aiops4j.api.Experimental;

/** Says whether there is an incident, and since when. Thread-safe. */
@Experimental
@FunctionalInterface
public non-sealed interface Detector extends TaskAgent {
  /**
   * {@return whether there is an incident; an empty ranking counts as blind}
   *
   * @param caseFile without opinions
   */
  Opinion<Detection> detect(CaseFile caseFile);

  @Override
  default Phase phase() {
    return Phase.DETECT;
  }
}
