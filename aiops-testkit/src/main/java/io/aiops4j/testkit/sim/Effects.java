package io.aiops4j.testkit.sim;

import io.aiops4j.api.action.PlanStep;
import io.aiops4j.api.telemetry.ChangeKind;
import io.aiops4j.api.topology.Component;
import io.aiops4j.api.topology.ComponentKind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What actions do to the hidden state of any fleet, and the ledger of those that happened. What one
 * does to a fault is the fault's own: it is told when the action takes effect.
 */
final class Effects {
  /** What comes back earlier than that after an action was not healed by it, only interrupted. */
  private static final long LASTING_MS = 300_000;

  private final World world;
  private final List<Running> ledger = new ArrayList<>();
  private final Map<String, Running> byKey = new TreeMap<>();

  Effects(World world) {
    this.world = world;
  }

  /**
   * {@return when it ends}
   *
   * @param whole whether it does what it is there for, or only what it breaks on the way
   */
  Instant apply(PlanStep step, String key, boolean whole) {
    Running known = byKey.get(key);
    if (known != null) {
      return Instant.ofEpochMilli(known.endMs);
    }
    world.fleet.find(step.target());
    Running running = new Running(step, key, world.nowMs(), whole);
    running.hosted = hostsFault(step.target());
    world.faults.stream()
        .filter(run -> Reach.of(world, step.target(), run.fault))
        .forEach(running.reached::add);
    world.because(running, () -> begin(running));
    ledger.add(running);
    byKey.put(key, running);
    return Instant.ofEpochMilli(running.endMs);
  }

  private void begin(Running running) {
    switch (running.step.type().id()) {
      case "cordon" -> cordon(running, 1);
      case "uncordon" -> cordon(running, 0);
      case "drain" -> drain(running);
      case "restart" -> restart(running);
      case "reset-gpu" -> resetGpu(running);
      case "reboot" -> reboot(running);
      case "requeue" -> requeue(running);
      case "rollback" -> rollBack(running);
      case "scale" -> scale(running);
      case "isolate-link" -> isolate(running, 1);
      case "restore-link" -> isolate(running, 0);
      case "pause-admissions" -> admissions(running, 1);
      case "resume-admissions" -> admissions(running, 0);
      case "open-ticket" -> running.ends(60_000, 60_000, "somebody was told", () -> {});
      default -> running.ends(1_000, 1_000, "whatever a fault makes of it", () -> {});
    }
  }

  @Nullable Instant end(String key) {
    Running running = byKey.get(key);
    return running == null ? null : Instant.ofEpochMilli(running.endMs);
  }

  List<SimEffect> effects() {
    return ledger.stream().map(this::effect).toList();
  }

  private SimEffect effect(Running running) {
    boolean effective = world.faults.stream().anyMatch(running::healed);
    boolean harmful = running.harm != null || running.disrupted && !effective && !running.hosted;
    return new SimEffect(
        Instant.ofEpochMilli(running.startMs),
        Instant.ofEpochMilli(running.endMs),
        running.step.type().id(),
        running.step.target(),
        running.key,
        effective,
        harmful,
        running.harm == null ? running.note : running.note + "; " + running.harm);
  }

  private boolean hostsFault(Component target) {
    return world.faults.stream()
        .filter(fault -> !fault.healed())
        .map(fault -> fault.fault.rootCause())
        .anyMatch(cause -> cause.equals(target) || cause.name().startsWith(target.name() + "/"));
  }

  private void cordon(Running running, double value) {
    Component node = running.step.target();
    world.set(node, Condition.CORDONED, value);
    String word = value == 1 ? "cordoned" : "uncordoned";
    lifecycle(node, word);
    running.ends(1_000, 2_000, word, () -> {});
  }

  private void drain(Running running) {
    Component target = running.step.target();
    world.set(target, Condition.CORDONED, 1);
    lifecycle(target, "cordoned");
    Fleet.Node node = world.fleet.find(target).node;
    Fleet.Job job = node == null ? null : node.job;
    if (node == null || job == null) {
      running.ends(4_000, 5_000, "nothing ran there that has to move", () -> {});
      return;
    }
    running.disrupted = JobRunner.progresses(job);
    running.ends(
        40_000,
        150_000,
        job.entity.component.name() + " moves away",
        () -> {
          Fleet.Job still = node.job;
          if (still != null && node.entity.is(Condition.CORDONED)) {
            world.jobs.requeue(still, "checkpointed and moved off " + node.name);
            lifecycle(target, "drained");
          }
        });
  }

  private void restart(Running running) {
    Component target = running.step.target();
    Entity entity = world.fleet.find(target);
    if (entity.part instanceof Fleet.Service service) {
      world.services.restart(service);
      running.ends(40_000, 45_000, "replicas restarted", () -> {});
      return;
    }
    if (!target.kind().equals(ComponentKind.POD)) {
      throw new IllegalArgumentException(
          target + " cannot be restarted; name a service or a pod of this fleet");
    }
    world.set(target, Condition.POD_READY, 0);
    world.set(target, Condition.RESTARTS, entity.now(Condition.RESTARTS) + 1);
    Fleet.Node node = entity.node;
    boolean fabric = target.name().startsWith(Daemon.FABRIC_MANAGER.podName());
    if (fabric && node != null && node.job != null) {
      running.disrupted = JobRunner.progresses(node.job);
      world.failRank(node.entity.component, "CUDA error: system not yet initialized");
    }
    running.ends(
        20_000, 25_000, "container restarted", () -> world.set(target, Condition.POD_READY, 1));
  }

