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

/**
 * A node that the control plane hears nothing from: the host is gone with all it ran, or only its
 * kubelet hangs, and what runs there runs on until it is evicted.
 */
record LostNode(Component rootCause) implements SimFault {
  private static final Condition LOST = Condition.of("node-lost", 0);

  private static final double ONLY_THE_KUBELET = 0.4;

  /** How long the scheduler waits before it gives a silent node up. */
  private static final Duration GIVEN_UP = Duration.ofSeconds(180);

  /** How long pods stay on a node that is not ready. */
  private static final Duration TOLERATED = Duration.ofSeconds(300);

  @Override
  public String incidentClass() {
    return "node-not-ready";
  }

  @Override
  public FaultType faultType() {
    return FaultType.UNKNOWN;
  }

  @Override
  public List<PlanStep> remedies() {
    return List.of(
        Treatment.step(ActionType.REBOOT, rootCause),
        Treatment.step(ActionType.OPEN_TICKET, rootCause));
  }

  @Override
  public List<Symptom> symptoms() {
    return List.of(
        Symptom.metric(rootCause, "kube_node_status_condition"),
        Symptom.log(rootCause, "status is now: NodeNotReady"));
  }

  @Override
  public void begin(SimWorld world) {
    world.set(rootCause, LOST, 1);
    if (world.chance(rootCause, "how") < ONLY_THE_KUBELET) {
      kubeletHangs(world);
    } else {
      hostIsGone(world);
    }
    world.log(
        rootCause,
        TrustClass.CONTROL_PLANE,
        Severity.WARN,
        "NodeNotReady: Node " + rootCause.name() + " status is now: NodeNotReady");
  }

  private void kubeletHangs(SimWorld world) {
    world.set(rootCause, Condition.NODE_READY, 0);
    skipsPods(world);
    kubelet(
        world,
        Severity.WARN,
        "setters.go:602] \"Node became not ready\" node=\""
            + rootCause.name()
            + "\" condition={\"type\":\"Ready\",\"status\":\"False\",\"reason\":\"KubeletNotReady\"}");
    Recurrence.of(world, rootCause, "kubelet", 20, 90)
        .whilst(() -> isSilentButUp(world), () -> skipsPods(world));
    world.later(
        TOLERATED,
        () -> {
          if (isSilentButUp(world)) {
            world.failRank(rootCause, "received signal 15, pod deleted by the taint manager");
          }
        });
  }

  private boolean isSilentButUp(SimWorld world) {
    return world.state(rootCause, Condition.NODE_READY) == 0
        && world.state(rootCause, Condition.NODE_UP) == 1;
  }

  private void skipsPods(SimWorld world) {
    int seconds = (int) (60 * world.chance(rootCause, "pleg"));
    kubelet(
        world,
        Severity.ERROR,
        "kubelet.go:2412] \"Skipping pod synchronization\" err=\"PLEG is not"
            + " healthy: pleg was last seen active 3m"
            + seconds
            + "s ago; threshold is 3m0s\"");
  }

  private void kubelet(SimWorld world, Severity severity, String text) {
    world.log(rootCause, TrustClass.NODE_AGENT, severity, "kubelet[1630]: " + text);
  }

  private void hostIsGone(SimWorld world) {
    world.set(rootCause, Condition.NODE_UP, 0);
    world.slow(rootCause, incidentClass(), 0);
    slurmctld(world, "error: Nodes " + rootCause.name() + " not responding");
    world.later(
        GIVEN_UP,
        () -> {
          if (world.state(rootCause, Condition.NODE_UP) == 0) {
            slurmctld(world, "error: Nodes " + rootCause.name() + " not responding, setting DOWN");
            world.failRank(peer(world), "NCCL error: remote process exited, connection closed");
          }
        });
  }

  /** {@return where another rank of the job sees that this one is gone} */
  private Component peer(SimWorld world) {
    return world.jobOn(rootCause).stream()
        .flatMap(job -> world.nodesOf(job).stream())
        .filter(node -> !node.equals(rootCause))
        .findFirst()
        .orElse(rootCause);
  }

  private static void slurmctld(SimWorld world, String line) {
    world.log(SimCluster.queue(), TrustClass.CONTROL_PLANE, Severity.ERROR, line);
  }

  @Override
  public void acted(PlanStep step, SimWorld world) {
    if (world.state(rootCause, LOST) == 0) {
      return;
    }
    if (Treatment.is(step, ActionType.REBOOT, rootCause)) {
      slurmctld(world, "validate_node_specs: Node " + rootCause.name() + " unexpectedly rebooted");
      comesBack(world);
    }
    Treatment.byPeople(
        world,
        step,
        rootCause,
        () -> {
          if (world.state(rootCause, LOST) == 1) {
            world.set(rootCause, Condition.NODE_UP, 1);
            comesBack(world);
          }
        });
  }

  private void comesBack(SimWorld world) {
    world.set(rootCause, LOST, 0);
    world.set(rootCause, Condition.NODE_READY, 1);
    world.slow(rootCause, incidentClass(), 1);
    world.log(
        rootCause,
        TrustClass.CONTROL_PLANE,
        Severity.INFO,
        "NodeReady: Node " + rootCause.name() + " status is now: NodeReady");
  }

  @Override
  public boolean healed(SimWorld world) {
    return world.state(rootCause, LOST) == 0
        && world.state(rootCause, Condition.NODE_UP) == 1
        && world.state(rootCause, Condition.NODE_READY) == 1;
  }
}
