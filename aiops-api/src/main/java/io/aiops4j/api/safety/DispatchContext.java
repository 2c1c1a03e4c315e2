package io.aiops4j.api.safety;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * What an actuator is told besides the permission.
 *
 * @param idempotencyKey two starts with one key are one action
 * @param epoch of the lease under which it is dispatched; refuse an older one than seen
 * @param deadline when the loop gives up waiting
 */
public record DispatchContext(String idempotencyKey, long epoch, Instant deadline) {
  /** Checks the parts. */
  public DispatchContext {
    requireNonNull(idempotencyKey, "idempotencyKey");
    requireNonNull(deadline, "deadline");
  }
}
