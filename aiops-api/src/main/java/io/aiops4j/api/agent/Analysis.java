package io.aiops4j.api.agent;

import static java.util.Objects.requireNonNull;

import io.aiops4j.api.compaction.FaultType;
import io.aiops4j.api.topology.Component;

/**
 * The two separate answers of the diagnosis, and the diagnoses that join them.
 *
 * @param system which system fails, best first
 * @param faultType what sort of fault it is, best first
 * @param diagnoses what follows from both, best first; the loop acts on the first that telemetry
 *     has not refuted
 */
public record Analysis(
    Opinion<Component> system, Opinion<FaultType> faultType, Opinion<Diagnosis> diagnoses) {
  /** Checks the parts. */
  public Analysis {
    requireNonNull(system, "system");
    requireNonNull(faultType, "faultType");
    requireNonNull(diagnoses, "diagnoses");
  }
}
