package io.aiops4j.testkit.faults;

import io.aiops4j.api.action.ActionType;
import io.aiops4j.api.action.PlanStep;
import io.aiops4j.api.compaction.FaultType;
import io.aiops4j.api.topology.Component;
import io.aiops4j.testkit.sim.Condition;
import io.aiops4j.testkit.sim.SimCluster;
import io.aiops4j.testkit.sim.SimFault;
import io.aiops4j.testkit.sim.SimWorld;
import io.aiops4j.testkit.sim.Symptom;
import java.util.List;

/**
 * A link between a GPU and its peers that loses packets under traffic and drops: collectives take
 * slower ways, and now and then a rank dies.
 *
 * <p>A reset of the GPU trains the link anew. Done under a running job it takes the links of the
 * peers down as well.
 */
record BrokenNvlink(Component rootCause) implements SimFault {
  private static final Condition BROKEN = Condition.of("nvlink-broken", 0);
  private static final Condition CRC_ERRORS = Condition.of("nvlink-crc-errors", 0);
  private static final Condition RECOVERY_ERRORS = Condition.of("nvlink-recovery-errors", 0);

  /** Share of the healthy speed that is left without the link. */
  private static final double DETOUR = 0.62;

  private static final double FATAL = 0.4;
  private static final int DRAIN_AND_RESET = 4;

  @Override
  public String incidentClass() {
    return "nvlink-gpu-link-error";
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
        Symptom.log(node(), "NVRM: Xid .*: 74,.*NVLink"),
        Symptom.metric(rootCause, "DCGM_FI_DEV_NVLINK_CRC_FLIT_ERROR_COUNT_TOTAL"),
        Symptom.metric(rootCause, "DCGM_FI_DEV_NVLINK_RECOVERY_ERROR_COUNT_TOTAL"),
        Symptom.metric(rootCause, "DCGM_FI_DEV_GET_GPU_RECOVERY_ACTION"));
  }

  private Component node() {
    return SimCluster.nodeOf(rootCause);
  }

  @Override
  public void begin(SimWorld world) {
    world.show(
        rootCause,
        "DCGM_FI_DEV_NVLINK_CRC_FLIT_ERROR_COUNT_TOTAL",
        (ms, usual) -> usual + world.stateAt(rootCause, CRC_ERRORS, ms));
    world.show(
        rootCause,
        "DCGM_FI_DEV_NVLINK_RECOVERY_ERROR_COUNT_TOTAL",
        (ms, usual) -> usual + world.stateAt(rootCause, RECOVERY_ERRORS, ms));
    world.set(rootCause, BROKEN, 1);
    world.slow(rootCause, incidentClass(), DETOUR);
    int link = (int) (18 * world.chance(rootCause, "link"));
    drop(world, link, false);
    Recurrence.of(world, rootCause, "nvlink", 40, 130)
        .whilst(
            () -> world.state(rootCause, BROKEN) == 1,
            () -> drop(world, link, world.chance(rootCause, "fatal") < FATAL));
  }

  private void drop(SimWorld world, int link, boolean fatal) {
    if (world.state(rootCause, Condition.UTILISATION) < 50) {
      return;
    }
    add(world, CRC_ERRORS, 4_000 + Math.rint(9_000 * world.chance(rootCause, "packets")));
    add(world, RECOVERY_ERRORS, 1 + Math.floor(3 * world.chance(rootCause, "recoveries")));
    String unknown = "pid='<unknown>', name=<unknown>, ";
    world.xid(
        rootCause,
        74,
        unknown
            + "NVLink: fatal error detected on link "
            + link
            + "(0x0, 0x0, 0x20000, 0x0, 0x0, 0x0, 0x0)");
    if (world.state(rootCause, Condition.RECOVERY_ACTION) == 0) {
      world.set(rootCause, Condition.RECOVERY_ACTION, DRAIN_AND_RESET);
      world.xid(
          rootCause,
          154,
          unknown + "GPU recovery action changed from 0x0 (None) to 0x4 (Drain and Reset)");
    }
    if (fatal) {
      int pid = 20_000 + (int) (40_000 * world.chance(rootCause, "pid"));
      world.xid(
          rootCause, 45, "pid=" + pid + ", name=python3, Ch 0000000e caused by previous Xid 74");
      world.failRank(
          rootCause, "CUDA error: uncorrectable NVLink error detected during the execution");
    }
  }

  private void add(SimWorld world, Condition counter, double more) {
    world.set(rootCause, counter, world.state(rootCause, counter) + more);
  }

  @Override
  public void acted(PlanStep step, SimWorld world) {
    if (world.state(rootCause, BROKEN) == 0) {
      return;
    }
    boolean reset = Treatment.is(step, ActionType.RESET_GPU, rootCause);
    if (reset && world.carriesWork(rootCause)) {
      for (Component peer : world.gpusOf(node())) {
        if (!peer.equals(rootCause) && world.chance(peer, "peer's link") < 0.7) {
          world.xid(peer, 74, "pid='<unknown>', name=<unknown>, NVLink: failed to train link 3");
        }
      }
      world.worsened("the peers that were at work lost their links to the reset GPU");
    }
    if (reset || Treatment.is(step, ActionType.REBOOT, node())) {
      world.set(rootCause, BROKEN, 0);
      world.slow(rootCause, incidentClass(), 1);
    }
  }

  @Override
  public boolean healed(SimWorld world) {
    return world.state(rootCause, BROKEN) == 0 || Treatment.outOfUse(world, node());
  }
}
