package io.aiops4j.api.telemetry;

import io.aiops4j.api.Experimental;

/**
 * Reads the telemetry of one system: metrics, logs, traces and change events.
 *
 * <p>Implementations are thread-safe: agents read in parallel. The contract is {@code
 * TelemetrySourceContract} of the testkit.
 */
@Experimental
@FunctionalInterface
public interface TelemetrySource {
  /**
   * Pushes what the source holds for the query into the sink, until the sink says stop.
   *
   * <p>A source returns nothing later than {@link TelemetryQuery#asOf()}, also where it knows more.
   * Records of one key (series, log stream, trace) come in the order of their event time.
   *
   * @param query components, a half-open UTC range and the instant it is asked as of
   * @param sink takes the records; called on the calling thread only
   * @return what was asked, what came, and what is missing and why; never null
   * @throws TelemetryUnavailableException if the backend cannot answer now; it says whether a retry
   *     may help
   */
  Coverage read(TelemetryQuery query, TelemetrySink sink);
}
