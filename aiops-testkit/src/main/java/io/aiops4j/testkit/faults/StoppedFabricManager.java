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
 * The fabric manager of a node has stopped: what ran on the GPUs is aborted, and no program gets
 * through its CUDA initialisation there.
 */
record StoppedFabricManager(Component rootCause) implements SimFault {
  private static final Condition STOPPED = Condition.of("fabric-manager-stopped", 0);

  private static final int NOT_STARTED = 1;

  @Override
  public String incidentClass() {
    return "fabric-manager-down";
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
        Symptom.log(node(), "nvidia-fabricmanager\\.service: Failed with result"),
        Symptom.metric(SimCluster.gpu(node(), 0), "DCGM_FI_DEV_FABRIC_MANAGER_STATUS"),
        Symptom.metric(rootCause, "kube_pod_status_ready"));
  }

  private Component node() {
    return SimCluster.nodeOf(rootCause);
  }

  @Override
  public void begin(SimWorld world) {
    for (Component gpu : world.gpusOf(node())) {
      world.show(
          gpu,
          "DCGM_FI_DEV_FABRIC_MANAGER_STATUS",
          (ms, usual) -> world.stateAt(rootCause, STOPPED, ms) == 1 ? NOT_STARTED : usual);
      if (world.carriesWork(gpu) && world.chance(gpu, "echo") < 0.5) {
        int pid = 20_000 + (int) (40_000 * world.chance(gpu, "pid"));
        world.xid(gpu, 45, "pid=" + pid + ", name=python3, Ch 00000009");
      }
    }
    world.set(rootCause, STOPPED, 1);
    stops(world);
    Recurrence.of(world, rootCause, "starts in vain", 60, 150)
        .whilst(
            () -> world.state(rootCause, STOPPED) == 1,
            () -> {
              world.set(
                  rootCause, Condition.RESTARTS, world.state(rootCause, Condition.RESTARTS) + 1);
              stops(world);
            });
    world.failStarts(
        node(),
        "Unexpected error from cudaGetDeviceCount(): Error 802: system not yet initialized");
    world.failRank(node(), "CUDA error: the launch was aborted, system not yet initialized");
  }

  private void stops(SimWorld world) {
    world.set(rootCause, Condition.POD_READY, 0);
    String unit = "systemd[1]: nvidia-fabricmanager.service: ";
    systemd(world, unit + "Control process exited, code=exited, status=1/FAILURE");
    systemd(world, unit + "Failed with result 'exit-code'.");
  }

  private void systemd(SimWorld world, String line) {
    world.log(node(), TrustClass.NODE_AGENT, Severity.ERROR, line);
  }

  @Override
  public void acted(PlanStep step, SimWorld world) {
    boolean starts =
        Treatment.is(step, ActionType.RESTART, rootCause)
            || Treatment.is(step, ActionType.REBOOT, node());
    if (starts && world.state(rootCause, STOPPED) == 1) {
      world.set(rootCause, STOPPED, 0);
      world.failStarts(node(), "");
    }
  }

  @Override
  public boolean healed(SimWorld world) {
    return world.state(rootCause, STOPPED) == 0 || Treatment.outOfUse(world, node());
  }
}
