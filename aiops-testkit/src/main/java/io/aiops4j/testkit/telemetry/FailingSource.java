package io.aiops4j.testkit.telemetry;

import io.aiops4j.api.telemetry.Coverage;
import io.aiops4j.api.telemetry.TelemetryQuery;
import io.aiops4j.api.telemetry.TelemetrySink;
import io.aiops4j.api.telemetry.TelemetrySource;
import io.aiops4j.api.telemetry.TelemetryUnavailableException;
import io.aiops4j.api.telemetry.TimeRange;

/** Cannot be asked for a while. */
record FailingSource(TelemetrySource source, TimeRange outage) implements TelemetrySource {
  @Override
  public Coverage read(TelemetryQuery query, TelemetrySink sink) {
    if (outage.contains(query.asOf())) {
      throw new TelemetryUnavailableException(
          "The telemetry backend does not answer as of "
              + query.asOf()
              + "; ask again from "
              + outage.to()
              + " on",
          true);
    }
    return source.read(query, sink);
  }
}
