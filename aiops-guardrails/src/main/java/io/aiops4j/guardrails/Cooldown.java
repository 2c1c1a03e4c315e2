package io.aiops4j.guardrails;

import static java.util.Objects.requireNonNull;

import io.aiops4j.api.safety.ActionLedger;
import io.aiops4j.api.safety.BlastRadius;
import io.aiops4j.api.safety.Decision;
import io.aiops4j.api.safety.GuardrailPolicy;
import io.aiops4j.api.safety.PolicyContext;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Denies a second action on a component until some rest has passed since the first one ended: what
 * telemetry shows meanwhile may be the first action itself.
 *
 * <p>The steps of one attempt do not wait for each other, and what takes the first action back does
 * not wait either. An action that was not done, for sure, asks for no rest.
 *
 * @param rest above zero
 */
public record Cooldown(Duration rest) implements GuardrailPolicy {
  /** Checks the length. */
  public Cooldown {
    requireNonNull(rest, "rest");
    if (rest.isZero() || rest.isNegative()) {
      throw new IllegalArgumentException(
          "A cooldown of " + rest + " is none; give more than zero, or leave the policy out");
    }
  }

  @Override
  public String id() {
    return "cooldown " + rest;
  }

  @Override
  public Decision judge(PolicyContext context) {
    BlastRadius blast = context.blast();
    Optional<ActionLedger.Entry> recent =
        context.ledger().entries().stream()
            .filter(entry -> !sameAttempt(entry, context) && !takesBack(context, entry))
            .filter(entry -> touches(entry, context, blast))
            .filter(entry -> entry.status() != ActionLedger.Status.FAILED)
            .filter(entry -> context.now().isBefore(until(entry)))
            .reduce((first, later) -> until(later).isBefore(until(first)) ? first : later);
    if (recent.isEmpty()) {
      return new Decision.Allow("It has rested since the last action");
    }
    ActionLedger.Entry last = recent.get();
    return last.endedAt().isPresent()
        ? new Decision.Deny(
            last.intent().step() + " ended at " + last.endedAt().get() + " and must rest " + rest,
            "Wait until " + until(last) + ", then look again")
        : new Decision.Deny(
            last.intent().step() + " has not ended", "Wait until it has ended and rested " + rest);
  }

  private Instant until(ActionLedger.Entry entry) {
    return entry.endedAt().map(end -> end.plus(rest)).orElse(Instant.MAX);
  }

  private static boolean sameAttempt(ActionLedger.Entry entry, PolicyContext context) {
    return entry.incident().equals(context.incident())
        && entry.intent().attempt() == context.attempt();
  }

  private static boolean takesBack(PolicyContext context, ActionLedger.Entry entry) {
    return entry.incident().equals(context.incident())
        && context.step().type().id().equals(entry.intent().step().type().inverse())
        && Roles.same(context.step().target(), entry.intent().step().target());
  }

  private static boolean touches(
      ActionLedger.Entry entry, PolicyContext context, BlastRadius blast) {
    return Roles.holds(blast, entry.intent().step().target())
        || Roles.holds(entry.intent().blast(), context.step().target());
  }
}
