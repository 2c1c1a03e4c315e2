package io.aiops4j.testkit.policy;

import static java.util.Objects.requireNonNull;

import io.aiops4j.api.IncidentId;
import io.aiops4j.api.action.PlanStep;
import io.aiops4j.api.safety.Decision;
import io.aiops4j.api.safety.Judgement.PolicyDecision;
import java.time.Instant;

/**
 * One step of a recorded incident, as it was judged and as other policies judge it.
 *
 * @param incident of which incident
 * @param at when it was judged
 * @param step what was wanted
 * @param before who decided, and what
 * @param after who decides now, and what
 */
public record Rejudged(
    IncidentId incident, Instant at, PlanStep step, PolicyDecision before, PolicyDecision after) {
  /** Checks the parts. */
  public Rejudged {
    requireNonNull(incident, "incident");
    requireNonNull(at, "at");
    requireNonNull(step, "step");
    requireNonNull(before, "before");
    requireNonNull(after, "after");
  }

  /** {@return whether it is ruled differently} */
  public boolean isChanged() {
    return Ruling.of(before.decision()) != Ruling.of(after.decision());
  }

  @Override
  public String toString() {
    return at + " " + incident + " " + step + "\n  was " + text(before) + "\n  now " + text(after);
  }

  private static String text(PolicyDecision said) {
    Decision decision = said.decision();
    String who = decision instanceof Decision.Allow ? "" : " by " + said.policy();
    return Ruling.of(decision) + who + ": " + decision.reason();
  }
}
