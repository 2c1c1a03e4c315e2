package io.aiops4j.compaction.source;

import static java.util.Objects.requireNonNull;

import io.aiops4j.api.telemetry.Coverage;
import io.aiops4j.api.telemetry.TelemetryBatch;
import io.aiops4j.api.telemetry.TelemetryQuery;
import io.aiops4j.api.telemetry.TelemetrySink;
import io.aiops4j.api.telemetry.TelemetrySource;
import io.aiops4j.api.telemetry.TelemetryUnavailableException;

/**
 * Asks again at once when a source says that a retry may help, a bounded number of times.
 *
 * <p>It never sleeps: waiting is the loop's, which knows what else there is to do. An answer is
 * passed on only when it is whole, so that a half answer before a failure is not counted twice; it
 * is held in memory until then, so bound the query. Thread-safe if the source is.
 */
public final class RetryingSource implements TelemetrySource {
  private static final int MOST_ATTEMPTS = 10;

  private final TelemetrySource source;
  private final int attempts;

  /**
   * Makes the decorator.
   *
   * @param source who is asked
   * @param attempts how often at most, 1 to 10
   */
  public RetryingSource(TelemetrySource source, int attempts) {
    this.source = requireNonNull(source, "source");
    if (attempts < 1 || attempts > MOST_ATTEMPTS) {
      throw new IllegalArgumentException(
          "attempts is " + attempts + "; use 1 to " + MOST_ATTEMPTS + ", retries are immediate");
    }
    this.attempts = attempts;
  }

  @Override
  public Coverage read(TelemetryQuery query, TelemetrySink sink) {
    for (int left = attempts; ; left--) {
      TelemetryBatch answer = new TelemetryBatch();
      Coverage coverage;
      try {
        coverage = source.read(query, answer);
      } catch (TelemetryUnavailableException e) {
        if (left <= 1 || !e.retryable()) {
          throw e;
        }
        continue;
      }
      Replay.of(answer, sink);
      return coverage;
    }
  }
}
