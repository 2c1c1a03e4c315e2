package io.aiops4j.api.recovery;

import static java.util.Objects.requireNonNull;

import io.aiops4j.api.signal.PinnedSignal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What a verifier is asked. It names neither the action's outcome nor anybody's opinion: there is
 * nothing here that could be believed instead of telemetry.
 *
 * @param signals what must be healthy, all of it; pinned when the incident was detected
 * @param onset when the first symptom showed
 * @param actionStarted when the action was dispatched, by the host's clock
 * @param actionCompleted when it ended, by the host's clock: samples must be newer than this plus
 *     {@code settle}
 * @param settle how long after completion telemetry still shows the action itself
 * @param holdFactor how many times the verifier's usual hold is demanded: 1, doubled by each
 *     relapse
 * @param asOf the instant of the question
 */
public record RecoveryQuestion(
    List<PinnedSignal> signals,
    Instant onset,
    Instant actionStarted,
    Instant actionCompleted,
    Duration settle,
    int holdFactor,
    Instant asOf) {
  /** Checks the parts. */
  public RecoveryQuestion {
    signals = List.copyOf(signals);
    requireNonNull(onset, "onset");
    requireNonNull(actionStarted, "actionStarted");
    requireNonNull(actionCompleted, "actionCompleted");
    requireNonNull(settle, "settle");
    requireNonNull(asOf, "asOf");
    if (actionCompleted.isBefore(actionStarted)) {
      throw new IllegalArgumentException(
          "The action ended at " + actionCompleted + ", before it started at " + actionStarted);
    }
    if (settle.isNegative() || holdFactor < 1) {
      throw new IllegalArgumentException(
          "settle is "
              + settle
              + " and holdFactor "
              + holdFactor
              + "; settle must not be negative and holdFactor at least 1");
    }
  }
}
