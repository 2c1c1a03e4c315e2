package io.aiops4j.compaction.source;

import io.aiops4j.api.telemetry.ChangeEvent;
import io.aiops4j.api.telemetry.LogRecord;
import io.aiops4j.api.telemetry.MetricSeries;
import io.aiops4j.api.telemetry.Span;
import io.aiops4j.api.telemetry.TelemetryBatch;
import io.aiops4j.api.telemetry.TelemetrySink;

/** Pushes a collected answer into a sink, until the sink says stop. */
final class Replay {
  private Replay() {}

  static void of(TelemetryBatch answer, TelemetrySink sink) {
    for (MetricSeries series : answer.metrics()) {
      if (!sink.metric(series)) {
        return;
      }
    }
    for (LogRecord record : answer.logs()) {
      if (!sink.log(record)) {
        return;
      }
    }
    for (Span span : answer.spans()) {
      if (!sink.span(span)) {
        return;
      }
    }
    for (ChangeEvent change : answer.changes()) {
      if (!sink.change(change)) {
        return;
      }
    }
  }
}
