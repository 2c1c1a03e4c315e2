package io.aiops4j.testkit.telemetry;

import io.aiops4j.api.telemetry.Coverage;
import io.aiops4j.api.telemetry.MetricSeries;
import io.aiops4j.api.telemetry.TelemetryQuery;
import io.aiops4j.api.telemetry.TelemetrySink;
import io.aiops4j.api.telemetry.TelemetrySource;

/** Leaves out one metric and does not say so. */
record DroppingSource(TelemetrySource source, Metric metric) implements TelemetrySource {
  @Override
  public Coverage read(TelemetryQuery query, TelemetrySink sink) {
    CountingSink counting =
        new CountingSink(sink) {
          @Override
          public boolean metric(MetricSeries series) {
            return metric.is(series) || super.metric(series);
          }
        };
    return counting.counted(source.read(query, counting));
  }
}
