package io.aiops4j.api.safety;

import static java.util.Objects.requireNonNull;

import io.aiops4j.api.action.PlanStep;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Proof that every guardrail allowed this step just now and that the intent is durable. Only {@link
 * ActionGate} makes one, and it redeems once.
 *
 * <p>It dies with the dispatch it was made for: kept, copied to another thread or stored, it is
 * worth nothing once {@link Actuator#start} has returned or it has expired. It is neither
 * serializable nor cloneable. Thread-safe: of several redeemers one wins.
 */
public final class ApprovedAction {
  private final AtomicReference<State> state = new AtomicReference<>(State.VALID);
  private final ActionIntended intent;
  private final InstantSource clock;

  private enum State {
    VALID,
    REDEEMED,
    VOID
  }

  /**
   * Made by the gate only: nobody else can come by a {@link ActionGate.Seal}.
   *
   * @param seal a private part of the gate
   * @param intent the durable intent
   * @param clock what says whether it has expired
   */
  ApprovedAction(ActionGate.Seal seal, ActionIntended intent, InstantSource clock) {
    requireNonNull(seal, "seal").use(intent);
    this.intent = requireNonNull(intent, "intent");
    this.clock = requireNonNull(clock, "clock");
  }

  /** {@return the idempotency key of the dispatch it belongs to} */
  public String key() {
    return intent.key();
  }

  /** {@return when it lapses} */
  public Instant expiresAt() {
    return intent.expiresAt();
  }

  /**
   * {@return what may be done, the first time it is asked}
   *
   * @throws IllegalStateException if it was redeemed before, has expired, or its dispatch is over
   */
  public PlanStep redeem() {
    if (!clock.instant().isBefore(intent.expiresAt())) {
      state.compareAndSet(State.VALID, State.VOID);
      throw new IllegalStateException(
          "The permission for " + key() + " lapsed at " + expiresAt() + "; ask the gate again");
    }
    if (!state.compareAndSet(State.VALID, State.REDEEMED)) {
      throw new IllegalStateException(
          "The permission for "
              + key()
              + " is "
              + (state.get() == State.VOID ? "void" : "redeemed")
              + "; every action needs its own, ask the gate again");
    }
    return intent.step();
  }

  /** Ends its life; called by the gate when the dispatch is over. */
  boolean endAndTellWhetherRedeemed() {
    return !state.compareAndSet(State.VALID, State.VOID) && state.get() == State.REDEEMED;
  }

  @Override
  public String toString() {
    return "ApprovedAction[" + key() + "]";
  }
}
