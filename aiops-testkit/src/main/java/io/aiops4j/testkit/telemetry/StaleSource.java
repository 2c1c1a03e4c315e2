package io.aiops4j.testkit.telemetry;

import io.aiops4j.api.telemetry.Coverage;
import io.aiops4j.api.telemetry.TelemetryQuery;
import io.aiops4j.api.telemetry.TelemetrySink;
import io.aiops4j.api.telemetry.TelemetrySource;
import java.time.Instant;

/** Answers for ever with what had arrived by an instant, and believes that this is all. */
record StaleSource(TelemetrySource source, Instant from) implements TelemetrySource {
  @Override
  public Coverage read(TelemetryQuery query, TelemetrySink sink) {
    if (query.asOf().isBefore(from)) {
      return source.read(query, sink);
    }
    TelemetryQuery old =
        TelemetryQuery.builder(query.range(), from.minusNanos(1))
            .components(query.components())
            .modalities(query.modalities())
            .maxRecords(query.maxRecords())
            .build();
    Coverage inside = source.read(old, sink);
    Instant until = query.asOf().isBefore(query.range().to()) ? query.asOf() : query.range().to();
    return new Coverage(
        inside.asked(), inside.records(), inside.missing(), until, inside.clockOffset());
  }
}
