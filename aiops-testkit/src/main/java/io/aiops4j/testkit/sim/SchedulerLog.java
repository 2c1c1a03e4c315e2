package io.aiops4j.testkit.sim;

import io.aiops4j.api.telemetry.Severity;
import io.aiops4j.api.telemetry.TrustClass;
import io.aiops4j.testkit.sim.Fleet.Job;
import io.aiops4j.testkit.sim.Fleet.Node;
import java.util.ArrayList;
import java.util.List;

/**
 * What the schedulers write about jobs, in the log of the queue: slurmctld about allocations and
 * requeues, kube-scheduler about pods that fit nowhere.
 */
final class SchedulerLog {
  private static final int FIRST_JOB_ID = 48_213;
  private static final int CPUS = 96;

  private final World world;

  SchedulerLog(World world) {
    this.world = world;
  }

  void started(Job job, List<String> nodes) {
    control(
        Severity.INFO,
        "sched: Allocate JobId="
            + id(job)
            + " NodeList="
            + String.join(",", nodes)
            + " #CPUs="
            + nodes.size() * CPUS
            + " Partition=train");
  }

  void ended(Job job) {
    control(Severity.INFO, "_job_complete: JobId=" + id(job) + " done");
  }

  void failed(Job job) {
    control(Severity.INFO, "_job_complete: JobId=" + id(job) + " WEXITSTATUS 1");
    control(Severity.INFO, "Requeuing JobId=" + id(job));
  }

  void preempted(Job job, Job by) {
    control(
        Severity.INFO,
        "preempted JobId="
            + id(job)
            + " has been requeued to reclaim resources for JobId="
            + id(by));
  }

  void requeued(Job job, String why) {
    control(Severity.INFO, "requeue job JobId=" + id(job) + " due to " + why);
    control(Severity.INFO, "Requeuing JobId=" + id(job));
  }

  /** No place was found for it. */
  void waits(Job job) {
    control(
        Severity.INFO,
        "sched: JobId=" + id(job) + ". State=PENDING. Reason=Resources. Partition=train.");
    control(
        Severity.WARN,
        "FailedScheduling pod/"
            + job.entity.component.name()
            + "-worker-0 default-scheduler "
            + reasons()
            + " preemption: 0/"
            + world.fleet.nodes.size()
            + " nodes are available: "
            + world.fleet.nodes.size()
            + " No preemption victims found for incoming pod.");
  }

  private String reasons() {
    long lost = 0;
    long closed = 0;
    long taken = 0;
    for (Node node : world.fleet.nodes) {
      if (!node.entity.is(Condition.NODE_UP) || !node.entity.is(Condition.NODE_READY)) {
        lost++;
      } else if (node.entity.is(Condition.CORDONED)
          || node.entity.is(Condition.SCHEDULER_DRAINED)) {
        closed++;
      } else if (node.job != null || !node.takesWork()) {
        taken++;
      }
    }
    List<String> reasons = new ArrayList<>();
    if (lost > 0) {
      reasons.add(lost + " node(s) had untolerated taint {node.kubernetes.io/unreachable: }");
    }
    if (closed > 0) {
      reasons.add(closed + " node(s) were unschedulable");
    }
    if (taken > 0) {
      reasons.add(taken + " Insufficient nvidia.com/gpu");
    }
    return "0/"
        + world.fleet.nodes.size()
        + " nodes are available: "
        + String.join(", ", reasons)
        + ".";
  }

  private int id(Job job) {
    return FIRST_JOB_ID + job.number;
  }

  private void control(Severity severity, String body) {
    world.log(world.fleet.queue, 20, TrustClass.CONTROL_PLANE, severity, body);
  }
}
