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
 * A port with a worn cable or optic: it drops for some seconds every few minutes. Jobs mostly wait
 * the drop out, and sometimes die of it.
 *
 * <p>The first drop is no reason to take a node away: most never come again. This one does.
 */
record UnsteadyPort(Component rootCause) implements SimFault {
  private static final Condition WORN = Condition.of("port-worn", 0);
  private static final Condition DROPS = Condition.of("port-drops", 0);
  private static final Condition SYMBOL_ERRORS = Condition.of("port-symbol-errors", 0);

  /** How likely a drop outlasts the retries of the transport. */
  private static final double FATAL = 0.2;

  @Override
  public String incidentClass() {
    return "ib-link-flap";
  }

  @Override
  public FaultType faultType() {
    return FaultType.NETWORK;
  }

  @Override
  public List<PlanStep> remedies() {
    return List.of(
        Treatment.step(ActionType.ISOLATE_LINK, rootCause),
        Treatment.step(ActionType.DRAIN, node()),
        Treatment.step(ActionType.OPEN_TICKET, rootCause));
  }

  @Override
  public List<Symptom> symptoms() {
    return List.of(
        Symptom.log(node(), "mlx5_core .*Link DOWN"),
        Symptom.metric(rootCause, "node_infiniband_link_downed_total"),
        Symptom.metric(rootCause, "node_infiniband_symbol_error_total"));
  }

  private Component node() {
    return SimCluster.nodeOf(rootCause);
  }

  @Override
  public void begin(SimWorld world) {
    world.show(
        rootCause,
        "node_infiniband_symbol_error_total",
        (ms, usual) -> usual + world.stateAt(rootCause, SYMBOL_ERRORS, ms));
    world.set(rootCause, WORN, 1);
    drop(world);
    Recurrence.of(world, rootCause, "port", 70, 200)
        .whilst(() -> world.state(rootCause, WORN) == 1, () -> drop(world));
  }

  private void drop(SimWorld world) {
    if (!world.carriesWork(rootCause) || world.state(rootCause, Condition.ISOLATED) == 1) {
      return;
    }
    add(world, DROPS, 1);
    add(world, SYMBOL_ERRORS, 20 + Math.rint(400 * world.chance(rootCause, "symbols")));
    add(world, Condition.LINK_DOWNED, 1);
    world.set(rootCause, Condition.LINK_UP, 0);
    kernel(world, Severity.WARN, ": Port: 1 Link DOWN");
    if (world.chance(rootCause, "optic") < 0.3) {
      world.log(
          node(),
          TrustClass.KERNEL,
          Severity.WARN,
          "mlx5_core "
              + world.pciAddress(rootCause)
              + ": mlx5_port_module_event:1118:(pid 0): Port module event[error]: module "
              + device()
              + ", High Temperature");
    }
    warn(world, " : mlx5_" + device() + ":1 Got non-fatal async event: port error(10)");
    world.slow(node(), rootCause.name(), 0);
    boolean fatal = world.chance(rootCause, "retries") < FATAL;
    double seconds = fatal ? 12 : 3 + 8 * world.chance(rootCause, "for");
    world.later(Duration.ofMillis((long) (1000 * seconds)), () -> raise(world, fatal));
  }

  private void raise(SimWorld world, boolean fatal) {
    world.slow(node(), rootCause.name(), 1);
    if (world.state(rootCause, Condition.LINK_UP) == 0) {
      world.set(rootCause, Condition.LINK_UP, 1);
      kernel(world, Severity.INFO, ": Port: 1 Link INIT");
      kernel(world, Severity.INFO, ": Port: 1 Link ACTIVE");
    }
    if (fatal) {
      warn(
          world,
          ": Got completion from peer 10.0.1."
              + (10 + device())
              + "<48112> with status=IBV_WC_RETRY_EXC_ERR(12) opcode=IBV_WC_SEND(0)"
              + " vendor_err=129 hca mlx5_"
              + device());
      world.failRank(node(), "NCCL error: remote process exited or there was a network error");
    }
  }

  private String device() {
    return rootCause.name().substring(rootCause.name().lastIndexOf('-') + 1);
  }

  private void kernel(SimWorld world, Severity severity, String text) {
    world.log(
        node(),
        TrustClass.KERNEL,
        severity,
        "mlx5_core " + world.pciAddress(rootCause) + " mlx5_" + device() + text);
  }

  private void warn(SimWorld world, String text) {
    world
        .jobOn(rootCause)
        .ifPresent(
            job ->
                world.log(
                    job,
                    TrustClass.WORKLOAD,
                    Severity.WARN,
                    node().name() + ":4121:4233 [0] NCCL WARN NET/IB" + text));
  }

  private void add(SimWorld world, Condition counter, double more) {
    world.set(rootCause, counter, world.state(rootCause, counter) + more);
  }

  @Override
  public void acted(PlanStep step, SimWorld world) {
    Treatment.byPeople(world, step, rootCause, () -> world.set(rootCause, WORN, 0));
    boolean evicted = Treatment.is(step, ActionType.DRAIN, node());
    if (evicted && world.state(rootCause, DROPS) < 2) {
      world.worsened("a node was taken away for the first drop of one port");
    }
  }

  @Override
  public boolean healed(SimWorld world) {
    return world.state(rootCause, WORN) == 0
        || world.state(rootCause, Condition.ISOLATED) == 1
        || Treatment.outOfUse(world, node());
  }
}
