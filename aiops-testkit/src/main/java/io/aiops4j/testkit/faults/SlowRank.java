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
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A GPU that computes slower than its peers and gives no error: all ranks of its job wait for it.
 * It helps to move the job off its node at a checkpoint; a restart on the same nodes changes
 * nothing.
 */
final class SlowRank implements SimFault {
  /** GPU: share of the speed of its like that it computes at. */
  private static final Condition OWN_SPEED = Condition.of("own-speed", 1);

  private final Component gpu;
  private @Nullable Component job;

  SlowRank(Component gpu) {
    this.gpu = gpu;
  }

  @Override
  public String incidentClass() {
    return "straggler";
  }

  @Override
  public FaultType faultType() {
    return FaultType.HARDWARE;
  }

  @Override
  public Component rootCause() {
    return gpu;
  }

  @Override
  public List<PlanStep> remedies() {
    return List.of(
        Treatment.step(ActionType.DRAIN, Gpus.node(gpu)),
        Treatment.step(ActionType.OPEN_TICKET, gpu));
  }

  /** Once it has begun it also knows the job that it slows down. */
  @Override
  public List<Symptom> symptoms() {
    return job == null
        ? List.of(Symptom.metric(gpu, "DCGM_FI_PROF_PIPE_TENSOR_ACTIVE"))
        : List.of(
            Symptom.metric(job, "step_time_per_rank_seconds"),
            Symptom.metric(job, "training.tokens_per_second"),
            Symptom.log(job, "STRAGGLER DETECTION WARNING"));
  }

  @Override
  public void begin(SimWorld world) {
    become(world, 0.6 + 0.22 * world.chance(gpu, "how slow"));
    job = world.jobOn(gpu).orElse(null);
    Recurrence.of(world, gpu, "the trainer compares its ranks", 120, 240)
        .whilst(() -> isSlow(world), () -> report(world));
  }

  private void become(SimWorld world, double speed) {
    world.set(gpu, OWN_SPEED, speed);
    world.slow(gpu, incidentClass(), speed);
  }

  private boolean isSlow(SimWorld world) {
    return world.state(gpu, OWN_SPEED) < 1;
  }

  private void report(SimWorld world) {
    Component slowed = world.jobOn(gpu).orElse(null);
    if (slowed == null || world.state(slowed, Condition.SPEED) == 0) {
      return;
    }
    int rank = Gpus.rank(world, slowed, gpu);
    long score = Math.round(100 * world.state(gpu, OWN_SPEED));
    say(
        world,
        slowed,
        Severity.INFO,
        "GPU relative performance: worst rank: Rank="
            + rank
            + " Node="
            + Gpus.node(gpu).name()
            + " Score=0."
            + score);
    say(
        world,
        slowed,
        Severity.WARN,
        "STRAGGLER DETECTION WARNING: Some GPUs have worse relative performance. Affected ranks: {"
            + rank
            + "}");
  }

  private static void say(SimWorld world, Component job, Severity severity, String line) {
    world.log(job, TrustClass.WORKLOAD, severity, line);
  }

  @Override
  public void acted(PlanStep step, SimWorld world) {
    Treatment.byPeople(world, step, gpu, () -> become(world, 1));
  }

  @Override
  public boolean healed(SimWorld world) {
    return !isSlow(world) || Treatment.outOfUse(world, Gpus.node(gpu));
  }

  @Override
  public String toString() {
    return incidentClass() + " at " + gpu;
  }
}
