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
import org.jspecify.annotations.Nullable;

/**
 * A GPU that now and then computes wrong values and gives no error: the loss of its job jumps, then
 * is not a number, and the job dies, on these nodes each time and on others never. Resets, reboots
 * and short diagnoses leave it as it is; it helps to take its node out of work.
 */
final class WrongNumbers implements SimFault {
  private static final Condition CORRUPTS = Condition.of("computes-wrong-values", 0);

  private final Component gpu;
  private @Nullable Component job;

  WrongNumbers(Component gpu) {
    this.gpu = gpu;
  }

  @Override
  public String incidentClass() {
    return "silent-data-corruption";
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

  /** Once it has begun, in the job it harms; the GPU itself and its counters look well. */
  @Override
  public List<Symptom> symptoms() {
    return job == null
        ? List.of()
        : List.of(
            Symptom.log(job, "lm loss: nan"),
            Symptom.metric(job, "training.loss"),
            Symptom.log(job, "found NaN in local forward loss calculation"),
            Symptom.change(job, "failed"));
  }

  @Override
  public void begin(SimWorld world) {
    world.set(gpu, CORRUPTS, 1);
    job = world.jobOn(gpu).orElse(null);
    long first = 5_000 + (long) (20_000 * world.chance(gpu, "first"));
    world.later(Duration.ofMillis(first), () -> corrupt(world));
    Recurrence.of(world, gpu, "a wrong value counts", 40, 160)
        .whilst(() -> world.state(gpu, CORRUPTS) == 1, () -> corrupt(world));
  }

  private void corrupt(SimWorld world) {
    world
        .jobOn(gpu)
        .filter(world::isRunning)
        .filter(struck -> world.state(struck, Condition.LOSS_FACTOR) == 1)
        .ifPresent(struck -> spoil(world, struck));
  }

  /** The loss jumps; half a minute or so later it is not a number, unless the job has moved on. */
  private void spoil(SimWorld world, Component struck) {
    world.set(struck, Condition.LOSS_FACTOR, 1.8 + 2.5 * world.chance(gpu, "jump"));
    long ms = 33_000 + (long) (15_000 * world.chance(gpu, "until it is not a number"));
    world.later(
        Duration.ofMillis(ms),
        () -> {
          world.set(struck, Condition.LOSS_FACTOR, 1);
          boolean there = world.jobOn(gpu).filter(struck::equals).isPresent();
          if (there && world.isRunning(struck)) {
            notANumber(world, struck);
          }
        });
  }

  private void notANumber(SimWorld world, Component struck) {
    world.log(
        struck,
        TrustClass.WORKLOAD,
        Severity.WARN,
        " global batch size: 1024 | lm loss: nan | grad norm: nan"
            + " | number of skipped iterations: 0 | number of nan iterations: 1");
    world.failRank(
        gpu,
        "Rank "
            + Gpus.rank(world, struck, gpu)
            + ": found NaN in local forward loss calculation. Device: "
            + Gpus.index(gpu)
            + ", node: "
            + Gpus.node(gpu).name());
  }

  @Override
  public void acted(PlanStep step, SimWorld world) {
    if (Treatment.is(step, ActionType.UNCORDON, Gpus.node(gpu)) && !healed(world)) {
      world.worsened("put back to work a GPU that computes wrong values and passes short tests");
    }
    Treatment.byPeople(world, step, gpu, () -> world.set(gpu, CORRUPTS, 0));
  }

  @Override
  public boolean healed(SimWorld world) {
    return world.state(gpu, CORRUPTS) == 0 || Treatment.outOfUse(world, Gpus.node(gpu));
  }

  @Override
  public String toString() {
    return incidentClass() + " at " + gpu;
  }
}
