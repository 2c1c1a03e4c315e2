package io.aiops4j.testkit.faults;

import io.aiops4j.api.action.ActionType;
import io.aiops4j.api.action.PlanStep;
import io.aiops4j.api.compaction.FaultType;
import io.aiops4j.api.topology.Component;
import io.aiops4j.testkit.sim.Condition;
import io.aiops4j.testkit.sim.SimFault;
import io.aiops4j.testkit.sim.SimWorld;
import io.aiops4j.testkit.sim.Symptom;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A training job that runs out of memory again and again: of a GPU, where a process of it outlives
 * its rank and keeps what it had, or of a host, whose kernel kills the loader that eats it. Started
 * again in place it meets the same; queued anew it gets fresh pods, and what it left goes with the
 * old ones. The node is well: to keep it out is harm.
 */
final class MemoryExhausted implements SimFault {
  /** Job: 1 while its pods hold what it lacks. */
  private static final Condition LEAKING = Condition.of("leaks-memory", 0);

  private final Component job;
  private @Nullable Leak leak;

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

  /** Once it has begun it also knows whose memory is full. */
  @Override
  public List<Symptom> symptoms() {
    List<Symptom> found = new ArrayList<>();
    if (leak != null) {
      found.addAll(leak.symptoms(job));
    }
    found.add(Symptom.change(job, "failed"));
    return List.copyOf(found);
  }

  @Override
  public void begin(SimWorld world) {
    List<Component> gpus =
        world.nodesOf(job).stream().flatMap(node -> world.gpusOf(node).stream()).toList();
    if (gpus.isEmpty()) {
      throw new IllegalArgumentException(
          job + " has no GPU now whose memory it could exhaust; inject the fault while it runs");
    }
    Component gpu = gpus.get((int) (world.chance(job, "which GPU") * gpus.size()));
    Leak begun =
        world.chance(job, "host or GPU") < 0.35 ? new HostLeak(Gpus.node(gpu)) : new GpuLeak(gpu);
    leak = begun;
    world.set(job, LEAKING, 1);
    begun.begin(world);
    Recurrence.of(world, job, "it grows", 8, 20)
        .whilst(() -> !healed(world), () -> begun.grow(world));
  }

  @Override
  public void acted(PlanStep step, SimWorld world) {
    Leak known = leak;
    if (known == null || healed(world)) {
      return;
    }
    boolean moved = Treatment.is(step, ActionType.DRAIN, known.node());
    if (moved || Treatment.is(step, ActionType.CORDON, known.node())) {
      world.worsened("keeps a good node out for memory that a job leaks");
    }
    if (moved || Treatment.is(step, ActionType.REQUEUE, job) || known.isEndedBy(step)) {
      world.set(job, LEAKING, 0);
      known.end(world);
    }
  }

  @Override
  public boolean healed(SimWorld world) {
    return world.state(job, LEAKING) == 0 || world.hasEnded(job);
  }

  @Override
  public String toString() {
    return incidentClass() + " at " + job;
  }

  /** Where the memory goes. */
  sealed interface Leak permits GpuLeak, HostLeak {
    Component node();

    List<Symptom> symptoms(Component job);

    void begin(SimWorld world);

    /** Takes some more, and fails what lacks it. */
    void grow(SimWorld world);

    /** {@return whether a step ends the process that holds the memory} */
    boolean isEndedBy(PlanStep step);

    /** Gives back what was taken. */
    void end(SimWorld world);
  }
}
