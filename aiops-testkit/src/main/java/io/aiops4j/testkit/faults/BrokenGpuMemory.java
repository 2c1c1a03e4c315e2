package io.aiops4j.testkit.faults;

import io.aiops4j.api.action.ActionType;
import io.aiops4j.api.action.PlanStep;
import io.aiops4j.api.compaction.FaultType;
import io.aiops4j.api.topology.Component;
import io.aiops4j.testkit.sim.Condition;
import io.aiops4j.testkit.sim.SimCluster;
import io.aiops4j.testkit.sim.SimFault;
import io.aiops4j.testkit.sim.SimWorld;
import io.aiops4j.testkit.sim.Symptom;
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
        PlanStep.of(0, ActionType.REBOOT, SimCluster.nodeOf(rootCause)));
  }

  @Override
  public List<Symptom> symptoms() {
    return List.of(
        Symptom.metric(rootCause, "DCGM_FI_DEV_ECC_DBE_VOL_TOTAL"),
        Symptom.metric(rootCause, "DCGM_FI_DEV_XID_ERRORS"),
        Symptom.log(SimCluster.nodeOf(rootCause), "NVRM: Xid .*: 48,"));
  }

  @Override
  public void begin(SimWorld world) {
    world.set(rootCause, Condition.MEMORY_BROKEN, 1);
  }

  @Override
  public void acted(PlanStep step, SimWorld world) {
    boolean putBack = Treatment.is(step, ActionType.UNCORDON, SimCluster.nodeOf(rootCause));
    if (putBack && !healed(world)) {
      world.worsened("put back to work with memory that nobody had mended");
    }
  }

  @Override
  public boolean healed(SimWorld world) {
    return world.state(rootCause, Condition.MEMORY_BROKEN) == 0;
  }
}
