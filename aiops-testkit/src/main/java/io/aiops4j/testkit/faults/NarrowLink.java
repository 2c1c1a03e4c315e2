package io.aiops4j.testkit.faults;

import io.aiops4j.api.action.ActionType;
import io.aiops4j.api.action.PlanStep;
import io.aiops4j.api.compaction.FaultType;
import io.aiops4j.api.telemetry.Severity;
import io.aiops4j.api.topology.Component;
import io.aiops4j.testkit.sim.Condition;
import io.aiops4j.testkit.sim.SimFault;
import io.aiops4j.testkit.sim.SimWorld;
import io.aiops4j.testkit.sim.Symptom;
import java.util.List;

/**
 * A GPU whose PCIe link came up with fewer lanes and sends many packets twice: what goes to and
 * from the host is slow, and so is its rank. A cold start of the node trains the link anew, people
 * reseat the card, and until then the node can do without work.
 */
record NarrowLink(Component rootCause) implements SimFault {
  private static final Condition LANES = Condition.of("pcie-lanes", 16);

  /** Packets a second that are sent again. */
  private static final Condition REPLAYS = Condition.of("pcie-replays-per-second", 0);

  @Override
  public String incidentClass() {
    return "pcie-degradation";
  }

  @Override
  public FaultType faultType() {
    return FaultType.HARDWARE;
  }

  @Override
  public List<PlanStep> remedies() {
    return List.of(
        Treatment.step(ActionType.DRAIN, Gpus.node(rootCause)),
        Treatment.step(ActionType.REBOOT, Gpus.node(rootCause)),
        Treatment.step(ActionType.OPEN_TICKET, rootCause));
  }

  @Override
  public List<Symptom> symptoms() {
    return List.of(
        Symptom.metric(rootCause, "DCGM_FI_DEV_PCIE_LINK_WIDTH"),
        Symptom.metric(rootCause, "DCGM_FI_DEV_PCIE_REPLAY_COUNTER"),
        Symptom.metric(rootCause, "DCGM_FI_PROF_PCIE_RX_BYTES"),
        Symptom.log(Gpus.node(rootCause), "PCIe Bus Error: severity=Correctable"));
  }

  @Override
  public void begin(SimWorld world) {
    world.show(
        rootCause,
        "DCGM_FI_DEV_PCIE_LINK_WIDTH",
        (ms, usual) -> Math.min(usual, world.stateAt(rootCause, LANES, ms)));
    world.show(
        rootCause,
        "DCGM_FI_PROF_PCIE_RX_BYTES",
        (ms, usual) -> Math.rint(usual * world.stateAt(rootCause, LANES, ms) / 16));
    world.show(
        rootCause,
        "DCGM_FI_DEV_PCIE_REPLAY_COUNTER",
        (ms, usual) -> usual + Math.floor(world.accumulated(rootCause, REPLAYS, ms)));
    boolean half = world.chance(rootCause, "half of the lanes") < 0.7;
    world.set(rootCause, LANES, half ? 8 : 4);
    world.slow(rootCause, incidentClass(), half ? 0.82 : 0.66);
    world.set(rootCause, REPLAYS, 0.2 + 2 * world.chance(rootCause, "replays"));
    corrected(world);
    Recurrence.of(world, rootCause, "a corrected error", 20, 80)
        .whilst(() -> isNarrow(world), () -> corrected(world));
  }

  private boolean isNarrow(SimWorld world) {
    return world.state(rootCause, LANES) < LANES.healthy();
  }

  private void corrected(SimWorld world) {
    String card = world.pciAddress(rootCause) + ".0";
    String port = "pcieport " + card.substring(0, 6) + "1:01.0: ";
    warn(world, port + "AER: Correctable error message received from " + card);
    warn(
        world,
        port + "PCIe Bus Error: severity=Correctable, type=Data Link Layer, (Transmitter ID)");
  }

  private void warn(SimWorld world, String line) {
    Gpus.kernel(world, rootCause, Severity.WARN, line);
  }

  @Override
  public void acted(PlanStep step, SimWorld world) {
    if (Treatment.is(step, ActionType.REBOOT, Gpus.node(rootCause))) {
      train(world);
    }
    Treatment.byPeople(world, step, rootCause, () -> train(world));
  }

  /** The link comes up with all its lanes. */
  private void train(SimWorld world) {
    if (isNarrow(world)) {
      world.set(rootCause, LANES, LANES.healthy());
      world.set(rootCause, REPLAYS, 0);
      world.slow(rootCause, incidentClass(), 1);
    }
  }

  @Override
  public boolean healed(SimWorld world) {
    return !isNarrow(world) || Treatment.outOfUse(world, Gpus.node(rootCause));
  }
}
