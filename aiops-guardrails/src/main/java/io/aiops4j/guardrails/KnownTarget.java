package io.aiops4j.guardrails;

import io.aiops4j.api.safety.Decision;
import io.aiops4j.api.safety.GuardrailPolicy;
import io.aiops4j.api.safety.PolicyContext;

/**
 * Denies what is aimed at something that the topology does not hold now: a node that was deleted, a
 * pod that was replaced since, a name that somebody made up.
 *
 * <p>Without it the blast radius of an unknown target would look small: nothing is known to run on
 * it.
 */
public record KnownTarget() implements GuardrailPolicy {
  @Override
  public String id() {
    return "known-target";
  }

  @Override
  public Decision judge(PolicyContext context) {
    if (context.topology().components().contains(context.step().target())) {
      return new Decision.Allow("The topology holds the target");
    }
    return new Decision.Deny(
        "The topology of " + context.now() + " does not hold " + context.step().target(),
        "Name a component of the topology with its present incarnation; if it is gone, close the"
            + " incident");
  }
}
