package io.aiops4j.testkit.faults;

import io.aiops4j.api.action.PlanStep;
import io.aiops4j.api.topology.Component;
import io.aiops4j.testkit.sim.Condition;
import io.aiops4j.testkit.sim.SimWorld;
import io.aiops4j.testkit.sim.Symptom;
import java.util.List;

/**
 * Memory of a GPU that a process keeps which outlives its rank: it grows until the rank fails, and
 * then no rank can start there.
 */
record GpuLeak(Component gpu) implements MemoryExhausted.Leak {
  /** GPU: in MiB. */
  private static final Condition TAKEN = Condition.of("memory-taken-mib", 0);

  private static final double CAPACITY = 81_000;
  private static final double ENOUGH = 20_000;
  private static final double LEAST_FREE = 9;

  @Override
  public Component node() {
    return Gpus.node(gpu);
  }

  @Override
  public List<Symptom> symptoms(Component job) {
    return List.of(
        Symptom.log(job, "CUDA out of memory. Tried to allocate"),
        Symptom.metric(gpu, "DCGM_FI_DEV_FB_FREE"),
        Symptom.metric(gpu, "DCGM_FI_DEV_FB_USED"));
  }

  @Override
  public void begin(SimWorld world) {
    world.show(
        gpu,
        "DCGM_FI_DEV_FB_USED",
        (ms, usual) -> Math.min(CAPACITY - LEAST_FREE, usual + world.stateAt(gpu, TAKEN, ms)));
    world.show(
        gpu,
        "DCGM_FI_DEV_FB_FREE",
        (ms, usual) -> Math.max(LEAST_FREE, usual - world.stateAt(gpu, TAKEN, ms)));
    grow(world);
  }

  @Override
  public void grow(SimWorld world) {
    double taken = world.state(gpu, TAKEN);
    if (taken >= ENOUGH) {
      return;
    }
    double more = Math.rint(1_500 + 3_000 * world.chance(gpu, "more"));
    world.set(gpu, TAKEN, taken + more);
    if (taken + more >= ENOUGH) {
      String error =
          "CUDA out of memory. Tried to allocate "
              + (2 + (int) (6 * world.chance(gpu, "wanted")))
              + ".50 GiB (GPU "
              + Gpus.index(gpu)
              + "; 79.10 GiB total capacity; 78.64 GiB already allocated; 9.00 MiB free)";
      world.failRank(gpu, error);
      world.failStarts(gpu, error);
    }
  }

  @Override
  public boolean isEndedBy(PlanStep step) {
    return Gpus.wasReset(step, gpu);
  }

  @Override
  public void end(SimWorld world) {
    world.set(gpu, TAKEN, 0);
    world.failStarts(gpu, "");
  }
}
