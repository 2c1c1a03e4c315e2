package io.aiops4j.api.telemetry;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A sink that keeps everything it is given, for small answers and for tests.
 *
 * <p>Not thread-safe. Memory grows with the answer: bound the query.
 */
public final class TelemetryBatch implements TelemetrySink {
  private final List<MetricSeries> metrics = new ArrayList<>();
  private final List<LogRecord> logs = new ArrayList<>();
  private final List<Span> spans = new ArrayList<>();
  private final List<ChangeEvent> changes = new ArrayList<>();

  /** Makes an empty batch. */
  public TelemetryBatch() {}

  @Override
  public boolean metric(MetricSeries series) {
    return metrics.add(series);
  }

  @Override
  public boolean log(LogRecord record) {
    return logs.add(record);
  }

  @Override
  public boolean span(Span span) {
    return spans.add(span);
  }

  @Override
  public boolean change(ChangeEvent change) {
    return changes.add(change);
  }

  /** {@return the series received, in order of arrival; a read-only view} */
  public List<MetricSeries> metrics() {
    return Collections.unmodifiableList(metrics);
  }

  /** {@return the log records received, in order of arrival; a read-only view} */
  public List<LogRecord> logs() {
    return Collections.unmodifiableList(logs);
  }

  /** {@return the spans received, in order of arrival; a read-only view} */
  public List<Span> spans() {
    return Collections.unmodifiableList(spans);
  }

  /** {@return the changes received, in order of arrival; a read-only view} */
  public List<ChangeEvent> changes() {
    return Collections.unmodifiableList(changes);
  }

  /** {@return whether nothing came} */
  public boolean isEmpty() {
    return metrics.isEmpty() && logs.isEmpty() && spans.isEmpty() && changes.isEmpty();
  }
}