  private void resetGpu(Running running) {
    Fleet.Gpu gpu = world.gpu(running.step.target());
    Fleet.Job job = gpu.node.job;
    if (job != null) {
      running.disrupted = JobRunner.progresses(job);
      world.jobs.rankDied(job, gpu.node, gpu.index, "CUDA error: the GPU was reset");
    }
    running.ends(
        25_000,
        30_000,
        "GPU reset" + (job == null ? "" : "; its job starts again"),
        () -> {
          if (gpu.entity.is(Condition.RECOVERY_ACTION)) {
            world.announceRecovery(gpu.entity.component, 0);
          }
          world.gpus.reset(gpu);
        });
  }

  private void reboot(Running running) {
    Component target = running.step.target();
    Fleet.Node node = world.fleet.find(target).node;
    lifecycle(target, "rebooting");
    world.set(target, Condition.NODE_UP, 0);
    if (node != null && node.job != null) {
      running.disrupted = JobRunner.progresses(node.job);
      world.jobs.requeue(node.job, "lost " + node.name);
    }
    running.endsAnyway(
        230_000,
        240_000,
        "node rebooted",
        () -> {
          world.set(target, Condition.NODE_UP, 1);
          lifecycle(target, "ready");
        },
        () -> {
          if (node != null) {
            node.everything().forEach(piece -> piece.restartCounters(world.nowMs()));
            node.gpus.forEach(world.gpus::reset);
            node.pods.forEach(pod -> world.set(pod.component, Condition.POD_READY, 1));
            world.ambient.booted(node);
          }
        });
  }

  private void requeue(Running running) {
    Fleet.Job job = world.job(running.step.target());
    if (JobRunner.phase(job) == JobRunner.Phase.ENDED) {
      running.ends(1_000, 2_000, "it has already ended", () -> {});
      return;
    }
    running.disrupted = JobRunner.progresses(job);
    world.jobs.requeue(job, "requeued");
    running.ends(9_000, 10_000, "starts again from its last checkpoint", () -> {});
  }

  private void rollBack(Running running) {
    Fleet.Service service = world.service(running.step.target());
    boolean possible = !service.past.isEmpty();
    running.ends(
        40_000,
        60_000,
        possible ? "previous revision again" : "there is no earlier revision",
        () -> world.services.rollBack(service));
  }

  private void scale(Running running) {
    PlanStep step = running.step;
    int replicas = Integer.parseInt(step.parameters().get("replicas"));
    running.ends(
        30_000,
        35_000,
        replicas + " replicas",
        () -> world.set(step.target(), Condition.REPLICAS, replicas));
  }

  private void isolate(Running running, double value) {
    Fleet.Nic nic = world.nic(running.step.target());
    Fleet.Job job = nic.node.job;
    boolean lastPath =
        nic.node.nics.stream().allMatch(n -> n == nic || n.entity.is(Condition.ISOLATED));
    running.disrupted = value == 1 && lastPath && job != null && JobRunner.progresses(job);
    running.ends(
        4_000,
        5_000,
        value == 1 ? "traffic kept off" : "traffic allowed",
        () -> world.set(nic.entity.component, Condition.ISOLATED, value));
  }

  private void admissions(Running running, double value) {
    Component target = running.step.target();
    running.ends(
        1_000,
        2_000,
        value == 1 ? "no new job starts" : "jobs may start again",
        () -> world.set(target, Condition.ADMISSIONS_PAUSED, value));
  }

  private void lifecycle(Component node, String word) {
    world.change(
        ChangeKind.NODE_LIFECYCLE,
        world.fleet.find(node),
        node.name() + " " + word,
        Map.of("state", word));
  }

  /** One action that happens. */
  private final class Running {
    final PlanStep step;
    final String key;
    final long startMs;
    final boolean whole;
    final List<FaultRun> reached = new ArrayList<>();
    long endMs;
    boolean disrupted;
    boolean hosted;
    String note = "";
    @Nullable String harm;

    Running(PlanStep step, String key, long startMs, boolean whole) {
      this.step = step;
      this.key = key;
      this.startMs = startMs;
      this.whole = whole;
    }

    /**
     * {@return whether a fault owes it a healing that lasted, or went away by itself within its
     * reach and while it was under way}
     */
    boolean healed(FaultRun run) {
      return run.healings().stream()
          .filter(time -> time.toMs() == Long.MAX_VALUE || time.toMs() >= endMs + LASTING_MS)
          .anyMatch(
              time ->
                  time.by() == this
                      || time.by() == null
                          && time.fromMs() >= startMs
                          && time.fromMs() <= endMs
                          && reached.contains(run));
    }

    /** It takes effect after a while, and ends a little later. */
    void ends(long effectAfterMs, long endsAfterMs, String what, Runnable effect) {
      endsAnyway(effectAfterMs, endsAfterMs, what, () -> {}, effect);
    }

    /** The first part of the effect comes even if the action does only half of what it should. */
    void endsAnyway(
        long effectAfterMs, long endsAfterMs, String what, Runnable anyway, Runnable effect) {
      endMs = startMs + endsAfterMs;
      note = whole ? what : what + ", but only half";
      world.after(effectAfterMs, () -> world.because(this, () -> takeEffect(anyway, effect)));
      world.at(endMs, () -> {});
    }

    private void takeEffect(Runnable anyway, Runnable effect) {
      anyway.run();
      if (whole) {
        effect.run();
        harm = world.acted(step, disrupted);
      }
    }
  }
}
