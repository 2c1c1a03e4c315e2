package io.aiops4j.testkit.faults;

import io.aiops4j.api.action.ActionType;
import io.aiops4j.api.action.PlanStep;
import io.aiops4j.api.compaction.FaultType;
import io.aiops4j.api.telemetry.Severity;
import io.aiops4j.api.telemetry.TrustClass;
import io.aiops4j.api.topology.Component;
import io.aiops4j.testkit.sim.Condition;
import io.aiops4j.testkit.sim.Daemon;
import io.aiops4j.testkit.sim.SimCluster;
import io.aiops4j.testkit.sim.SimFault;
import io.aiops4j.testkit.sim.SimWorld;
import io.aiops4j.testkit.sim.Symptom;
import java.util.List;

/**
 * The switch between the GPUs of a node reports a fatal error: every job with more than one GPU
 * there fails and fails again as it starts, until the whole node is reset.
 */
record BrokenNvswitch(Component rootCause) implements SimFault {
  private static final Condition FATAL_ERROR = Condition.of("nvswitch-fatal-error", 0);

  private static final int NODE_REBOOT = 2;
  private static final List<Sxid> FATAL =
      List.of(
          new Sxid(20034, "LTSSM Fault Up"),
          new Sxid(23012, "egress DST-VC credit overflow"),
          new Sxid(23006, "ingress packet sticky error"),
          new Sxid(22003, "Minion Halt"));

  @Override
  public String incidentClass() {
    return "nvswitch-sxid";
  }

  @Override
  public FaultType faultType() {
    return FaultType.HARDWARE;
  }

  @Override
  public List<PlanStep> remedies() {
    return List.of(
        Treatment.step(ActionType.DRAIN, node()), Treatment.step(ActionType.REBOOT, node()));
  }

  @Override
  public List<Symptom> symptoms() {
    return List.of(
        Symptom.log(node(), "nvidia-nvswitch\\d+: SXid .*, Fatal, Link"),
        Symptom.metric(rootCause, "DCGM_FI_DEV_NVSWITCH_FATAL_ERRORS"),
        Symptom.log(fabricManager(), "detected NVSwitch fatal error"));
  }

  private Component node() {
    return SimCluster.nodeOf(rootCause);
  }

  private Component fabricManager() {
    return SimCluster.pod(Daemon.FABRIC_MANAGER, node());
  }

  @Override
  public void begin(SimWorld world) {
    world.show(
        rootCause,
        "DCGM_FI_DEV_NVSWITCH_FATAL_ERRORS",
        (ms, usual) -> Math.max(usual, world.stateAt(rootCause, FATAL_ERROR, ms)));
    Sxid sxid = FATAL.get((int) (FATAL.size() * world.chance(rootCause, "code")));
    int port = (int) (64 * world.chance(rootCause, "port"));
    world.set(rootCause, FATAL_ERROR, sxid.code);
    report(world, sxid, port);
    Recurrence.of(world, rootCause, "sxid", 60, 180)
        .whilst(() -> world.state(rootCause, FATAL_ERROR) != 0, () -> report(world, sxid, port));
    for (Component gpu : world.gpusOf(node())) {
      if (world.chance(gpu, "sees it") < 0.6) {
        world.xid(
            gpu,
            74,
            "pid='<unknown>', name=<unknown>, NVLink: fatal error detected on link "
                + (int) (18 * world.chance(gpu, "link"))
                + "(0x0, 0x0, 0x10000, 0x0, 0x0, 0x0, 0x0)");
      }
    }
    world.failStarts(node(), "NCCL error: unhandled cuda error, invalid resource handle");
    world.failRank(node(), "CUDA error: uncorrectable NVLink error detected during the execution");
  }

  private void report(SimWorld world, Sxid sxid, int port) {
    String start = "nvidia-nvswitch0: SXid (PCI:0000:0c:00.0): " + sxid.code + ", ";
    kernel(world, start + "Fatal, Link " + port + " " + sxid.name);
    kernel(world, start + "Severity 1 Engine instance " + port + " Sub-engine instance 00");
    kernel(world, start + "Data {0x00000100, 0x00000100, 0x00000000, 0x00000000, 0x00000000}");
    world.log(
        fabricManager(),
        TrustClass.NODE_AGENT,
        Severity.ERROR,
        FabricLog.line(
            world.now(),
            "ERROR",
            "detected NVSwitch fatal error "
                + sxid.code
                + " on fid 0 on NVSwitch pci bus id 00000000:0c:00.0 physical id 0 port "
                + port));
  }

  private void kernel(SimWorld world, String line) {
    world.log(node(), TrustClass.KERNEL, Severity.ERROR, line);
  }

  @Override
  public void acted(PlanStep step, SimWorld world) {
    if (world.state(rootCause, FATAL_ERROR) == 0) {
      return;
    }
    if (Treatment.is(step, ActionType.REBOOT, node())) {
      world.set(rootCause, FATAL_ERROR, 0);
      world.failStarts(node(), "");
    } else if (step.type().id().equals(ActionType.RESET_GPU.id())
        && world.gpusOf(node()).contains(step.target())) {
      world.set(step.target(), Condition.RECOVERY_ACTION, NODE_REBOOT);
      world.xid(
          step.target(),
          74,
          "pid='<unknown>', name=<unknown>, NVLink: failed to train link 5 to remote"
              + " PCI:0000:0c:00");
      world.worsened("the GPU cannot train its links while the switch is in error");
    }
  }

  @Override
  public boolean healed(SimWorld world) {
    return world.state(rootCause, FATAL_ERROR) == 0 || Treatment.outOfUse(world, node());
  }

  /** An error of the switch, by the number and the name that its driver gives it. */
  private record Sxid(int code, String name) {}
}
