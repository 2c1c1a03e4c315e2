package io.aiops4j.testkit.faults;

import io.aiops4j.api.action.ActionType;
import io.aiops4j.api.action.PlanStep;
import io.aiops4j.api.compaction.FaultType;
import io.aiops4j.api.topology.Component;
import io.aiops4j.testkit.sim.Condition;
import io.aiops4j.testkit.sim.SimFault;
import io.aiops4j.testkit.sim.SimWorld;
import io.aiops4j.testkit.sim.Symptom;
import java.time.Duration;
import java.util.List;

/**
 * The driver says which step a GPU needs, and lets no program start on its node until it is done: a
 * reset, a drain and then a reset, or a reboot of the node, which is more than either. To do less
 * than it asks does not help, and the job's rank on the GPU may die at any time.
 */
record AnnouncedRecovery(Component rootCause) implements SimFault {
  /** What the driver asks for: 1 reset, 2 reboot, 4 drain and reset. */
  private static final Condition ASKED = Condition.of("recovery-asked-for", 0);

  private static final int RESET = 1;
  private static final int REBOOT = 2;
  private static final int DRAIN_AND_RESET = 4;
  private static final int[] STEPS = {RESET, REBOOT, DRAIN_AND_RESET};

  private int step() {
    return STEPS[(int) (Gpus.trait(rootCause, "recovery step") * STEPS.length)];
  }

  @Override
  public String incidentClass() {
    return "gpu-recovery-announcement";
  }

  @Override
  public FaultType faultType() {
    return FaultType.UNKNOWN;
  }

  /** Where a drain has to come first no other single step than the reboot is enough. */
  @Override
  public List<PlanStep> remedies() {
    PlanStep reboot = Treatment.step(ActionType.REBOOT, Gpus.node(rootCause));
    return step() == RESET
        ? List.of(Treatment.step(ActionType.RESET_GPU, rootCause), reboot)
        : List.of(reboot);
  }

  @Override
  public List<Symptom> symptoms() {
    return List.of(
        Symptom.metric(rootCause, "DCGM_FI_DEV_GET_GPU_RECOVERY_ACTION"),
        Symptom.log(
            Gpus.node(rootCause),
            "NVRM: Xid .*: 154, GPU recovery action changed from 0x0 .None. to 0x" + step()));
  }

  @Override
  public void begin(SimWorld world) {
    world.set(rootCause, ASKED, step());
    world.announceRecovery(rootCause, step());
    world.failStarts(rootCause, "CUDA error: all CUDA-capable devices are busy or unavailable");
    if (world.chance(rootCause, "the rank dies") < 0.6) {
      long ms = 20_000 + (long) (200_000 * world.chance(rootCause, "the rank dies after"));
      world.later(Duration.ofMillis(ms), () -> failRank(world));
    }
  }

  private void failRank(SimWorld world) {
    if (!healed(world)) {
      world.failRank(rootCause, "CUDA error: unspecified launch failure");
    }
  }

  @Override
  public void acted(PlanStep step, SimWorld world) {
    if (healed(world) || !Gpus.wasReset(step, rootCause)) {
      return;
    }
    if (step.type().equals(ActionType.RESET_GPU) && !resetIsEnough(world)) {
      world.announceRecovery(rootCause, step());
      world.worsened("did less than the driver asks for");
    } else {
      world.set(rootCause, ASKED, 0);
      world.failStarts(rootCause, "");
    }
  }

  private boolean resetIsEnough(SimWorld world) {
    return step() == RESET
        || step() == DRAIN_AND_RESET && Treatment.outOfUse(world, Gpus.node(rootCause));
  }

  @Override
  public boolean healed(SimWorld world) {
    return world.state(rootCause, ASKED) == 0;
  }
}
