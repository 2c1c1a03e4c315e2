package io.aiops4j.testkit.faults;

import io.aiops4j.api.action.ActionType;
import io.aiops4j.api.action.PlanStep;
import io.aiops4j.api.topology.Component;
import io.aiops4j.testkit.sim.Condition;
import io.aiops4j.testkit.sim.SimWorld;
import java.time.Duration;

/** What faults have in common when somebody acts on them. */
final class Treatment {
  private Treatment() {}

  /** {@return a step without parameters that stands alone} */
  static PlanStep step(ActionType type, Component target) {
    return PlanStep.of(0, type, target);
  }

  /** {@return whether this was done to that} */
  static boolean is(PlanStep step, ActionType type, Component target) {
    return step.type().id().equals(type.id()) && step.target().equals(target);
  }

  /** {@return whether a node has no work and gets none, so that what is broken in it can wait} */
  static boolean outOfUse(SimWorld world, Component node) {
    return !world.carriesWork(node)
        && (world.state(node, Condition.CORDONED) == 1
            || world.state(node, Condition.SCHEDULER_DRAINED) == 1);
  }

  /** A ticket about the part brings somebody within 15 to 40 minutes, who mends it. */
  static void byPeople(SimWorld world, PlanStep step, Component part, Runnable mend) {
    if (is(step, ActionType.OPEN_TICKET, part)) {
      double minutes = 15 + 25 * world.chance(part, "a person comes");
      world.later(Duration.ofMillis((long) (60_000 * minutes)), mend);
    }
  }
}
