package io.aiops4j.testkit.faults;

import io.aiops4j.api.action.ActionType;
import io.aiops4j.api.action.PlanStep;
import io.aiops4j.api.compaction.FaultType;
import io.aiops4j.api.telemetry.ChangeKind;
import io.aiops4j.api.telemetry.Severity;
import io.aiops4j.api.telemetry.TrustClass;
import io.aiops4j.api.topology.Component;
import io.aiops4j.testkit.sim.Condition;
import io.aiops4j.testkit.sim.SimFault;
import io.aiops4j.testkit.sim.SimWorld;
import io.aiops4j.testkit.sim.Symptom;
import java.time.Duration;
import java.util.List;

/**
 * A driver roll-out goes over some nodes of a rack. On one the old kernel module was in use and
 * stays, below libraries that are new: programs there fail as they start.
 *
 * <p>A reboot loads the module that fits. The people of the roll-out can finish it as well.
 */
record HalfUpgradedNode(Component rootCause) implements SimFault {
  private static final Condition MISMATCH = Condition.of("driver-mismatch", 0);

  private static final String OLD = "570.133.20";
  private static final String NEW = "570.172.08";

  /** How many nodes one wave of the roll-out has at most. */
  private static final int WAVE = 4;

  @Override
  public String incidentClass() {
    return "gpu-config-mismatch";
  }

  @Override
  public FaultType faultType() {
    return FaultType.CONFIG;
  }

  @Override
  public List<PlanStep> remedies() {
    return List.of(
        Treatment.step(ActionType.REBOOT, rootCause),
        Treatment.step(ActionType.DRAIN, rootCause),
        Treatment.step(ActionType.OPEN_TICKET, rootCause));
  }

  @Override
  public List<Symptom> symptoms() {
    return List.of(
        Symptom.log(rootCause, "NVRM: API mismatch: the client has the version"),
        Symptom.change(rootCause, "nvidia driver " + OLD),
        Symptom.log(rootCause, "Driver/library version mismatch"));
  }

  @Override
  public void begin(SimWorld world) {
    List<Component> rack = world.rackOf(rootCause);
    int before = (int) (3 * world.chance(rootCause, "place in the wave"));
    int first = Math.max(0, rack.indexOf(rootCause) - before);
    for (int i = first; i < Math.min(rack.size(), first + WAVE); i++) {
      int place = i - rack.indexOf(rootCause);
      Component node = rack.get(i);
      if (place <= 0) {
        rollOut(world, node);
      } else {
        world.later(Duration.ofSeconds(100L * place), () -> rollOut(world, node));
      }
    }
    world.set(rootCause, MISMATCH, 1);
    world.failStarts(
        rootCause,
        "CUDA error: system has unsupported display driver / cuda driver"
            + " combination, driver/library version mismatch");
    world.failRank(rootCause, "CUDA error: the driver is shutting down");
    check(world);
    Recurrence.of(world, rootCause, "health check", 40, 120)
        .whilst(() -> world.state(rootCause, MISMATCH) == 1, () -> check(world));
  }

  private static void rollOut(SimWorld world, Component node) {
    world.change(
        ChangeKind.CONFIG, node, "nvidia driver " + OLD + " -> " + NEW + " on " + node.name());
  }

  private void check(SimWorld world) {
    if (world.state(rootCause, Condition.NODE_UP) == 0) {
      return;
    }
    world.log(
        rootCause,
        TrustClass.KERNEL,
        Severity.ERROR,
        "NVRM: API mismatch: the client has the version "
            + NEW
            + ", but NVRM: this kernel module has the version "
            + OLD
            + ".  Please NVRM: make sure that this kernel module and all NVIDIA driver NVRM:"
            + " components have the same version.");
    world.log(
        rootCause,
        TrustClass.NODE_AGENT,
        Severity.ERROR,
        "healthcheck: Failed to initialize NVML: Driver/library version mismatch");
  }

  @Override
  public void acted(PlanStep step, SimWorld world) {
    if (step.type().equals(ActionType.REBOOT)
        && !healed(world)
        && isMostOfTheRackDown(step, world)) {
      world.worsened("most of the rack was rebooted at once for one node of it");
    }
    if (Treatment.is(step, ActionType.REBOOT, rootCause)) {
      match(world);
    }
    Treatment.byPeople(world, step, rootCause, () -> match(world));
  }

  private boolean isMostOfTheRackDown(PlanStep step, SimWorld world) {
    List<Component> rack = world.rackOf(rootCause);
    long down =
        rack.stream()
            .filter(node -> node.equals(step.target()) || world.state(node, Condition.NODE_UP) == 0)
            .count();
    return rack.contains(step.target()) && 2 * down > rack.size();
  }

  private void match(SimWorld world) {
    if (world.state(rootCause, MISMATCH) == 1) {
      world.set(rootCause, MISMATCH, 0);
      world.failStarts(rootCause, "");
    }
  }

  @Override
  public boolean healed(SimWorld world) {
    return world.state(rootCause, MISMATCH) == 0 || Treatment.outOfUse(world, rootCause);
  }
}
