package io.aiops4j.testkit.faults;

import io.aiops4j.api.action.ActionType;
import io.aiops4j.api.action.PlanStep;
import io.aiops4j.api.compaction.FaultType;
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
 * A power shelf of a rack that delivers too little: it pulls the brake line of the GPUs it feeds,
 * the first half of those of most nodes of the rack, and their clocks fall. Only people of the
 * facility mend it; no reset and no reboot does.
 */
record PowerBrake(Component rootCause) implements SimFault {
  /** Node: 1 while its shelf delivers too little. GPU: 1 while its brake line is pulled. */
  private static final Condition BRAKE = Condition.of("power-brake", 0);

  /** Hardware slowdown, and its reason: the power brake. */
  private static final int BITS = 0x88;

  @Override
  public String incidentClass() {
    return "gpu-power-brake";
  }

  @Override
  public FaultType faultType() {
    return FaultType.HARDWARE;
  }

  @Override
  public List<PlanStep> remedies() {
    return List.of(Treatment.step(ActionType.OPEN_TICKET, rootCause));
  }

  @Override
  public List<Symptom> symptoms() {
    Component gpu = Gpus.first(rootCause);
    return List.of(
        Symptom.metric(gpu, "DCGM_FI_DEV_CLOCKS_EVENT_REASONS"),
        Symptom.metric(gpu, "DCGM_FI_DEV_SM_CLOCK"),
        Symptom.metric(gpu, "DCGM_FI_DEV_POWER_USAGE"),
        Symptom.log(rootCause, "Detected clocks event due to power violation"));
  }

  @Override
  public void begin(SimWorld world) {
    for (Component node : world.rackOf(rootCause)) {
      if (node.equals(rootCause) || world.chance(node, "on the same shelf") < 0.7) {
        world.set(node, BRAKE, 1);
        List<Component> gpus = world.gpusOf(node);
        gpus.subList(0, (gpus.size() + 1) / 2).forEach(gpu -> brake(world, node, gpu));
      }
    }
  }

  private void brake(SimWorld world, Component node, Component gpu) {
    world.show(
        gpu,
        "DCGM_FI_DEV_CLOCKS_EVENT_REASONS",
        (ms, usual) -> world.stateAt(gpu, BRAKE, ms) == 1 ? (int) usual | BITS : usual);
    world.set(gpu, BRAKE, 1);
    world.set(gpu, Condition.CLOCK_LIMIT, 0.45);
    long ms = (long) (30_000 * world.chance(gpu, "noticed"));
    world.later(
        Duration.ofMillis(ms),
        () ->
            world.log(
                node,
                TrustClass.NODE_AGENT,
                Severity.WARN,
                "dcgm-health: Detected clocks event due to power violation in GPU "
                    + Gpus.index(gpu)));
  }

  @Override
  public void acted(PlanStep step, SimWorld world) {
    for (Component node : world.rackOf(rootCause)) {
      Treatment.byPeople(world, step, node, () -> mend(world));
      world.gpusOf(node).forEach(gpu -> actedOn(gpu, step, world));
    }
  }

  private void actedOn(Component gpu, PlanStep step, SimWorld world) {
    Treatment.byPeople(world, step, gpu, () -> mend(world));
    if (world.state(gpu, BRAKE) == 1 && Gpus.wasReset(step, gpu)) {
      world.worsened("a reset does not bring power back");
    }
  }

  private void mend(SimWorld world) {
    for (Component node : world.rackOf(rootCause)) {
      world.set(node, BRAKE, 0);
      for (Component gpu : world.gpusOf(node)) {
        if (world.state(gpu, BRAKE) == 1) {
          world.set(gpu, BRAKE, 0);
          world.set(gpu, Condition.CLOCK_LIMIT, 1);
        }
      }
    }
  }

  @Override
  public boolean healed(SimWorld world) {
    return world.state(rootCause, BRAKE) == 0;
  }
}
