package io.aiops4j.testkit.sim;

import io.aiops4j.api.action.ActionType;
import io.aiops4j.api.action.PlanStep;
import io.aiops4j.api.compaction.FaultType;
import io.aiops4j.api.topology.Component;
import java.util.List;

/** A GPU with a memory row that gives uncorrectable errors until it is remapped at a reset. */
record BrokenGpuMemory(Component rootCause) implements SimFault {
  @Override
  public String incidentClass() {
    return "gpu-ecc-uncorrectable";
  }

  @Override
  public FaultType faultType() {
    return FaultType.HARDWARE;
  }

  @Override
  public List<PlanStep> remedies() {
    return List.of(
        PlanStep.of(0, ActionType.RESET_GPU, rootCause),
        PlanStep.of(0, ActionType.REBOOT, Names.nodeOf(rootCause)));
  }

  @Override
  public void begin(SimWorld world) {
    world.set(rootCause, Condition.MEMORY_BROKEN, 1);
  }

  @Override
  public boolean healed(SimWorld world) {
    return world.state(rootCause, Condition.MEMORY_BROKEN) == 0;
  }
}
