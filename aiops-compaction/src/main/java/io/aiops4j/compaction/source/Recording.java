package io.aiops4j.compaction.source;

import io.aiops4j.api.telemetry.ChangeEvent;
import io.aiops4j.api.telemetry.LogRecord;
import io.aiops4j.api.telemetry.MetricSeries;
import io.aiops4j.api.telemetry.Span;
import io.aiops4j.api.telemetry.TelemetryBatch;
import io.aiops4j.api.telemetry.TelemetrySink;

/** Passes everything on and keeps a copy, unless it becomes too large or is stopped. */
final class Recording implements TelemetrySink {
  private final TelemetrySink sink;
  private final long maxRecords;
  private TelemetryBatch batch = new TelemetryBatch();
  private long records;
  private boolean whole = true;

  Recording(TelemetrySink sink, long maxRecords) {
    this.sink = sink;
    this.maxRecords = maxRecords;
  }

  boolean isWhole() {
    return whole;
  }

  TelemetryBatch batch() {
    return batch;
  }

  @Override
  public boolean metric(MetricSeries series) {
    if (keeps(series.size())) {
      batch.metric(series);
    }
    return passed(sink.metric(series));
  }

  @Override
  public boolean log(LogRecord record) {
    if (keeps(1)) {
      batch.log(record);
    }
    return passed(sink.log(record));
  }

  @Override
  public boolean span(Span span) {
    if (keeps(1)) {
      batch.span(span);
    }
    return passed(sink.span(span));
  }

  @Override
  public boolean change(ChangeEvent change) {
    if (keeps(1)) {
      batch.change(change);
    }
    return passed(sink.change(change));
  }

  private boolean keeps(int more) {
    records += more;
    if (whole && records > maxRecords) {
      whole = false;
      batch = new TelemetryBatch();
    }
    return whole;
  }

  private boolean passed(boolean wantsMore) {
    whole &= wantsMore;
    return wantsMore;
  }
}
