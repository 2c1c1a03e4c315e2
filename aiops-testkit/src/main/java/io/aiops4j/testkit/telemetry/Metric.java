package io.aiops4j.testkit.telemetry;

import static java.util.Objects.requireNonNull;

import io.aiops4j.api.telemetry.MetricSeries;
import io.aiops4j.api.telemetry.Modality;
import io.aiops4j.api.telemetry.TelemetryBatch;
import io.aiops4j.api.telemetry.TelemetryQuery;
import io.aiops4j.api.telemetry.TelemetrySource;
import io.aiops4j.api.telemetry.TimeRange;
import io.aiops4j.api.topology.Component;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** One metric of one component. */
record Metric(Component component, String name) {
  Metric {
    requireNonNull(component, "component");
    requireNonNull(name, "metric");
  }

  boolean is(MetricSeries series) {
    return series.component().equals(component) && series.name().equals(name);
  }

  /** {@return what a source knows of it} */
  List<MetricSeries> read(TelemetrySource source, TimeRange range, Instant asOf) {
    TelemetryBatch batch = new TelemetryBatch();
    source.read(
        TelemetryQuery.builder(range, asOf)
            .components(Set.of(component))
            .modalities(Set.of(Modality.METRICS))
            .build(),
        batch);
    return batch.metrics().stream().filter(this::is).toList();
  }
}
