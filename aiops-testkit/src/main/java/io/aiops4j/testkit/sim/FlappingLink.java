package io.aiops4j.testkit.sim;

import io.aiops4j.api.action.ActionType;
import io.aiops4j.api.action.PlanStep;
import io.aiops4j.api.compaction.FaultType;
import io.aiops4j.api.topology.Component;
import java.util.List;

/** A network card whose link drops under traffic. */
record FlappingLink(Component rootCause) implements SimFault {
  @Override
  public String incidentClass() {
    return "nccl-collective-timeout";
  }

  @Override
  public FaultType faultType() {
    return FaultType.NETWORK;
  }

  @Override
  public List<PlanStep> remedies() {
    return List.of(
        PlanStep.of(0, ActionType.ISOLATE_LINK, rootCause),
        PlanStep.of(0, ActionType.DRAIN, Names.nodeOf(rootCause)));
  }

  @Override
  public void begin(SimWorld world) {
    world.set(rootCause, Condition.LINK_FLAPPING, 1);
  }

  @Override
  public boolean healed(SimWorld world) {
    return world.state(rootCause, Condition.LINK_FLAPPING) == 0
        || world.state(rootCause, Condition.ISOLATED) == 1
        || !world.carriesWork(rootCause);
  }
}
