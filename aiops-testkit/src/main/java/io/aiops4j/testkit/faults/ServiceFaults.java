package io.aiops4j.testkit.faults;

import io.aiops4j.api.compaction.FaultType;
import java.util.List;

/** What goes wrong with services beside a bad roll-out. */
final class ServiceFaults {
  private ServiceFaults() {}

  static List<IncidentClass> classes() {
    return List.of(
        new IncidentClass(
            "metastable-overload",
            "Retries keep a service overloaded after a surge is gone",
            FaultType.RESOURCE_EXHAUSTION,
            Place.SERVICE,
            0,
            "no rate per GPU-hour published; Bronson et al., HotOS 2021",
            RetryStorm::new));
  }
}
