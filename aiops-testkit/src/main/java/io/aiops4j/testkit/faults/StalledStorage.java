package io.aiops4j.testkit.faults;

import io.aiops4j.api.action.ActionType;
import io.aiops4j.api.action.PlanStep;
import io.aiops4j.api.compaction.FaultType;
import io.aiops4j.api.telemetry.Severity;
import io.aiops4j.api.telemetry.TrustClass;
import io.aiops4j.api.topology.Component;
import io.aiops4j.api.topology.ComponentKind;
import io.aiops4j.testkit.sim.Condition;
import io.aiops4j.testkit.sim.SimCluster;
import io.aiops4j.testkit.sim.SimFault;
import io.aiops4j.testkit.sim.SimWorld;
import io.aiops4j.testkit.sim.Symptom;
import java.time.Duration;
import java.util.List;

/**
 * The shared file system has more requests than it can serve: writes take tens of times as long,
 * every job waits for its checkpoint, and clients send again what they wait for.
 *
 * <p>With new jobs kept away it works its backlog off, unless they come back too early. Every
 * client that is rebooted mounts anew and adds to it.
 */
record StalledStorage(Component rootCause) implements SimFault {
  /** How much longer than usual a write takes, less one. */
  private static final Condition BACKLOG = Condition.of("storage-backlog", 0);

  private static final Condition RELIEVED = Condition.of("storage-relieved", 0);

  private static final double HARMLESS = 0.5;
  private static final double WORST = 150;

  /** What is left of a backlog after a minute without new jobs, and what it grows by with them. */
  private static final double WORKED_OFF = 0.6;

  private static final double GROWTH = 1.3;
  private static final double REMOUNT = 1.3;

  @Override
  public String incidentClass() {
    return "storage-checkpoint-stall";
  }

  @Override
  public FaultType faultType() {
    return FaultType.RESOURCE_EXHAUSTION;
  }

  @Override
  public List<PlanStep> remedies() {
    return List.of(
        Treatment.step(ActionType.PAUSE_ADMISSIONS, rootCause),
        Treatment.step(ActionType.OPEN_TICKET, rootCause));
  }

  @Override
  public List<Symptom> symptoms() {
    return List.of(
        Symptom.metric(rootCause, "storage.write_latency"),
        Symptom.log(SimCluster.node(1), "nfs: server \\S+ not responding"),
        Symptom.metric(SimCluster.node(1), "node_nfs_rpc_retransmissions_total"));
  }

  @Override
  public void begin(SimWorld world) {
    for (Component node : clients(world)) {
      world.show(
          node,
          "node_nfs_rpc_retransmissions_total",
          (ms, usual) -> usual + Math.floor(0.3 * world.accumulated(rootCause, BACKLOG, ms)));
      world.show(
          node,
          "node_procs_blocked",
          (ms, usual) -> usual + Math.rint(world.stateAt(rootCause, BACKLOG, ms) / 5));
    }
    grow(world, 30 + 25 * world.chance(rootCause, "how much"));
    for (Component node : clients(world)) {
      double second = 1 + 60 * world.chance(node, "first");
      world.later(Duration.ofMillis((long) (1000 * second)), () -> complain(world, node));
      Recurrence.of(world, node, "nfs", 70, 200)
          .whilst(() -> !healed(world), () -> complain(world, node));
    }
  }

  private static List<Component> clients(SimWorld world) {
    return world.components(ComponentKind.NODE).stream().filter(SimCluster::isGpuNode).toList();
  }

  private void complain(SimWorld world, Component node) {
    if (healed(world) || world.state(node, Condition.NODE_UP) == 0) {
      return;
    }
    kernel(world, node, Severity.WARN, "nfs: server 10.0.9.4 not responding, still trying");
    boolean waits =
        world.jobOn(node).stream().anyMatch(job -> world.state(job, Condition.CHECKPOINTING) == 1);
    if (waits) {
      int pid = 20_000 + (int) (40_000 * world.chance(node, "pid"));
      kernel(
          world,
          node,
          Severity.ERROR,
          "INFO: task python3:" + pid + " blocked for more than 120 seconds.");
    }
  }

  private static void kernel(SimWorld world, Component node, Severity severity, String line) {
    world.log(node, TrustClass.KERNEL, severity, line);
  }

  private void grow(SimWorld world, double backlog) {
    boolean ends = backlog < HARMLESS;
    boolean ended = healed(world);
    world.set(rootCause, BACKLOG, ends ? 0 : Math.min(WORST, backlog));
    world.set(rootCause, Condition.WRITE_SLOWDOWN, 1 + world.state(rootCause, BACKLOG));
    if (ends && !ended) {
      world.set(rootCause, RELIEVED, 0);
      for (Component node : clients(world)) {
        kernel(world, node, Severity.INFO, "nfs: server 10.0.9.4 OK");
      }
    }
  }

  @Override
  public void acted(PlanStep step, SimWorld world) {
    if (healed(world)) {
      return;
    }
    double backlog = world.state(rootCause, BACKLOG);
    if (step.type().id().equals(ActionType.REBOOT.id())) {
      grow(world, backlog * REMOUNT);
      world.worsened("the rebooted client mounts anew and adds to the load");
    }
    if (step.type().id().equals(ActionType.PAUSE_ADMISSIONS.id())
        && isPaused(world)
        && world.state(rootCause, RELIEVED) == 0) {
      world.set(rootCause, RELIEVED, 1);
      workOff(world, backlog);
    }
    Treatment.byPeople(world, step, rootCause, () -> grow(world, 0));
  }

  private static boolean isPaused(SimWorld world) {
    return world.state(SimCluster.storage(), Condition.ADMISSIONS_PAUSED) == 1
        || world.state(SimCluster.queue(), Condition.ADMISSIONS_PAUSED) == 1;
  }

  /** Minute by minute, until it is done or as bad again as it was. */
  private void workOff(SimWorld world, double worst) {
    world.later(
        Duration.ofMinutes(1),
        () -> {
          double backlog = world.state(rootCause, BACKLOG);
          grow(world, isPaused(world) ? backlog * WORKED_OFF : Math.min(worst, backlog * GROWTH));
          if (!isPaused(world) && world.state(rootCause, BACKLOG) >= worst) {
            world.set(rootCause, RELIEVED, 0);
          }
          if (world.state(rootCause, RELIEVED) == 1) {
            workOff(world, worst);
          }
        });
  }

  @Override
  public boolean healed(SimWorld world) {
    return world.state(rootCause, BACKLOG) == 0;
  }
}
