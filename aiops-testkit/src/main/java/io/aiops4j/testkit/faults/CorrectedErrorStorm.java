package io.aiops4j.testkit.faults;

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
 * Memory of a GPU that gives many errors, all of which ECC repairs: a sign of wear that hurts no
 * work and dies down by itself within the hour. Only who stops work because of it does harm.
 */
record CorrectedErrorStorm(Component rootCause) implements SimFault {
  /** Single-bit errors a second. */
  private static final Condition RATE = Condition.of("corrected-errors-per-second", 0);

  /** Errors that were counted before the driver began to count anew. */
  private static final Condition FORGOTTEN = Condition.of("corrected-errors-forgotten", 0);

  @Override
  public String incidentClass() {
    return "gpu-ecc-correctable-storm";
  }

  @Override
  public FaultType faultType() {
    return FaultType.HARDWARE;
  }

  @Override
  public List<PlanStep> remedies() {
    return List.of();
  }

  @Override
  public List<Symptom> symptoms() {
    return List.of(
        Symptom.metric(rootCause, "DCGM_FI_DEV_ECC_SBE_VOL_TOTAL"),
        Symptom.log(Gpus.node(rootCause), "NVRM: Xid .*: 92,"));
  }

  @Override
  public void begin(SimWorld world) {
    world.show(
        rootCause,
        "DCGM_FI_DEV_ECC_SBE_VOL_TOTAL",
        (ms, usual) -> usual + Math.floor(counted(world, ms)));
    flare(world);
    Recurrence.of(world, rootCause, "the rate changes", 20, 90)
        .whilst(() -> !healed(world), () -> flare(world));
    Recurrence.of(world, rootCause, "the driver complains", 30, 240)
        .whilst(
            () -> !healed(world),
            () -> world.xid(rootCause, 92, Gpus.NOBODY + "High single-bit ECC error rate"));
    double minutes = 25 + 25 * world.chance(rootCause, "the storm ends");
    world.later(Duration.ofMillis((long) (60_000 * minutes)), () -> world.set(rootCause, RATE, 0));
  }

  private void flare(SimWorld world) {
    world.set(rootCause, RATE, 0.5 + 9 * world.chance(rootCause, "rate"));
  }

  private double counted(SimWorld world, long ms) {
    return world.accumulated(rootCause, RATE, ms) - world.stateAt(rootCause, FORGOTTEN, ms);
  }

  @Override
  public void acted(PlanStep step, SimWorld world) {
    if (Gpus.wasReset(step, rootCause)) {
      long now = world.now().toEpochMilli();
      world.set(rootCause, FORGOTTEN, world.accumulated(rootCause, RATE, now));
    }
    if (Gpus.met(step, rootCause) && world.interrupted() && !healed(world)) {
      world.worsened("stopped work for errors that ECC repairs");
    }
  }

  @Override
  public boolean healed(SimWorld world) {
    return world.state(rootCause, RATE) == 0;
  }
}
