package io.aiops4j.testkit.faults;

import io.aiops4j.api.action.PlanStep;
import io.aiops4j.api.telemetry.Severity;
import io.aiops4j.api.telemetry.TrustClass;
import io.aiops4j.api.topology.Component;
import io.aiops4j.testkit.sim.Condition;
import io.aiops4j.testkit.sim.SimWorld;
import io.aiops4j.testkit.sim.Symptom;
import java.util.List;

/**
 * Memory of a host that the data loader of a job eats while the job runs, until the kernel kills it
 * and the job with it; then it begins anew, with the job.
 */
record HostLeak(Component node) implements MemoryExhausted.Leak {
  /** Node: in bytes. */
  private static final Condition TAKEN = Condition.of("host-memory-taken", 0);

  private static final double GIB = 1L << 30;
  private static final double ENOUGH = 1_600 * GIB;
  private static final double LEAST_FREE = 0.4 * GIB;

  @Override
  public List<Symptom> symptoms(Component job) {
    return List.of(
        Symptom.log(node, "Memory cgroup out of memory: Killed process"),
        Symptom.metric(node, "node_memory_MemAvailable_bytes"),
        Symptom.log(job, "DataLoader worker .* is killed by signal"));
  }

  @Override
  public void begin(SimWorld world) {
    world.show(
        node,
        "node_memory_MemAvailable_bytes",
        (ms, usual) -> Math.max(LEAST_FREE, usual - world.stateAt(node, TAKEN, ms)));
    grow(world);
  }

  @Override
  public void grow(SimWorld world) {
    double taken = world.state(node, TAKEN);
    boolean runs = world.jobOn(node).filter(world::isRunning).isPresent();
    if (!runs) {
      world.set(node, TAKEN, 0);
    } else if (taken < ENOUGH) {
      world.set(node, TAKEN, taken + Math.rint((110 + 130 * world.chance(node, "more")) * GIB));
    } else {
      kill(world, 20_000 + (int) (200_000 * world.chance(node, "pid")));
    }
  }

  private void kill(SimWorld world, int pid) {
    long kib = (long) ENOUGH / 1024 - 11L * pid;
    world.log(
        node,
        TrustClass.KERNEL,
        Severity.ERROR,
        "Memory cgroup out of memory: Killed process "
            + pid
            + " (python3) total-vm:"
            + 2 * kib
            + "kB, anon-rss:"
            + kib
            + "kB, file-rss:11904kB, shmem-rss:786432kB, UID:20017 pgtables:231004kB"
            + " oom_score_adj:912");
    world.failRank(node, "DataLoader worker (pid " + pid + ") is killed by signal: Killed.");
    world.set(node, TAKEN, 0);
  }

  @Override
  public boolean isEndedBy(PlanStep step) {
    return false;
  }

  @Override
  public void end(SimWorld world) {
    world.set(node, TAKEN, 0);
  }
}
