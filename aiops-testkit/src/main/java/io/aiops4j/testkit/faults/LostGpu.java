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
 * A GPU that no longer answers on its bus: its telemetry is gone, its job dies or hangs, and the
 * links of its neighbours complain. A cold start of the node brings it back; a reset in place does
 * not, and takes the work of the other GPUs with it. Where the card has lost its contact no reboot
 * helps, least of all a second one: people have to reseat it.
 *
 * <p>On some boards the driver gives no Xid, only three lines of text (NVSentinel issue 155).
 */
record LostGpu(Component rootCause) implements SimFault {
  /** Cold starts that did not bring it back. */
  private static final Condition COLD_STARTS = Condition.of("cold-starts-in-vain", 0);

  private boolean hasContact() {
    return Gpus.trait(rootCause, "contact") < 0.8;
  }

  private boolean isSilent() {
    return Gpus.trait(rootCause, "no Xid") < 0.25;
  }

  @Override
  public String incidentClass() {
    return "gpu-fallen-off-bus";
  }

  @Override
  public FaultType faultType() {
    return FaultType.HARDWARE;
  }

  @Override
  public List<PlanStep> remedies() {
    PlanStep ticket = Treatment.step(ActionType.OPEN_TICKET, rootCause);
    return hasContact()
        ? List.of(Treatment.step(ActionType.REBOOT, Gpus.node(rootCause)), ticket)
        : List.of(ticket);
  }

  @Override
  public List<Symptom> symptoms() {
    Component node = Gpus.node(rootCause);
    return List.of(
        Symptom.gap(rootCause, "DCGM_FI_DEV_GPU_TEMP"),
        Symptom.metric(node, "kube_node_status_allocatable"),
        Symptom.log(node, "fallen off the bus"));
  }

  @Override
  public void begin(SimWorld world) {
    world.set(rootCause, Condition.PRESENT, 0);
    driverSays(world);
    Component node = Gpus.node(rootCause);
    world.later(
        Duration.ofSeconds(4),
        () ->
            world.log(
                node,
                TrustClass.NODE_AGENT,
                Severity.WARN,
                "nvidia-device-plugin: 'nvidia.com/gpu' device marked unhealthy: gpu-"
                    + Gpus.index(rootCause)));
    for (Component peer : world.gpusOf(node)) {
      if (!peer.equals(rootCause) && world.chance(peer, "link lost") < 0.6) {
        long ms = 900 + (long) (12_000 * world.chance(peer, "link lost after"));
        world.later(Duration.ofMillis(ms), () -> echo(world, peer));
      }
    }
    if (world.chance(rootCause, "the rank dies") < 0.65) {
      world.failRank(rootCause, "CUDA error: unknown error");
    }
  }

  private void driverSays(SimWorld world) {
    String pci = world.pciAddress(rootCause) + ".0";
    if (isSilent()) {
      error(world, "NVRM: The NVIDIA GPU " + pci);
      error(world, "NVRM: (PCI ID: 10de:2330) installed in this system has");
      error(world, "NVRM: fallen off the bus and is not responding to commands.");
    } else {
      world.xid(rootCause, 79, Gpus.NOBODY + "GPU has fallen off the bus.");
      error(world, "NVRM: GPU " + pci + ": GPU has fallen off the bus.");
      world.announceRecovery(rootCause, 2);
    }
  }

  /** What happens to a neighbour: its channel goes, and the switch sees a link drop. */
  private void echo(SimWorld world, Component peer) {
    if (!healed(world)) {
      world.xid(
          peer, 45, Gpus.process(world, peer) + "Ch 0000000" + (8 + Gpus.index(rootCause) % 2));
      error(
          world,
          "nvidia-nvswitch0: SXid (PCI:0000:07:00.0): 20034, Fatal, Link "
              + (30 + 2 * Gpus.index(peer))
              + " LTSSM Fault Up");
    }
  }

  private void error(SimWorld world, String line) {
    Gpus.kernel(world, rootCause, Severity.ERROR, line);
  }

  @Override
  public void acted(PlanStep step, SimWorld world) {
    if (Treatment.is(step, ActionType.REBOOT, Gpus.node(rootCause)) && !healed(world)) {
      coldStart(world);
    }
    if (Treatment.is(step, ActionType.RESET_GPU, rootCause) && world.interrupted()) {
      world.worsened("a reset does not reach a GPU that is off the bus, but its neighbours");
    }
    Treatment.byPeople(world, step, rootCause, () -> reseat(world));
  }

  private void coldStart(SimWorld world) {
    if (hasContact()) {
      world.set(rootCause, Condition.PRESENT, 1);
      return;
    }
    double inVain = world.state(rootCause, COLD_STARTS);
    world.set(rootCause, COLD_STARTS, inVain + 1);
    error(world, "NVRM: The NVIDIA probe routine failed for 1 device(s).");
    if (inVain > 0) {
      world.worsened("a second reboot in a row for a card without contact");
    }
  }

  private void reseat(SimWorld world) {
    world.failRank(rootCause, "CUDA error: the node was switched off");
    world.set(rootCause, Condition.RECOVERY_ACTION, 0);
    world.set(rootCause, Condition.XID, 0);
    world.set(rootCause, Condition.PRESENT, 1);
  }

  @Override
  public boolean healed(SimWorld world) {
    return world.state(rootCause, Condition.PRESENT) == 1;
  }
}
