package io.aiops4j.testkit.policy;

import io.aiops4j.api.safety.Decision;
import io.aiops4j.api.safety.GuardrailPolicy;
import io.aiops4j.api.safety.PolicyContext;

/** A policy that says one thing where it should say another; it keeps its name. */
record Twisted(GuardrailPolicy policy, Ruling from, Ruling to) implements GuardrailPolicy {
  @Override
  public String id() {
    return policy.id();
  }

  @Override
  public Decision judge(PolicyContext context) {
    return turned(policy.judge(context));
  }

  Decision turned(Decision decision) {
    if (Ruling.of(decision) != from) {
      return decision;
    }
    return switch (to) {
      case ALLOW -> new Decision.Allow(decision.reason());
      case ASK -> new Decision.AskHuman(decision.reason(), "on-call");
      case DENY -> new Decision.Deny(decision.reason(), "Mend the policy");
    };
  }
}
