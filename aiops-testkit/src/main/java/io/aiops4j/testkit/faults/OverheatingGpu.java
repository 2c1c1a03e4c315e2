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

/** A GPU whose cooling has become several times worse. */
record OverheatingGpu(Component rootCause) implements SimFault {
  /** Enough to stay above the hardware slowdown even at half the clock. */
  private static final double RESISTANCE = 4.3;

  @Override
  public String incidentClass() {
    return "gpu-thermal-throttle";
  }

  @Override
  public FaultType faultType() {
    return FaultType.HARDWARE;
  }

  @Override
  public List<PlanStep> remedies() {
    return List.of(PlanStep.of(0, ActionType.DRAIN, SimCluster.nodeOf(rootCause)));
  }

  @Override
  public List<Symptom> symptoms() {
    return List.of(
        Symptom.metric(rootCause, "DCGM_FI_DEV_GPU_TEMP"),
        Symptom.metric(rootCause, "DCGM_FI_DEV_CLOCKS_EVENT_REASONS"),
        Symptom.log(SimCluster.nodeOf(rootCause), "thermal violation"));
  }

  @Override
  public void begin(SimWorld world) {
    world.set(rootCause, Condition.HEAT_RESISTANCE, RESISTANCE);
  }

  @Override
  public void acted(PlanStep step, SimWorld world) {
    boolean reboots = Treatment.is(step, ActionType.REBOOT, SimCluster.nodeOf(rootCause));
    if (reboots && !healed(world)) {
      world.worsened("a reboot does not cool the GPU, and stopped what ran beside it");
    }
  }

  @Override
  public boolean healed(SimWorld world) {
    return world.state(rootCause, Condition.HEAT_RESISTANCE) <= 1
        || Treatment.outOfUse(world, SimCluster.nodeOf(rootCause));
  }
}
