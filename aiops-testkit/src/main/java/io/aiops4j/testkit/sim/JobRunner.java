package io.aiops4j.testkit.sim;

import io.aiops4j.api.telemetry.ChangeKind;
import io.aiops4j.api.telemetry.Severity;
import io.aiops4j.api.telemetry.TrustClass;
import io.aiops4j.testkit.sim.Fleet.Gpu;
import io.aiops4j.testkit.sim.Fleet.Job;
import io.aiops4j.testkit.sim.Fleet.Nic;
import io.aiops4j.testkit.sim.Fleet.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The scheduler and the training jobs: a job runs in step, as fast as its slowest rank, and stops
 * whole when one rank dies or hangs.
 */
final class JobRunner {
  /** What a job does. */
  enum Phase {
    PENDING,
    STARTING,
    RUNNING,
    HUNG
  }

  static final long STARTUP_MS = 75_000;
  private static final long REQUEUE_MS = 30_000;
  private static final long RETRY_MS = 60_000;

  private final World world;
  private final long watchdogMs;

  JobRunner(World world, SimCluster.Builder settings) {
    this.world = world;
    this.watchdogMs = settings.collectiveTimeout.toMillis();
  }

  static Phase phase(Job job) {
    return phase((int) job.entity.now(Condition.PHASE));
  }

  static Phase phase(int code) {
    return Phase.values()[code];
  }

  @Nullable Job on(Node node) {
    for (Job job : world.fleet.jobs) {
      if (job.uses(node)) {
        return job;
      }
    }
    return null;
  }

  void begin() {
    for (Job job : world.fleet.jobs) {
      if (!place(job)) {
        throw new IllegalArgumentException(
            job.entity.component
                + " wants "
                + job.nodesWanted
                + " nodes, more than are free; add nodes or make the jobs smaller");
      }
      started(job);
      become(job, Phase.RUNNING);
    }
  }

  void settle() {
    for (Job job : world.fleet.jobs) {
      double speed = 0;
      if (phase(job) == Phase.RUNNING) {
        speed = 1;
        for (Node node : job.placement()) {
          for (Gpu gpu : node.gpus) {
            speed = Math.min(speed, GpuPhysics.clockFactor(gpu));
          }
        }
      }
      world.set(job.entity, Condition.SPEED, speed);
    }
  }

  /** {@return whether taking the job's nodes away would lose work that is getting on} */
  static boolean progresses(Job job) {
    return job.entity.now(Condition.SPEED) > 0;
  }

  void rankDied(Job job, Gpu gpu, String why) {
    int rank = rank(job, gpu);
    log(job, 400, Severity.ERROR, "[rank" + rank + "]: RuntimeError: " + why);
    log(
        job,
        900,
        Severity.ERROR,
        gpu.node.name + ": worker group failed, exitcode 1 (rank " + rank + ")");
    stop(job, "failed");
    int epoch = job.epoch;
    world.after(REQUEUE_MS, () -> launch(job, epoch));
  }

  void linkDropped(Job job, Nic nic) {
    if (phase(job) != Phase.RUNNING || job.placement().size() < 2) {
      return;
    }
    hang(job, nic.node, "mlx5_" + nic.index);
  }

  /** Other paths can be taken now: a hung job finds out and starts its workers again. */
  void pathsChanged(Job job, Node node) {
    if (!node.hasPath()) {
      if (phase(job) == Phase.RUNNING && job.placement().size() > 1) {
        hang(job, node, "any device");
      }
    } else if (phase(job) == Phase.HUNG) {
      int epoch = ++job.epoch;
      world.after(10_000, () -> restartWorkers(job, epoch, "transport lost"));
    }
  }

  void requeue(Job job, String why) {
    stop(job, why);
    place(job);
    int epoch = job.epoch;
    world.after(REQUEUE_MS, () -> launch(job, epoch));
  }

  /** Something was freed: pending jobs look again. */
  void capacityChanged() {
    for (Job job : world.fleet.jobs) {
      if (job.placement().isEmpty()) {
        int epoch = ++job.epoch;
        world.after(1_000, () -> launch(job, epoch));
      }
    }
  }

