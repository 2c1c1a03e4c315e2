package io.aiops4j.testkit.sim;

import io.aiops4j.api.telemetry.ChangeEvent;
import io.aiops4j.api.telemetry.ChangeKind;
import io.aiops4j.api.telemetry.LogRecord;
import io.aiops4j.api.telemetry.Severity;
import io.aiops4j.api.telemetry.TrustClass;
import io.aiops4j.api.topology.Component;
import io.aiops4j.api.topology.ComponentKind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.TreeMap;

/** The hidden state of the fleet and the events that are due to change it. */
final class World implements SimWorld {
  /*
   * Discrete events in the order of (time, number). After each one the derived conditions are
   * computed anew from the primary ones; histories keep only what changed. Not thread-safe:
   * SimCluster holds the lock.
   */
  final Fleet fleet;
  final GpuPhysics gpus;
  final LinkPhysics links;
  final JobRunner jobs;
  final ServiceGraph services;
  final List<ChangeEvent> changes = new ArrayList<>();
  final List<FaultRun> faults = new ArrayList<>();

  private final PriorityQueue<Event> queue =
      new PriorityQueue<>(Comparator.comparingLong(Event::at).thenComparingLong(Event::number));
  private long nowMs;
  private long events;

  World(Fleet fleet, SimCluster.Builder settings) {
    this.fleet = fleet;
    this.nowMs = fleet.startMs;
    this.gpus = new GpuPhysics(this);
    this.links = new LinkPhysics(this);
    this.jobs = new JobRunner(this, settings);
    this.services = new ServiceGraph(this, settings);
  }

  void begin() {
    jobs.begin();
    services.begin();
    settle();
    fleet.nodes.forEach(node -> node.gpus.forEach(gpus::warmUp));
  }

  long nowMs() {
    return nowMs;
  }

  @Override
  public Instant now() {
    return Instant.ofEpochMilli(nowMs);
  }

  void advanceTo(long ms) {
    for (Event next = queue.peek(); next != null && next.at() <= ms; next = queue.peek()) {
      queue.remove();
      nowMs = next.at();
      next.what().run();
      settle();
    }
    nowMs = ms;
  }

  void at(long ms, Runnable what) {
    queue.add(new Event(Math.max(ms, nowMs), events++, what));
  }

  void after(long delayMs, Runnable what) {
    at(nowMs + delayMs, what);
  }

  /** Computes what follows from the primary state, and whether faults are still there. */
  void settle() {
    jobs.settle();
    links.settle();
    gpus.settle();
    services.settle();
    for (FaultRun run : faults) {
      boolean healed = run.fault.healed(this);
      if (!healed) {
        run.healedAtMs = -1;
      } else if (run.healedAtMs < 0) {
        run.healedAtMs = nowMs;
      }
    }
  }

  /** {@return a number in [0, 1) that belongs to a component, this instant and a purpose} */
  double draw(Entity entity, int purpose) {
    return Noise.uniform(Noise.key(entity.key, "draw"), nowMs * 8 + purpose);
  }

  @Override
  public double state(Component component, Condition condition) {
    return fleet.find(component).now(condition);
  }

  @Override
  public void set(Component component, Condition condition, double value) {
    set(fleet.find(component), condition, value);
    if (component.kind().equals(ComponentKind.GPU)) {
      gpus.changed(gpu(component), condition);
    } else if (component.kind().equals(ComponentKind.NIC)) {
      links.changed(nic(component), condition);
    }
  }

  void set(Entity entity, Condition condition, double value) {
    entity.history(condition).set(nowMs, value);
  }

  @Override
  public boolean carriesWork(Component component) {
    for (Fleet.Job job : fleet.jobs) {
      for (Fleet.Node node : job.placement()) {
        boolean isPart =
            node.entity.component.equals(component)
                || node.gpus.stream().anyMatch(gpu -> gpu.entity.component.equals(component))
                || node.nics.stream().anyMatch(nic -> nic.entity.component.equals(component));
        if (isPart) {
          return true;
        }
      }
    }
    return false;
  }

  @Override
  public void deploy(Component service, double ownErrors, double slowdown, int unavailable) {
    services.deploy(service(service), new Fleet.Release(ownErrors, slowdown, unavailable));
  }

  @Override
  public void later(Duration delay, Runnable what) {
    after(delay.toMillis(), what);
  }

  @Override
  public void log(Component component, TrustClass trust, Severity severity, String body) {
    log(fleet.find(component), 0, trust, severity, body);
  }

  void log(Entity entity, long delayMs, TrustClass trust, Severity severity, String body) {
    Instant time = Instant.ofEpochMilli(nowMs + delayMs);
    entity.logs.add(
        LogRecord.builder(entity.component, time, body).trust(trust).severity(severity).build());
  }

  void change(ChangeKind kind, Entity entity, String summary, Map<String, String> attributes) {
    String id = "chg-" + (changes.size() + 1);
    changes.add(
        new ChangeEvent(
            id,
            now(),
            kind,
            entity.component,
            summary,
            TrustClass.CONTROL_PLANE,
            new TreeMap<>(attributes)));
  }

  Fleet.Node node(Component component) {
    return fleet.nodes.stream()
        .filter(node -> node.entity.component.equals(component))
        .findFirst()
        .orElseThrow(() -> unknown(component, "GPU node"));
  }

  Fleet.Gpu gpu(Component component) {
    return fleet.nodes.stream()
        .flatMap(node -> node.gpus.stream())
        .filter(gpu -> gpu.entity.component.equals(component))
        .findFirst()
        .orElseThrow(() -> unknown(component, "GPU"));
  }

  Fleet.Nic nic(Component component) {
    return fleet.nodes.stream()
        .flatMap(node -> node.nics.stream())
        .filter(nic -> nic.entity.component.equals(component))
        .findFirst()
        .orElseThrow(() -> unknown(component, "network card"));
  }

  Fleet.Job job(Component component) {
    return fleet.jobs.stream()
        .filter(job -> job.entity.component.equals(component))
        .findFirst()
        .orElseThrow(() -> unknown(component, "job"));
  }

  Fleet.Service service(Component component) {
    return fleet.services.stream()
        .filter(service -> service.entity.component.equals(component))
        .findFirst()
        .orElseThrow(() -> unknown(component, "service"));
  }

  private static IllegalArgumentException unknown(Component component, String what) {
    return new IllegalArgumentException(component + " is not a " + what + " of this fleet");
  }

  private record Event(long at, long number, Runnable what) {}

  /** A fault that was injected, and whether it is still there. */
  static final class FaultRun {
    final SimFault fault;
    final long onsetMs;
    long healedAtMs = -1;

    FaultRun(SimFault fault, long onsetMs) {
      this.fault = fault;
      this.onsetMs = onsetMs;
    }
  }
}
