package io.aiops4j.api.incident;

import java.time.Instant;
import java.util.Optional;

/**
 * Waits for the loop, since the loop owns neither threads nor time: a host blocks a thread of its
 * own, a test moves a clock.
 */
@FunctionalInterface
public interface Pacer {
  /**
   * Returns when the instant has come or a signal may have arrived.
   *
   * @param until when to look again; empty if only a signal helps
   * @param reason what is waited for
   * @return false to stop running the incident; it stays where it is and can be advanced later
   */
  boolean await(Optional<Instant> until, WaitingReason reason);
}
