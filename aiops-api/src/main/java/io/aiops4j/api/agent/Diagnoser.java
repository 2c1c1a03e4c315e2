package io.aiops4j.api.agent;

import io.aiops4j.api.Experimental;

/** Says which system fails and what sort of fault it is, two separate answers. Thread-safe. */
@Experimental
@FunctionalInterface
public non-sealed interface Diagnoser extends TaskAgent {
  /**
   * {@return the answers; diagnoses that telemetry refuted come last or not at all}
   *
   * @param caseFile with a detection and a localization
   */
  Analysis diagnose(CaseFile caseFile);

  @Override
  default Phase phase() {
    return Phase.DIAGNOSE;
  }
}
