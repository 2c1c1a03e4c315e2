package io.aiops4j.api.safety;

import io.aiops4j.api.Experimental;
import io.aiops4j.api.action.ActionOutcome;
import io.aiops4j.api.action.ProbeResult;
import java.util.Set;

/**
 * Carries actions out. What it says is journaled and believed by nobody: recovery is judged from
 * telemetry.
 *
 * <p>Thread-safe. The contract is {@code ActuatorContract} of the testkit.
 */
@Experimental
public interface Actuator {
  /** {@return the ids of the action types it carries out} */
  Set<String> actions();

  /**
   * Starts an action; returns soon, also if the action takes an hour.
   *
   * <p>{@link ApprovedAction#redeem()} tells what to do, once. Throwing counts as {@link
   * ActionOutcome.Unknown}.
   *
   * @param action the permission
   * @param context the idempotency key, the epoch and the deadline
   * @return what can be said at once
   */
  ActionOutcome start(ApprovedAction action, DispatchContext context);

  /**
   * {@return what became of a start; changes nothing}
   *
   * @param idempotencyKey of the start
   */
  ProbeResult probe(String idempotencyKey);
}
