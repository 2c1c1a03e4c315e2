package io.aiops4j.api.recovery;

import io.aiops4j.api.Experimental;
import io.aiops4j.api.telemetry.TelemetrySource;
import java.time.Instant;

/**
 * Judges from telemetry whether an incident is over.
 *
 * <p>A function of the question and what the source returns: it sees neither the actuator's outcome
 * nor any agent's words. Thread-safe.
 */
@Experimental
public interface RecoveryVerifier {
  /**
   * {@return whether the signals recovered after the action}
   *
   * <p>Without signals nothing can be confirmed: the verdict is inconclusive for good.
   *
   * @param question what must be healthy, and since when
   * @param source what to read
   */
  RecoveryVerdict verify(RecoveryQuestion question, TelemetrySource source);

  /**
   * {@return whether a confirmed recovery still stands: {@link RecoveryVerdict.Relapsed} if a
   * signal went bad again for good, else {@link RecoveryVerdict.Inconclusive} while the watch lasts
   * and {@link RecoveryVerdict.Confirmed} when it is over}
   *
   * @param question the question that was confirmed, asked again later
   * @param confirmedAt when recovery was confirmed
   * @param source what to read
   */
  RecoveryVerdict watch(RecoveryQuestion question, Instant confirmedAt, TelemetrySource source);
}
