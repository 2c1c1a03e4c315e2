package io.aiops4j.guardrails;

import static java.util.Objects.requireNonNull;

import io.aiops4j.api.safety.Decision;
import io.aiops4j.api.safety.GuardrailPolicy;
import io.aiops4j.api.safety.PolicyContext;
import java.time.Duration;

/**
 * Asks a person about a target that was treated for several incidents lately, even if each
 * treatment helped: it is likelier broken than unlucky.
 *
 * <p>After NVSentinel's health-events-analyzer (5 remediations in 7 days go to support) and the
 * lemon nodes of Meta's research clusters.
 *
 * @param limit of other incidents it was treated for, at least 1
 * @param window how far back they count, above zero
 * @param approver who is asked, such as a role
 */
public record RepeatOffender(int limit, Duration window, String approver)
    implements GuardrailPolicy {
  /** Checks the bounds. */
  public RepeatOffender {
    requireNonNull(window, "window");
    requireNonNull(approver, "approver");
    if (limit < 1 || window.isZero() || window.isNegative()) {
      throw new IllegalArgumentException(
          limit + " incidents within " + window + " say nothing; both must be above 0");
    }
  }

  @Override
  public String id() {
    return "repeat-offender " + limit + "/" + window + " " + approver;
  }

  @Override
  public Decision judge(PolicyContext context) {
    long incidents =
        context.ledger().since(context.now().minus(window)).stream()
            .filter(entry -> Roles.same(entry.intent().step().target(), context.step().target()))
            .map(entry -> entry.incident())
            .filter(incident -> !incident.equals(context.incident()))
            .distinct()
            .count();
    if (incidents < limit) {
      return new Decision.Allow("It is no repeat offender");
    }
    return new Decision.AskHuman(
        context.step().target()
            + " was treated for "
            + incidents
            + " other incidents within "
            + window
            + ": inspect or replace it",
        approver);
  }
}
