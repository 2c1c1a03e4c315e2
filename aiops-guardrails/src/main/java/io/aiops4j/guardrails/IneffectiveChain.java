package io.aiops4j.guardrails;

import static java.util.Objects.requireNonNull;

import io.aiops4j.api.safety.ActionLedger;
import io.aiops4j.api.safety.Decision;
import io.aiops4j.api.safety.GuardrailPolicy;
import io.aiops4j.api.safety.PolicyContext;
import java.time.Duration;
import java.util.List;

/**
 * Denies an action on a target once telemetry has judged, several times in a row, that it did not
 * help there. One success ends the chain.
 *
 * <p>After kubernaut issue 715: stop when remediation has no effect.
 *
 * @param limit how many failures in a row, at least 1
 * @param window how far back they count, above zero
 */
public record IneffectiveChain(int limit, Duration window) implements GuardrailPolicy {
  /** Checks the bounds. */
  public IneffectiveChain {
    requireNonNull(window, "window");
    if (limit < 1 || window.isZero() || window.isNegative()) {
      throw new IllegalArgumentException(
          "A chain of " + limit + " failures within " + window + " is none; both must be above 0");
    }
  }

  @Override
  public String id() {
    return "ineffective-chain " + limit + "/" + window;
  }

  @Override
  public Decision judge(PolicyContext context) {
    List<ActionLedger.Entry> judged =
        context.ledger().since(context.now().minus(window)).stream()
            .filter(entry -> entry.recovered().isPresent())
            .filter(entry -> entry.intent().step().type().id().equals(context.step().type().id()))
            .filter(entry -> Roles.same(entry.intent().step().target(), context.step().target()))
            .toList();
    int failures = 0;
    for (int i = judged.size() - 1; i >= 0 && !judged.get(i).recovered().orElseThrow(); i--) {
      failures++;
    }
    if (failures < limit) {
      return new Decision.Allow("It is not known to be useless here");
    }
    return new Decision.Deny(
        context.step()
            + " did not help "
            + failures
            + " times in a row, says telemetry, last at "
            + judged.get(judged.size() - 1).at(),
        "Try another action or diagnose again; a person may act");
  }
}
