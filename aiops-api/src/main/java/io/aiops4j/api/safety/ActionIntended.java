package io.aiops4j.api.safety;

import static java.util.Objects.requireNonNull;

import io.aiops4j.api.action.PlanStep;
import io.aiops4j.api.journal.LedgerEvent;
import java.time.Instant;

/**
 * The durable intent that precedes every dispatch; written by {@link ActionGate} only.
 *
 * @param key names the dispatch: the idempotency key that the actuator gets
 * @param planDigest which plan
 * @param step which step
 * @param attempt which attempt of the incident, from 1
 * @param incidentClass what the action is for; empty if no class fits
 * @param actor on whose behalf
 * @param authority the id of the approval or mandate used; empty if none was needed
 * @param policyVersion the hash of the policies that judged
 * @param evidenceDigest the id of the fresh evidence that was judged
 * @param blast what it disturbs
 * @param expiresAt when the permission lapses
 */
public record ActionIntended(
    String key,
    String planDigest,
    PlanStep step,
    int attempt,
    String incidentClass,
    Actor actor,
    String authority,
    String policyVersion,
    String evidenceDigest,
    BlastRadius blast,
    Instant expiresAt)
    implements LedgerEvent {
  /** Checks the parts. */
  public ActionIntended {
    requireNonNull(key, "key");
    requireNonNull(planDigest, "planDigest");
    requireNonNull(step, "step");
    requireNonNull(incidentClass, "incidentClass");
    requireNonNull(actor, "actor");
    requireNonNull(authority, "authority");
    requireNonNull(policyVersion, "policyVersion");
    requireNonNull(evidenceDigest, "evidenceDigest");
    requireNonNull(blast, "blast");
    requireNonNull(expiresAt, "expiresAt");
  }

  @Override
  public String type() {
    return "action.intended";
  }

  @Override
  public String text() {
    return "will " + step + (authority.isEmpty() ? "" : ", authorised by " + authority);
  }
}
