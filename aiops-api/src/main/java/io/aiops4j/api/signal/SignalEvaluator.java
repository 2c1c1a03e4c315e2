package io.aiops4j.api.signal;

import io.aiops4j.api.Experimental;
import io.aiops4j.api.telemetry.TelemetrySource;
import io.aiops4j.api.telemetry.TimeRange;
import java.time.Instant;

/**
 * Reads a pinned signal again: anywhere, at any time, also after a restart.
 *
 * <p>A function of its arguments. Thread-safe.
 */
@Experimental
@FunctionalInterface
public interface SignalEvaluator {
  /**
   * {@return the samples of the signal in the range}
   *
   * <p>What cannot be read is missing, never healthy: no sample is made up for it.
   *
   * @param signal what to read
   * @param range half-open; a sample made of several records lies wholly inside
   * @param asOf the instant the question is asked at
   * @param source what to read from
   * @throws io.aiops4j.api.telemetry.TelemetryUnavailableException if the source cannot answer
   * @throws IllegalArgumentException if the reducer is not known
   */
  SignalReading evaluate(
      PinnedSignal signal, TimeRange range, Instant asOf, TelemetrySource source);
}
