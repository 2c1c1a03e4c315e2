package io.aiops4j.compaction.traces;

import io.aiops4j.api.compaction.CompactionWindow;
import io.aiops4j.api.compaction.Evidence;
import io.aiops4j.api.telemetry.Modality;
import io.aiops4j.api.telemetry.TelemetryQuery;
import io.aiops4j.api.telemetry.TimeRange;
import io.aiops4j.api.topology.Component;
import java.time.Instant;
import java.util.Set;

/** Starts evidence about the observed range, with the query that shows it again. */
final class Witness {
  private final CompactionWindow window;

  Witness(CompactionWindow window) {
    this.window = window;
  }

  /**
   * {@return a builder that lacks its statement and strength}
   *
   * @param modality what kind of telemetry shows it
   * @param component whom it is about
   * @param kind such as {@code trace.flow}
   * @param asked whose telemetry shows it
   */
  Evidence.Builder of(Modality modality, Component component, String kind, Set<Component> asked) {
    Instant from =
        window.reference().isEmpty() ? window.observed().from() : window.reference().get(0).from();
    TelemetryQuery query =
        TelemetryQuery.builder(new TimeRange(from, window.observed().to()), window.asOf())
            .modalities(Set.of(modality))
            .components(asked)
            .build();
    return Evidence.builder(modality, component, kind, window.observed()).query(query);
  }
}
