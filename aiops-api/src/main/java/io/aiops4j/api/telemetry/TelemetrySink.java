package io.aiops4j.api.telemetry;

import io.aiops4j.api.Experimental;

/**
 * Takes what a {@link TelemetrySource} pushes. Each method says whether more is wanted.
 *
 * <p>Called by one thread at a time.
 */
@Experimental
public interface TelemetrySink {
  /**
   * Takes a metric series, or a part of one.
   *
   * @param series its samples are in the order of time
   * @return false to stop the source
   */
  boolean metric(MetricSeries series);

  /**
   * Takes a log record.
   *
   * @param record one record
   * @return false to stop the source
   */
  boolean log(LogRecord record);

  /**
   * Takes a span.
   *
   * @param span one span, ended
   * @return false to stop the source
   */
  boolean span(Span span);

  /**
   * Takes a change event.
   *
   * @param change one change
   * @return false to stop the source
   */
  boolean change(ChangeEvent change);
}
