package io.aiops4j.testkit.faults;

import io.aiops4j.api.action.ActionType;
import io.aiops4j.api.action.PlanStep;
import io.aiops4j.api.compaction.FaultType;
import io.aiops4j.api.topology.Component;
import io.aiops4j.testkit.sim.Condition;
import io.aiops4j.testkit.sim.SimFault;
import io.aiops4j.testkit.sim.SimWorld;
import io.aiops4j.testkit.sim.Symptom;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A helper process of a training job that eats the memory of one GPU and outlives the job's rank
 * there: restarted in place the job finds the memory taken and fails as it starts, again and again.
 * Queued anew it gets fresh pods, and the leftover process goes with the old ones.
 */
final class MemoryExhausted implements SimFault {
  /** Job: 1 while it keeps a leftover process. */
  private static final Condition LEAKING = Condition.of("leaves-process-behind", 0);

  /** GPU: what the leftover process holds, in MiB. */
  private static final Condition TAKEN = Condition.of("memory-taken-mib", 0);

  private static final double CAPACITY = 81_000;
  private static final double ENDED = 4;

  private final Component job;
  private @Nullable Component gpu;

  MemoryExhausted(Component job) {
    this.job = job;
  }

  @Override
  public String incidentClass() {
    return "gpu-oom";
  }

  @Override
  public FaultType faultType() {
    return FaultType.RESOURCE_EXHAUSTION;
  }

  @Override
  public Component rootCause() {
    return job;
  }

  @Override
  public List<PlanStep> remedies() {
    return List.of(Treatment.step(ActionType.REQUEUE, job));
  }

  /** Once it has begun it also knows the GPU whose memory is full. */
  @Override
  public List<Symptom> symptoms() {
    Symptom text = Symptom.log(job, "CUDA out of memory. Tried to allocate");
    Symptom ends = Symptom.change(job, "failed");
    return gpu == null
        ? List.of(text, ends)
        : List.of(text, Symptom.metric(gpu, "DCGM_FI_DEV_FB_FREE"), ends);
  }

  @Override
  public void begin(SimWorld world) {
    List<Component> gpus =
        world.nodesOf(job).stream().flatMap(node -> world.gpusOf(node).stream()).toList();
    if (gpus.isEmpty()) {
      throw new IllegalArgumentException(
          job + " has no GPU now whose memory it could exhaust; inject the fault while it runs");
    }
    Component full = gpus.get((int) (world.chance(job, "which GPU") * gpus.size()));
    gpu = full;
    world.set(job, LEAKING, 1);
    world.show(
        full,
        "DCGM_FI_DEV_FB_USED",
        (ms, usual) -> Math.min(CAPACITY - 9, usual + world.stateAt(full, TAKEN, ms)));
    world.show(
        full,
        "DCGM_FI_DEV_FB_FREE",
        (ms, usual) -> Math.max(9, usual - world.stateAt(full, TAKEN, ms)));
    grow(world, full);
    Recurrence.of(world, full, "it grows", 8, 20)
        .whilst(() -> !healed(world) && !isFull(world, full), () -> grow(world, full));
  }

  private static boolean isFull(SimWorld world, Component gpu) {
    return world.state(gpu, TAKEN) >= 20_000;
  }

  private void grow(SimWorld world, Component full) {
    double more = 1_500 + 3_000 * world.chance(full, "more");
    world.set(full, TAKEN, world.state(full, TAKEN) + more);
    if (isFull(world, full)) {
      String error =
          "CUDA out of memory. Tried to allocate "
              + (2 + (int) (6 * world.chance(full, "wanted")))
              + ".50 GiB (GPU "
              + Gpus.index(full)
              + "; 79.10 GiB total capacity; 78.64 GiB already allocated; 9.00 MiB free)";
      world.failRank(full, error);
      world.failStarts(full, error);
    }
  }

  @Override
  public void acted(PlanStep step, SimWorld world) {
    Component full = gpu;
    if (full == null || healed(world)) {
      return;
    }
    boolean moved = Treatment.is(step, ActionType.DRAIN, Gpus.node(full));
    if (moved || Treatment.is(step, ActionType.CORDON, Gpus.node(full))) {
      world.worsened("keeps a good node out for what a process left behind");
    }
    if (moved || Treatment.is(step, ActionType.REQUEUE, job) || Gpus.wasReset(step, full)) {
      world.set(job, LEAKING, 0);
      world.set(full, TAKEN, 0);
      world.failStarts(full, "");
    }
  }

  @Override
  public boolean healed(SimWorld world) {
    return world.state(job, LEAKING) == 0 || world.state(job, Condition.PHASE) == ENDED;
  }

  @Override
  public String toString() {
    return incidentClass() + " at " + job;
  }
}
