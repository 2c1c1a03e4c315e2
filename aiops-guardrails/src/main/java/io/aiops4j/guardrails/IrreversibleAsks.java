package io.aiops4j.guardrails;

import static java.util.Objects.requireNonNull;

import io.aiops4j.api.action.Rollback;
import io.aiops4j.api.safety.Decision;
import io.aiops4j.api.safety.GuardrailPolicy;
import io.aiops4j.api.safety.PolicyContext;
import io.aiops4j.api.topology.ComponentKind;
import java.util.Collections;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Asks a person before what cannot be taken back is done to a component of a given kind. A standing
 * mandate does not answer it: only an approval of exactly this plan does.
 *
 * @param kinds of the targets that are asked about, sorted
 * @param approver who is asked, such as a role
 */
public record IrreversibleAsks(SortedSet<ComponentKind> kinds, String approver)
    implements GuardrailPolicy {
  /** Copies the set. */
  public IrreversibleAsks {
    kinds = Collections.unmodifiableSortedSet(new TreeSet<>(kinds));
    requireNonNull(approver, "approver");
  }

  /** {@return the policy that asks the on-call person about nodes and GPUs} */
  public static IrreversibleAsks standard() {
    return new IrreversibleAsks(
        new TreeSet<>(Set.of(ComponentKind.NODE, ComponentKind.GPU)), "on-call");
  }

  @Override
  public String id() {
    return "irreversible-asks " + kinds + " " + approver;
  }

  @Override
  public Decision judge(PolicyContext context) {
    boolean asks =
        context.step().type().rollback() == Rollback.NONE
            && kinds.contains(context.step().target().kind());
    return asks
        ? new Decision.AskHuman(context.step() + " cannot be taken back", approver)
        : new Decision.Allow("It can be taken back, or disturbs little");
  }
}
