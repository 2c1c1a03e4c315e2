package io.aiops4j.testkit.sim;

import io.aiops4j.api.telemetry.ChangeKind;
import io.aiops4j.api.telemetry.Severity;
import io.aiops4j.api.telemetry.TrustClass;
import io.aiops4j.api.topology.Component;
import io.aiops4j.api.topology.ComponentKind;
import io.aiops4j.testkit.sim.Fleet.Gpu;
import io.aiops4j.testkit.sim.Fleet.Job;
import io.aiops4j.testkit.sim.Fleet.Nic;
import io.aiops4j.testkit.sim.Fleet.Node;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;

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
    HUNG,
    ENDED
  }

  static final long STARTUP_MS = 75_000;
  private static final long REPORT_MS = 30_000;
  static final long CHECKPOINT_EVERY_MS = 600_000;
  static final long CHECKPOINT_MS = 2_500;
  private static final long REQUEUE_MS = 30_000;
  private static final long RETRY_MS = 60_000;

  private static final DateTimeFormatter TORCH_TIME =
      DateTimeFormatter.ofPattern("MMdd HH:mm:ss.SSSSSSSSS", Locale.ROOT);

  /** The log collector limits the rate at which one job's lines come in. */
  private static final int MOST_WATCHDOGS = 64;

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
      run(job);
    }
  }

  /** A new job comes into the queue and ends after it has run that long. */
  Component submit(String name, int nodesWanted, long durationMs) {
    Component component = Component.of(ComponentKind.JOB, name);
    Job job = world.fleet.addJob(world.fleet.entity(component, world.nowMs()), nodesWanted);
    job.leftMs = durationMs;
    countWaiting();
    int epoch = ++job.epoch;
    world.after(1_000, () -> launch(job, epoch));
    return component;
  }

  /** A small job that gives way comes into the queue, and ends like that. */
  Job submitBatch(String name, int nodesWanted, long durationMs, String outcome) {
    Job job = world.job(submit(name, nodesWanted, durationMs));
    job.givesWay = true;
    job.outcome = outcome;
    return job;
  }

  /** Whoever wanted it waits no longer. */
  void giveUp(Job job) {
    if (phase(job) == Phase.PENDING) {
      job.outcome = "cancelled";
      end(job, job.epoch);
    }
  }

  /** A job is as fast as the slowest part that it runs on. */
  void settle(Job job) {
    Gpu slowest = null;
    double rate = job.entity.rate();
    for (Node node : job.placement()) {
      double ofNode = node.entity.rate();
      for (Gpu gpu : node.gpus) {
        double ofGpu = Math.min(ofNode, GpuPhysics.capability(gpu));
        if (slowest == null || ofGpu < rate) {
          slowest = gpu;
        }
        rate = Math.min(rate, ofGpu);
      }
    }
    if (phase(job) == Phase.RUNNING && rate == 0 && slowest != null) {
      job.stuck = true;
      hang(job, slowest.node, slowest.index, "");
    } else if (phase(job) == Phase.HUNG && job.stuck && rate > 0) {
      job.epoch++;
      run(job);
    }
    boolean works = phase(job) == Phase.RUNNING && !job.entity.is(Condition.CHECKPOINTING);
    if (world.follow(job.entity, Condition.SPEED, works ? rate : 0)) {
      world.touchParts(job);
    }
  }

  /** {@return whether taking the job's nodes away would lose work that is getting on} */
  static boolean progresses(Job job) {
    return phase(job) == Phase.RUNNING;
  }

  void rankDied(Job job, Node node, int index, String why) {
    int rank = rank(job, node, index);
    log(job, 400, Severity.ERROR, "[rank" + rank + "]: RuntimeError: " + why);
    log(
        job,
        900,
        Severity.ERROR,
        node.name + ": worker group failed, exitcode 1 (rank " + rank + ")");
    stop(job, "failed");
    world.scheduler.failed(job);
    int epoch = job.epoch;
    world.after(REQUEUE_MS, () -> launch(job, epoch));
  }

  void linkDropped(Job job, Nic nic) {
    if (phase(job) != Phase.RUNNING || job.placement().size() < 2) {
      return;
    }
    hang(job, nic.node, 0, "mlx5_" + nic.index);
  }

  /** Other paths can be taken now: a hung job finds out and starts its workers again. */
  void pathsChanged(Job job, Node node) {
    if (!node.hasPath()) {
      if (phase(job) == Phase.RUNNING && job.placement().size() > 1) {
        hang(job, node, 0, "any device");
      }
    } else if (phase(job) == Phase.HUNG) {
      int epoch = ++job.epoch;
      world.after(10_000, () -> restartWorkers(job, epoch, "transport lost"));
    }
  }

  void requeue(Job job, String why) {
    stop(job, why);
    world.scheduler.requeued(job, why);
    place(job);
    int epoch = job.epoch;
    world.after(REQUEUE_MS, () -> launch(job, epoch));
  }

  /** Something was freed: pending jobs look again. */
  void capacityChanged() {
    for (Job job : world.fleet.jobs) {
      if (phase(job) == Phase.PENDING && job.placement().isEmpty()) {
        int epoch = ++job.epoch;
        world.after(1_000, () -> launch(job, epoch));
      }
    }
  }

  /** One rank does not come to the collective: because of its network device, if one is named. */
  private void hang(Job job, Node node, int index, String device) {
    become(job, Phase.HUNG);
    int epoch = ++job.epoch;
    int rank = rank(job, node, index);
    if (!device.isEmpty()) {
      String process = node.name + ":4121:4233 [0] src/transport/net_ib/";
      log(
          job,
          120,
          Severity.WARN,
          process
              + "common.cc:179 NCCL WARN NET/IB : "
              + device
              + ":1 Got non-fatal async event: port error(10)");
      world.after(
          9_000,
          () -> {
            if (epoch == job.epoch) {
              log(
                  job,
                  40,
                  Severity.WARN,
                  process
                      + "p2p.cc:688 NCCL WARN NET/IB: Got completion from peer 10.0.0."
                      + (11 + world.fleet.nodes.indexOf(node))
                      + "<47831> with status=IBV_WC_RETRY_EXC_ERR(12) opcode=IBV_WC_SEND(0)"
                      + " vendor_err=129 hca "
                      + device);
            }
          });
    }
    world.after(watchdogMs, () -> watchdog(job, epoch, rank));
  }

  private void watchdog(Job job, int epoch, int guilty) {
    if (epoch != job.epoch) {
      return;
    }
    long sequence = 1000 + (long) (steps(job, world.nowMs()) * 12);
    int ranks = job.placement().stream().mapToInt(node -> node.gpus.size()).sum();
    for (int rank = 0; rank < Math.min(ranks, MOST_WATCHDOGS); rank++) {
      if (rank == guilty) {
        continue;
      }
      log(
          job,
          20L * rank,
          Severity.ERROR,
          "[rank"
              + rank
              + "]:[E"
              + stamp(20L * rank)
              + " ProcessGroupNCCL.cpp:632] [Rank "
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

  /** The time a little later than now, as PyTorch writes it. */
  private String stamp(long delayMs) {
    return TORCH_TIME.format(world.now().plusMillis(delayMs).atOffset(ZoneOffset.UTC));
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
    boolean admitted =
        !world.fleet.queue.is(Condition.ADMISSIONS_PAUSED)
            && !world.fleet.storage.is(Condition.ADMISSIONS_PAUSED);
    boolean stays =
        job.placement().size() == job.nodesWanted
            && job.placement().stream().allMatch(Node::takesWork);
    if (admitted && (stays || place(job))) {
      started(job);
      start(job);
    } else {
      world.scheduler.waits(job);
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
          for (Node node : job.placement()) {
            if (!node.startErrors.isEmpty()) {
              Fleet.StartError first = node.startErrors.values().iterator().next();
              rankDied(job, node, first.index(), first.error());
              return;
            }
          }
          run(job);
          job.placement().stream()
              .filter(node -> !node.hasPath())
              .findFirst()
              .ifPresent(node -> hang(job, node, 0, "any device"));
        });
  }

  private void run(Job job) {
    job.stuck = false;
    become(job, Phase.RUNNING);
    int epoch = ++job.epoch;
    world.after(CHECKPOINT_EVERY_MS, () -> checkpoint(job, epoch));
    if (job.leftMs > 0) {
      world.after(job.leftMs, () -> end(job, epoch));
    }
  }

  private void end(Job job, int epoch) {
    if (epoch != job.epoch) {
      return;
    }
    job.epoch++;
    become(job, Phase.ENDED);
    String name = job.entity.component.name();
    world.change(ChangeKind.JOB_END, job.entity, name + " " + job.outcome, Map.of());
    world.scheduler.ended(job);
    occupy(job, List.of());
    job.entity.endMs = world.nowMs();
    world.fleet.jobs.remove(job);
    capacityChanged();
  }

  /** All ranks wait until the file system has taken the checkpoint. */
  private void checkpoint(Job job, int epoch) {
    if (epoch != job.epoch) {
      return;
    }
    world.set(job.entity, Condition.CHECKPOINTING, 1);
    job.writeBegunMs = world.nowMs();
    job.writeLeftMs = CHECKPOINT_MS;
    write(job, epoch);
    world.after(CHECKPOINT_EVERY_MS, () -> checkpoint(job, epoch));
  }

  private void write(Job job, int epoch) {
    int writeEpoch = ++job.writeEpoch;
    job.writeSinceMs = world.nowMs();
    job.writeSlowdown = world.fleet.storage.now(Condition.WRITE_SLOWDOWN);
    world.after(
        (long) StrictMath.ceil(job.writeLeftMs * job.writeSlowdown),
        () -> {
          if (epoch == job.epoch && writeEpoch == job.writeEpoch) {
            double seconds = (world.nowMs() - job.writeBegunMs) / 1000.0;
            world.set(job.entity, Condition.CHECKPOINT_SECONDS, seconds);
            world.set(job.entity, Condition.CHECKPOINTING, 0);
          }
        });
  }

  /** Checkpoints that are being written go on at another speed. */
  void storageChanged() {
    for (Job job : world.fleet.jobs) {
      if (job.entity.is(Condition.CHECKPOINTING)) {
        double written = (world.nowMs() - job.writeSinceMs) / job.writeSlowdown;
        job.writeLeftMs = Math.max(0, job.writeLeftMs - written);
        write(job, job.epoch);
      }
    }
  }

  private void started(Job job) {
    List<String> names = job.placement().stream().map(node -> node.name).toList();
    world.scheduler.started(job, names);
    world.change(
        ChangeKind.JOB_START,
        job.entity,
        job.entity.component.name() + " started on " + String.join(",", names),
        Map.of("nodes", String.join(",", names)));
  }

  /**
   * Keeps the nodes that still take work and fills up with free ones, by name; where those are too
   * few, jobs that give way do so.
   */
  private boolean place(Job job) {
    List<Node> chosen = new ArrayList<>(job.placement().stream().filter(Node::takesWork).toList());
    fill(chosen, job, node -> node.job == null);
    if (!job.givesWay) {
      fill(chosen, job, node -> node.job != null && node.job.givesWay);
    }
    boolean enough = chosen.size() == job.nodesWanted;
    if (enough) {
      chosen.forEach(node -> clear(node, job));
    }
    occupy(job, enough ? chosen : List.of());
    return enough;
  }

  private void fill(List<Node> chosen, Job job, Predicate<Node> open) {
    for (Node node : world.fleet.nodes) {
      if (chosen.size() < job.nodesWanted && node.takesWork() && open.test(node)) {
        chosen.add(node);
      }
    }
  }

  /** The job that has the node, if it is another, waits for other nodes. */
  private void clear(Node node, Job wanted) {
    Job other = node.job;
    if (other != null && other != wanted) {
      stop(other, "preempted by " + wanted.entity.component.name());
      world.scheduler.preempted(other, wanted);
      occupy(other, List.of());
      int epoch = other.epoch;
      world.after(RETRY_MS, () -> launch(other, epoch));
    }
  }

  private void occupy(Job job, List<Node> nodes) {
    job.placement().forEach(node -> world.set(node.entity, Condition.OCCUPIED, 0));
    job.place(world.nowMs(), nodes);
    nodes.forEach(node -> world.set(node.entity, Condition.OCCUPIED, 1));
    nodes.forEach(world::touch);
  }

  private void countWaiting() {
    long waiting = world.fleet.jobs.stream().filter(job -> phase(job) == Phase.PENDING).count();
    world.fleet.waiting.set(world.nowMs(), waiting);
  }

  private void become(Job job, Phase phase) {
    world.set(job.entity, Condition.PHASE, phase.ordinal());
    countWaiting();
    if (phase != Phase.RUNNING) {
      job.writeEpoch++;
      world.set(job.entity, Condition.CHECKPOINTING, 0);
    }
  }

  /** {@return steps done since the fleet began} */
  static double steps(Job job, long ms) {
    return job.entity.history(Condition.SPEED).area(ms) / SECONDS_PER_STEP;
  }

  static final double SECONDS_PER_STEP = 1.25;

  /** {@return what is left to learn after that many steps} */
  static double loss(double steps) {
    return 1.8 + 6 / StrictMath.sqrt(4 + steps / 50);
  }

  /** {@return the mean speed of the last half minute, as trainers report it} */
  static double speed(Job job, long ms) {
    History speed = job.entity.history(Condition.SPEED);
    return (speed.area(ms) - speed.area(ms - REPORT_MS)) * 1000 / REPORT_MS;
  }

  private static int rank(Job job, Node node, int index) {
    return job.placement().indexOf(node) * node.gpus.size() + index;
  }

  private void log(Job job, long delayMs, Severity severity, String body) {
    world.log(job.entity, delayMs, TrustClass.WORKLOAD, severity, body);
  }
}
