package io.aiops4j.testkit.faults;

import io.aiops4j.api.action.ActionType;
import io.aiops4j.api.action.PlanStep;
import io.aiops4j.api.compaction.FaultType;
import io.aiops4j.api.telemetry.Severity;
import io.aiops4j.api.telemetry.TrustClass;
import io.aiops4j.api.topology.Component;
import io.aiops4j.testkit.sim.Condition;
import io.aiops4j.testkit.sim.SimCluster;
import io.aiops4j.testkit.sim.SimFault;
import io.aiops4j.testkit.sim.SimWorld;
import io.aiops4j.testkit.sim.Symptom;
import java.util.List;

/**
 * The exporter of a node's GPU metrics has lost its host engine: the GPUs work and nobody sees
 * them.
 */
record SilentExporter(Component rootCause) implements SimFault {
  private static final Condition DISCONNECTED = Condition.of("exporter-disconnected", 0);

  @Override
  public String incidentClass() {
    return "telemetry-loss";
  }

  @Override
  public FaultType faultType() {
    return FaultType.CONFIG;
  }

  @Override
  public List<PlanStep> remedies() {
    return List.of(
        Treatment.step(ActionType.RESTART, rootCause), Treatment.step(ActionType.REBOOT, node()));
  }

  @Override
  public List<Symptom> symptoms() {
    return List.of(
        Symptom.metric(rootCause, "up"),
        Symptom.gap(SimCluster.gpu(node(), 0), "DCGM_FI_DEV_GPU_TEMP"),
        Symptom.log(rootCause, "Failed to connect to.* host engine"));
  }

  private Component node() {
    return SimCluster.nodeOf(rootCause);
  }

  @Override
  public void begin(SimWorld world) {
    world.set(rootCause, DISCONNECTED, 1);
    failToStart(world);
    Recurrence.of(world, rootCause, "connects in vain", 30, 100)
        .whilst(
            () -> world.state(rootCause, DISCONNECTED) == 1,
            () -> {
              double restarts = world.state(rootCause, Condition.RESTARTS);
              world.set(rootCause, Condition.RESTARTS, restarts + 1);
              failToStart(world);
            });
  }

  /** A container that comes back by itself finds the same dead host engine. */
  private void failToStart(SimWorld world) {
    world.set(rootCause, Condition.POD_READY, 0);
    world.log(
        rootCause,
        TrustClass.NODE_AGENT,
        Severity.ERROR,
        "level=fatal msg=\"Failed to connect to remote host engine: connection not valid\"");
  }

  @Override
  public void acted(PlanStep step, SimWorld world) {
    if (Treatment.is(step, ActionType.RESTART, rootCause)
        || Treatment.is(step, ActionType.REBOOT, node())) {
      world.set(rootCause, DISCONNECTED, 0);
    }
  }

  @Override
  public boolean healed(SimWorld world) {
    return world.state(rootCause, DISCONNECTED) == 0;
  }
}