  private void hang(Job job, Node node, String device) {
    become(job, Phase.HUNG);
    int epoch = ++job.epoch;
    int rank = job.placement().indexOf(node) * node.gpus.size();
    String prefix = node.name + ":4121:4233 [0] NCCL WARN NET/IB : ";
    log(job, 120, Severity.WARN, prefix + device + ":1 Got non-fatal async event: port error(10)");
    world.after(
        9_000,
        () -> {
          if (epoch == job.epoch) {
            log(
                job,
                40,
                Severity.WARN,
                prefix
                    + "Got completion from peer 10.0.0."
                    + (11 + world.fleet.nodes.indexOf(node))
                    + "<47831> with status=IBV_WC_RETRY_EXC_ERR(12) opcode=IBV_WC_SEND(0)"
                    + " vendor_err=129 req_type=Send hca "
                    + device);
          }
        });
    world.after(watchdogMs, () -> watchdog(job, epoch, rank));
  }

  private void watchdog(Job job, int epoch, int guilty) {
    if (epoch != job.epoch) {
      return;
    }
    long sequence = 1000 + (long) (steps(job, world.nowMs()) * 12);
    int ranks = job.placement().stream().mapToInt(node -> node.gpus.size()).sum();
    for (int rank = 0; rank < ranks; rank++) {
      if (rank == guilty) {
        continue;
      }
      log(
          job,
          20L * rank,
          Severity.ERROR,
          "[rank"
              + rank
              + "]:[E ProcessGroupNCCL.cpp:632] [Rank "
              + rank
              + "] Watchdog caught collective operation timeout: WorkNCCL(SeqNum="
              + sequence
              + ", OpType=ALLREDUCE, NumelIn=33554432, NumelOut=33554432, Timeout(ms)="
              + watchdogMs
              + ") ran for "
              + (watchdogMs + 3 + rank)
              + " milliseconds before timing out.");
    }
    world.after(10_000, () -> restartWorkers(job, epoch, "collective timeout"));
  }

  private void restartWorkers(Job job, int epoch, String why) {
    if (epoch != job.epoch) {
      return;
    }
    job.attempt++;
    log(
        job,
        5,
        Severity.WARN,
        "elastic agent: restarting worker group after "
            + why
            + ", attempt "
            + job.attempt
            + ", from the last checkpoint");
    start(job);
  }

  private void stop(Job job, String why) {
    job.epoch++;
    become(job, Phase.PENDING);
    world.change(ChangeKind.JOB_END, job.entity, job.entity.component.name() + " " + why, Map.of());
  }

  private void launch(Job job, int epoch) {
    if (epoch != job.epoch) {
      return;
    }
    boolean stays =
        job.placement().size() == job.nodesWanted
            && job.placement().stream().allMatch(node -> node.entity.is(Condition.NODE_UP));
    if (stays || place(job)) {
      started(job);
      start(job);
    } else {
      world.after(RETRY_MS, () -> launch(job, epoch));
    }
  }

  private void start(Job job) {
    become(job, Phase.STARTING);
    int epoch = ++job.epoch;
    world.after(
        STARTUP_MS,
        () -> {
          if (epoch != job.epoch) {
            return;
          }
          become(job, Phase.RUNNING);
          job.placement().stream()
              .filter(node -> !node.hasPath())
              .findFirst()
              .ifPresent(node -> hang(job, node, "any device"));
        });
  }

  private void started(Job job) {
    List<String> names = job.placement().stream().map(node -> node.name).toList();
    world.change(
        ChangeKind.JOB_START,
        job.entity,
        job.entity.component.name() + " started on " + String.join(",", names),
        Map.of("nodes", String.join(",", names)));
  }

  /** Keeps the nodes that still take work and fills up with free ones, by name. */
  private boolean place(Job job) {
    List<Node> chosen = new ArrayList<>(job.placement().stream().filter(Node::takesWork).toList());
    for (Node node : world.fleet.nodes) {
      if (chosen.size() < job.nodesWanted && node.takesWork() && on(node) == null) {
        chosen.add(node);
      }
    }
    boolean enough = chosen.size() == job.nodesWanted;
    job.place(world.nowMs(), enough ? chosen : List.of());
    return enough;
  }

  private void become(Job job, Phase phase) {
    world.set(job.entity, Condition.PHASE, phase.ordinal());
    world.set(job.entity, Condition.SPEED, phase == Phase.RUNNING ? 1 : 0);
  }

  /** {@return steps done since the fleet began} */
  static double steps(Job job, long ms) {
    return job.entity.history(Condition.SPEED).area(ms) / SECONDS_PER_STEP;
  }

  static final double SECONDS_PER_STEP = 1.25;

  private static int rank(Job job, Gpu gpu) {
    return job.placement().indexOf(gpu.node) * gpu.node.gpus.size() + gpu.index;
  }

  private void log(Job job, long delayMs, Severity severity, String body) {
    world.log(job.entity, delayMs, TrustClass.WORKLOAD, severity, body);
  }
}
