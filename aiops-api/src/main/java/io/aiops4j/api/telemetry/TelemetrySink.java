package io.aiops4j.api.telemetry;

import io.aiops4j.api.Experimental;

/**
 * Takes what a {@link TelemetrySource} pushes. Each method says whether more is wanted; by default
 * a record is passed over and more is wanted, so that a sink names only what it uses.
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
  default boolean metric(MetricSeries series) {
    return true;
  }

  /**
   * Takes a log record.
   *
   * @param record one record
   * @return false to stop the source
   */
  default boolean log(LogRecord record) {
    return true;
  }

  /**
   * Takes a span.
   *
   * @param span one span, ended
   * @return false to stop the source
   */
  default boolean span(Span span) {
    return true;
  }

  /**
   * Takes a change event.
   *
   * @param change one change
   * @return false to stop the source
   */
  default boolean change(ChangeEvent change) {
    return true;
  }
}
