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
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * A GPU that stopped: its job hangs, and more and more processes of the node wait inside the driver
 * where no signal reaches them. Where they let go of the GPU a reset of it helps; where they do
 * not, only a reboot of the node does.
 */
record HungDriver(Component rootCause) implements SimFault {
  private static final Condition HUNG = Condition.of("driver-hung", 0);

  /** Node: processes that wait inside the driver. */
  private static final Condition BLOCKED = Condition.of("processes-blocked-in-driver", 0);

  /** The kernel's own limit of such warnings ({@code hung_task_warnings}). */
  private static final int MOST_BLOCKED = 10;

  private boolean letsGo() {
    return Gpus.trait(rootCause, "processes die") < 0.5;
  }

  @Override
  public String incidentClass() {
    return "gpu-driver-hang";
  }

  @Override
  public FaultType faultType() {
    return FaultType.HARDWARE;
  }

  @Override
  public List<PlanStep> remedies() {
    PlanStep reboot = Treatment.step(ActionType.REBOOT, Gpus.node(rootCause));
    return letsGo()
        ? List.of(Treatment.step(ActionType.RESET_GPU, rootCause), reboot)
        : List.of(reboot);
  }

  @Override
  public List<Symptom> symptoms() {
    Component node = Gpus.node(rootCause);
    return List.of(
        Symptom.log(node, "NVRM: Xid .*: (109|62),"),
        Symptom.metric(rootCause, "DCGM_FI_DEV_XID_ERRORS"),
        Symptom.metric(node, "node_procs_blocked"),
        Symptom.log(node, "blocked for more than 120 seconds"),
        Symptom.metric(rootCause, "DCGM_FI_PROF_PIPE_TENSOR_ACTIVE"));
  }

  @Override
  public void begin(SimWorld world) {
    Component node = Gpus.node(rootCause);
    world.set(rootCause, HUNG, 1);
    world.slow(rootCause, incidentClass(), 0);
    world.show(node, "node_procs_blocked", (ms, usual) -> usual + world.stateAt(node, BLOCKED, ms));
    world.xid(
        rootCause,
        109,
        Gpus.process(world, rootCause)
            + "Ch 0000000"
            + Gpus.index(rootCause)
            + ", errorString CTX SWITCH TIMEOUT, Info 0x"
            + Integer.toHexString(0x10000 + (int) (0x7ffff * world.chance(rootCause, "info"))));
    Recurrence.of(world, rootCause, "a process waits", 60, 150)
        .whilst(() -> !healed(world), () -> block(world, node));
    long halt = 180_000 + (long) (240_000 * world.chance(rootCause, "halt"));
    world.later(Duration.ofMillis(halt), () -> halt(world));
  }

  private void block(SimWorld world, Component node) {
    double blocked = world.state(node, BLOCKED);
    if (blocked < MOST_BLOCKED) {
      world.set(node, BLOCKED, blocked + 1 + (int) (2 * world.chance(node, "how many")));
      Gpus.kernel(
          world,
          rootCause,
          Severity.ERROR,
          "INFO: task python3:"
              + Gpus.pid(world, rootCause)
              + " blocked for more than 120 seconds.");
    }
  }

  private void halt(SimWorld world) {
    if (!healed(world)) {
      int word = (int) (0xffff * world.chance(rootCause, "word"));
      world.xid(
          rootCause,
          62,
          Gpus.NOBODY
              + String.format(Locale.ROOT, "%04x(3c8) 8571%04x 00000000", word, word ^ 0x52d7));
    }
  }

  @Override
  public void acted(PlanStep step, SimWorld world) {
    Component node = Gpus.node(rootCause);
    if (healed(world)) {
      return;
    }
    boolean heals = letsGo() && Gpus.wasReset(step, rootCause);
    if (heals || Treatment.is(step, ActionType.REBOOT, node)) {
      world.set(rootCause, HUNG, 0);
      world.slow(rootCause, incidentClass(), 1);
      world.set(node, BLOCKED, 0);
    } else if (Treatment.is(step, ActionType.DRAIN, node)) {
      world.log(
          SimCluster.queue(),
          TrustClass.CONTROL_PLANE,
          Severity.ERROR,
          "slurmd: error: *** STEP 0 STEPD TERMINATED ON "
              + node.name()
              + " AT "
              + world.now()
              + " DUE TO JOB NOT ENDING WITH SIGNALS ***");
    }
  }

  @Override
  public boolean healed(SimWorld world) {
    return world.state(rootCause, HUNG) == 0;
  }
}
