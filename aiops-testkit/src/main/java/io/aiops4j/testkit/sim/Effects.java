package io.aiops4j.testkit.sim;

import io.aiops4j.api.action.PlanStep;
import io.aiops4j.api.telemetry.ChangeKind;
import io.aiops4j.api.topology.Component;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What actions do to the hidden state, and the ledger of those that happened. */
final class Effects {
  private static final long EVICTION_MS = 40_000;

  private final World world;
  private final List<Running> ledger = new ArrayList<>();
  private final Map<String, Running> byKey = new TreeMap<>();

  Effects(World world) {
    this.world = world;
  }

  /** {@return when it ends} */
  Instant apply(PlanStep step, String key) {
    Running known = byKey.get(key);
    if (known != null) {
      return Instant.ofEpochMilli(known.endMs);
    }
    Running running = new Running(step, key, world.nowMs());
    running.hosted = hostsFault(step.target());
    switch (step.type().id()) {
      case "cordon" -> cordon(running, 1);
      case "uncordon" -> cordon(running, 0);
      case "drain" -> drain(running);
      case "restart" -> restart(running);
      case "reset-gpu" -> resetGpu(running);
      case "reboot" -> reboot(running);
      case "requeue" -> requeue(running);
      case "rollback" -> rollBack(running);
      case "scale" -> running.ends(30_000, "more or fewer replicas, nothing else");
      case "isolate-link" -> isolate(running, 1);
      case "restore-link" -> isolate(running, 0);
      default -> running.ends(0, "the simulation does not know this action");
    }
    ledger.add(running);
    byKey.put(key, running);
    world.at(running.endMs, () -> {});
    world.settle();
    return Instant.ofEpochMilli(running.endMs);
  }

  @Nullable Instant end(String key) {
    Running running = byKey.get(key);
    return running == null ? null : Instant.ofEpochMilli(running.endMs);
  }

  List<SimEffect> effects() {
    return ledger.stream().map(this::effect).toList();
  }

  private SimEffect effect(Running running) {
    boolean effective =
        world.faults.stream()
            .anyMatch(
                fault ->
                    fault.healedAtMs >= running.startMs
                        && fault.healedAtMs <= running.endMs
                        && fault.onsetMs < running.startMs);
    boolean harmful = running.disrupted && !effective && !running.hosted;
    return new SimEffect(
        Instant.ofEpochMilli(running.startMs),
        Instant.ofEpochMilli(running.endMs),
        running.step.type().id(),
        running.step.target(),
        running.key,
        effective,
        harmful,
        running.note);
  }

  private boolean hostsFault(Component target) {
    return world.faults.stream()
        .filter(fault -> fault.healedAtMs < 0)
        .map(fault -> fault.fault.rootCause())
        .anyMatch(cause -> cause.equals(target) || cause.name().startsWith(target.name() + "/"));
  }

  private void cordon(Running running, double value) {
    Entity entity = world.fleet.find(running.step.target());
    world.set(entity, Condition.CORDONED, value);
    String word = value == 1 ? "cordoned" : "uncordoned";
    lifecycle(entity, word);
    running.ends(2_000, word);
    if (value == 0) {
      world.jobs.capacityChanged();
    }
  }

  private void drain(Running running) {
    Entity entity = world.fleet.find(running.step.target());
    world.set(entity, Condition.CORDONED, 1);
    lifecycle(entity, "cordoned");
    Fleet.Node node = gpuNode(entity);
    Fleet.Job job = node == null ? null : world.jobs.on(node);
    if (node == null || job == null) {
      running.ends(5_000, "nothing ran there that has to move");
      return;
    }
    running.disrupted = JobRunner.progresses(job);
    world.after(
        EVICTION_MS,
        () -> {
          Fleet.Job still = world.jobs.on(node);
          if (still != null && entity.is(Condition.CORDONED)) {
            world.jobs.requeue(still, "checkpointed and moved off " + node.name);
            lifecycle(entity, "drained");
          }
        });
    running.ends(150_000, job.entity.component.name() + " moves away");
  }

  private void restart(Running running) {
    for (Fleet.Service service : world.fleet.services) {
      if (service.entity.component.equals(running.step.target())) {
        world.services.restart(service);
      }
    }
    running.ends(45_000, "replicas restarted");
  }

  private void resetGpu(Running running) {
    Fleet.Gpu gpu = world.gpu(running.step.target());
    Fleet.Job job = world.jobs.on(gpu.node);
    if (job != null) {
      running.disrupted = JobRunner.progresses(job);
      world.jobs.rankDied(job, gpu, "CUDA error: the GPU was reset");
    }
    world.after(25_000, () -> world.gpus.reset(gpu));
    running.ends(30_000, "GPU reset" + (job == null ? "" : "; its job starts again"));
  }

  private void reboot(Running running) {
    Entity entity = world.fleet.find(running.step.target());
    Fleet.Node node = gpuNode(entity);
    lifecycle(entity, "rebooting");
    world.set(entity, Condition.NODE_UP, 0);
    Fleet.Job job = node == null ? null : world.jobs.on(node);
    if (node != null && job != null) {
      running.disrupted = JobRunner.progresses(job);
      world.jobs.requeue(job, "lost " + node.name);
    }
    world.after(
        230_000,
        () -> {
          if (node != null) {
            node.gpus.forEach(world.gpus::reset);
          }
          world.set(entity, Condition.NODE_UP, 1);
          lifecycle(entity, "ready");
          world.jobs.capacityChanged();
        });
    running.ends(240_000, "node rebooted");
  }

  private void requeue(Running running) {
    Fleet.Job job = world.job(running.step.target());
    running.disrupted = JobRunner.progresses(job);
    world.jobs.requeue(job, "requeued");
    running.ends(10_000, "starts again from its last checkpoint");
  }

  private void rollBack(Running running) {
    Fleet.Service service = world.service(running.step.target());
    boolean possible = !service.past.isEmpty();
    world.after(40_000, () -> world.services.rollBack(service));
    running.ends(60_000, possible ? "previous revision again" : "there is no earlier revision");
  }

  private void isolate(Running running, double value) {
    Fleet.Nic nic = world.nic(running.step.target());
    Fleet.Job job = world.jobs.on(nic.node);
    boolean lastPath =
        nic.node.nics.stream().allMatch(n -> n == nic || n.entity.is(Condition.ISOLATED));
    running.disrupted = value == 1 && lastPath && job != null && JobRunner.progresses(job);
    world.after(4_000, () -> world.set(nic.entity.component, Condition.ISOLATED, value));
    running.ends(5_000, value == 1 ? "traffic kept off" : "traffic allowed");
  }

  private void lifecycle(Entity node, String word) {
    world.change(
        ChangeKind.NODE_LIFECYCLE, node, node.component.name() + " " + word, Map.of("state", word));
  }

  private Fleet.@Nullable Node gpuNode(Entity entity) {
    for (Fleet.Node node : world.fleet.nodes) {
      if (node.entity == entity) {
        return node;
      }
    }
    return null;
  }

  /** One action that happens. */
  private static final class Running {
    final PlanStep step;
    final String key;
    final long startMs;
    long endMs;
    boolean disrupted;
    boolean hosted;
    String note = "";

    Running(PlanStep step, String key, long startMs) {
      this.step = step;
      this.key = key;
      this.startMs = startMs;
    }

    void ends(long afterMs, String what) {
      endMs = startMs + afterMs;
      note = what;
    }
  }
}
