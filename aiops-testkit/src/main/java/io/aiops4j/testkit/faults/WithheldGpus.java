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
import java.util.Set;

/**
 * A device plugin that holds on to the belief that GPUs of its node are broken: they answer, what
 * runs on them runs on, and nothing new may have them.
 */
record WithheldGpus(Component rootCause) implements SimFault {
  /** Xids that programs bring about, which the plugin of NVIDIA looks past; all others count. */
  private static final Set<Integer> OF_PROGRAMS = Set.of(13, 31, 43, 45, 68, 109);

  @Override
  public String incidentClass() {
    return "device-plugin-unhealthy";
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
        Symptom.metric(node(), "kube_node_status_allocatable"),
        Symptom.log(rootCause, "'nvidia.com/gpu' device marked unhealthy: GPU-"));
  }

  private Component node() {
    return SimCluster.nodeOf(rootCause);
  }

  @Override
  public void begin(SimWorld world) {
    List<Component> gpus = world.gpusOf(node());
    int first = (int) (gpus.size() * world.chance(rootCause, "first"));
    int count = Math.min(gpus.size(), world.chance(rootCause, "how many") < 0.7 ? 1 : 2);
    for (int i = 0; i < count; i++) {
      Component gpu = gpus.get((first + i) % gpus.size());
      world.log(
          rootCause,
          TrustClass.NODE_AGENT,
          Severity.ERROR,
          "server.go:238] 'nvidia.com/gpu' device marked unhealthy: " + uuid(world, gpu));
    }
    world.set(node(), Condition.WITHHELD_GPUS, count);
    Recurrence.of(world, rootCause, "admission", 90, 400)
        .whilst(
            () -> world.state(node(), Condition.WITHHELD_GPUS) > 0,
            () ->
                world.log(
                    node(),
                    TrustClass.CONTROL_PLANE,
                    Severity.WARN,
                    "UnexpectedAdmissionError: Allocate failed due to no healthy devices present;"
                        + " cannot allocate unhealthy devices nvidia.com/gpu, which is"
                        + " unexpected"));
  }

  private static String uuid(SimWorld world, Component gpu) {
    String hex = Long.toHexString((long) (0xffffffffL * world.chance(gpu, "uuid")) | 0x10000000L);
    return "GPU-" + hex + "-0000-4" + hex.substring(1, 4) + "-8d51-a07e" + hex;
  }

  @Override
  public void acted(PlanStep step, SimWorld world) {
    boolean hides = world.gpusOf(node()).stream().anyMatch(gpu -> isFatal(world, gpu));
    if (Treatment.is(step, ActionType.RESTART, rootCause) && hides && !healed(world)) {
      world.worsened("offers a GPU again whose last Xid is fatal");
    }
    if (Treatment.is(step, ActionType.RESTART, rootCause)
        || Treatment.is(step, ActionType.REBOOT, node())) {
      world.set(node(), Condition.WITHHELD_GPUS, 0);
    }
  }

  private static boolean isFatal(SimWorld world, Component gpu) {
    int xid = (int) world.state(gpu, Condition.XID);
    return xid != 0 && !OF_PROGRAMS.contains(xid);
  }

  @Override
  public boolean healed(SimWorld world) {
    return world.state(node(), Condition.WITHHELD_GPUS) == 0;
  }
}
