package io.aiops4j.guardrails;

import io.aiops4j.api.safety.GuardrailPolicy;
import io.aiops4j.api.topology.ComponentKind;
import java.time.Duration;
import java.util.List;

/** Ready-made sets of policies. */
public final class Guardrails {
  private Guardrails() {}

  /**
   * {@return the policies to start from; safe for a fleet that nobody has described yet}
   *
   * <ol>
   *   <li>{@link KnownTarget}: the topology holds the target.
   *   <li>{@link ProtectedComponents}: nothing with the trait {@code protected} is disturbed.
   *   <li>{@link BlastLimit}: at most 1 node and 10 % of the nodes at once, and 1 switch and 10 %.
   *   <li>{@link AttemptBudget}: 3 dispatches a target and action family in 24 hours, 5 attempts an
   *       incident, 4 different nodes an hour.
   *   <li>{@link Cooldown}: 5 minutes of rest after each action on a component.
   *   <li>{@link TwoWitnesses}: before anything destructive.
   *   <li>{@link IneffectiveChain}: not a third time what failed twice in a row within 24 hours.
   *   <li>{@link RepeatOffender}: ask about what was treated for 5 other incidents in 7 days.
   *   <li>{@link IrreversibleAsks}: ask before a node or GPU is reset or rebooted.
   * </ol>
   *
   * <p>When changes may be made ({@link ChangeWindow}, {@link Freeze}) and what may be done for
   * which incident class ({@link AllowedActions}) only you know: add them.
   */
  public static List<GuardrailPolicy> standard() {
    return List.of(
        new KnownTarget(),
        ProtectedComponents.byTrait(),
        BlastLimit.of(ComponentKind.NODE, 1, 10).and(ComponentKind.SWITCH, 1, 10),
        new AttemptBudget(3, Duration.ofHours(24), 5, 4),
        new Cooldown(Duration.ofMinutes(5)),
        new TwoWitnesses(),
        new IneffectiveChain(2, Duration.ofHours(24)),
        new RepeatOffender(5, Duration.ofDays(7), "on-call"),
        IrreversibleAsks.standard());
  }
}
