package io.aiops4j.testkit.sim;

import static java.util.Objects.requireNonNull;

import io.aiops4j.api.action.PlanStep;
import io.aiops4j.api.telemetry.ChangeEvent;
import io.aiops4j.api.telemetry.ChangeKind;
import io.aiops4j.api.telemetry.LogRecord;
import io.aiops4j.api.telemetry.MetricKind;
import io.aiops4j.api.telemetry.Severity;
import io.aiops4j.api.telemetry.TrustClass;
import io.aiops4j.api.topology.Component;
import io.aiops4j.api.topology.ComponentKind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The hidden state of the fleet and the events that are due to change it. */
final class World implements SimWorld {
  /*
   * Discrete events in the order of (time, number). After each one the derived conditions of what
   * changed are computed anew from the primary ones; histories keep only what changed. Not
   * thread-safe: SimCluster holds the lock.
   */
  private static final int MOST_EVENTS_AT_ONCE = 100_000;
  private static final int MOST_ROUNDS = 1_000;

  /** What decides where jobs may start. */
  private static final Set<Condition> ROOM =
      Set.of(
          Condition.CORDONED,
          Condition.SCHEDULER_DRAINED,
          Condition.WITHHELD_GPUS,
          Condition.PRESENT,
          Condition.NODE_UP,
          Condition.NODE_READY,
          Condition.ADMISSIONS_PAUSED);

  /** As the driver calls them: open-gpu-kernel-modules, {@code gpu.c}. */
  private static final List<String> RECOVERY_ACTIONS =
      List.of(
          "None",
          "GPU Reset Required",
          "Node Reboot Required",
          "Drain P2P",
          "Drain and Reset",
          "Recover IMEX Domain");

  /** In place of an action: what a fault does by itself. */
  private static final Object ITSELF = new Object();

  final Fleet fleet;
  final GpuPhysics gpus;
  final LinkPhysics links;
  final JobRunner jobs;
  final ServiceGraph services;
  final Metrics metrics;
  final SchedulerLog scheduler;
  final Ambient ambient;
  private final BatchJobs batch;
  final List<ChangeEvent> changes = new ArrayList<>();
  final List<FaultRun> faults = new ArrayList<>();

  private final PriorityQueue<Event> queue =
      new PriorityQueue<>(Comparator.comparingLong(Event::at).thenComparingLong(Event::number));
  private final Set<Fleet.Node> touched = new LinkedHashSet<>();
  private final Set<Fleet.Job> touchedJobs = new LinkedHashSet<>();

  /** Numbers that are set for a while, and by whom; asked and removed by identity only. */
  private final Map<History, Object> pulses = new IdentityHashMap<>();

  private boolean servicesTouched = true;
  private long nowMs;
  private long events;
  private @Nullable String harm;
  private boolean interrupted;
  private boolean reacting;

  /**
   * The action that is at work, here or in what a fault put off because of it; {@link #ITSELF}
   * where none is; null in what the fleet does of its own accord.
   */
  private @Nullable Object cause;

  World(Fleet fleet, SimCluster.Builder settings) {
    this.fleet = fleet;
    this.nowMs = fleet.startMs;
    this.gpus = new GpuPhysics(this);
    this.links = new LinkPhysics(this);
    this.jobs = new JobRunner(this, settings);
    this.services = new ServiceGraph(this, settings);
    this.metrics = new Metrics(this);
    this.scheduler = new SchedulerLog(this);
    this.ambient = new Ambient(this);
    this.batch = new BatchJobs(this);
  }

  void begin() {
    fleet.nodes.forEach(this::touch);
    jobs.begin();
    services.begin();
    ambient.begin();
    batch.begin();
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
    int atOnce = 0;
    for (Event next = queue.peek(); next != null && next.at() <= ms; next = queue.peek()) {
      queue.remove();
      atOnce = next.at() == nowMs ? atOnce + 1 : 0;
      if (atOnce > MOST_EVENTS_AT_ONCE) {
        throw new IllegalStateException(
            "More than "
                + MOST_EVENTS_AT_ONCE
                + " things happen at "
                + now()
                + " and time does not go on; let what a fault repeats come later than now");
      }
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
    for (int round = 0; !touched.isEmpty() || !touchedJobs.isEmpty(); round++) {
      if (round > MOST_ROUNDS) {
        throw new IllegalStateException("The state of " + touched + " does not settle");
      }
      List<Fleet.Job> jobsNow = List.copyOf(touchedJobs);
      touchedJobs.clear();
      jobsNow.forEach(jobs::settle);
      List<Fleet.Node> now = List.copyOf(touched);
      touched.clear();
      for (Fleet.Node node : now) {
        links.settle(node);
        gpus.settle(node);
      }
    }
    if (servicesTouched) {
      services.settle();
      servicesTouched = false;
    }
    for (FaultRun run : faults) {
      run.see(run.fault.healed(this), nowMs, cause);
    }
  }

  /** Its derived state has to be computed anew. */
  void touch(Fleet.Node node) {
    touched.add(node);
    if (node.job != null) {
      touchedJobs.add(node.job);
    }
  }

  /** The parts that a job runs on have to be computed anew, and not the job. */
  void touchParts(Fleet.Job job) {
    touched.addAll(job.placement());
  }

  /** Sets a number that only telemetry and later events look at. {@return whether it changed} */
  boolean follow(Entity entity, Condition condition, double value) {
    return entity.history(condition).set(nowMs, value);
  }

  /** Sets a number for a while; if anybody else sets it meanwhile, that stays. */
  void pulse(Entity entity, Condition condition, double value, long forMs) {
    double before = entity.now(condition);
    set(entity.component, condition, value);
    Object token = new Object();
    pulses.put(entity.history(condition), token);
    after(
        forMs,
        () -> {
          if (pulses.remove(entity.history(condition), token)) {
            set(entity.component, condition, before);
          }
        });
  }

  /** Does something that an action causes: what heals by it is owed to the action. */
  void because(@Nullable Object action, Runnable what) {
    Object before = cause;
    cause = action;
    try {
      what.run();
      settle();
    } finally {
      cause = before;
    }
  }

  /** {@return whether an action made a fault worse; how, or null} */
  @Nullable String acted(PlanStep step, boolean stoppedWork) {
    harm = null;
    interrupted = stoppedWork;
    reacting = true;
    try {
      for (FaultRun run : List.copyOf(faults)) {
        run.fault.acted(step, this);
      }
    } finally {
      reacting = false;
    }
    return harm;
  }

  @Override
  public boolean interrupted() {
    return interrupted;
  }

  @Override
  public void worsened(String how) {
    requireNonNull(how, "how");
    if (!reacting) {
      throw new IllegalStateException(
          "No action is there that could have done harm by '"
              + how
              + "': call worsened() from acted() itself, not from begin() or later()");
    }
    harm = how;
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
  public double stateAt(Component component, Condition condition, long epochMillis) {
    return fleet.find(component).at(condition, epochMillis);
  }

  @Override
  public double accumulated(Component component, Condition condition, long epochMillis) {
    return fleet.find(component).history(condition).area(epochMillis);
  }

  @Override
  public void set(Component component, Condition condition, double value) {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException(
          condition + " of " + component + " cannot become " + value + "; use a finite number");
    }
    Entity entity = fleet.find(component);
    set(entity, condition, value);
    if (entity.part instanceof Fleet.Gpu gpu) {
      gpus.changed(gpu, condition);
    } else if (entity.part instanceof Fleet.Nic nic) {
      links.changed(nic, condition);
    } else if (entity == fleet.storage) {
      jobs.storageChanged();
    }
    if (ROOM.contains(condition)) {
      jobs.capacityChanged();
    }
  }

  void set(Entity entity, Condition condition, double value) {
    if (!pulses.isEmpty()) {
      pulses.remove(entity.history(condition));
    }
    if (!entity.history(condition).set(nowMs, value)) {
      return;
    }
    if (entity.node != null) {
      touch(entity.node);
      if (condition == Condition.POD_READY && value == 1 && entity == entity.node.exporter()) {
        entity.node.gpus.forEach(gpu -> gpu.entity.restartTallies(nowMs));
      }
    } else if (entity.part instanceof Fleet.Service service) {
      servicesTouched = true;
      if (condition == Condition.REPLICAS) {
        service.scale(nowMs, (int) value);
      }
    } else if (entity.part instanceof Fleet.Job job) {
      touchedJobs.add(job);
      job.placement().forEach(this::touch);
    }
  }

  @Override
  public double chance(Component component, String purpose) {
    return Noise.uniform(Noise.key(fleet.find(component).key, purpose), nowMs);
  }

  @Override
  public List<Component> components(ComponentKind kind) {
    return fleet.entities.values().stream()
        .filter(entity -> entity.component.kind().equals(kind) && !hasEnded(entity))
        .map(entity -> entity.component)
        .toList();
  }

  private boolean hasEnded(Entity entity) {
    return entity.part instanceof Fleet.Job job && !fleet.jobs.contains(job);
  }

  @Override
  public List<Component> gpusOf(Component node) {
    return node(node).gpus.stream().map(gpu -> gpu.entity.component).toList();
  }

  @Override
  public List<Component> rackOf(Component node) {
    String rack = node(node).rack;
    return fleet.nodes.stream()
        .filter(other -> other.rack.equals(rack))
        .map(other -> other.entity.component)
        .toList();
  }

  @Override
  public String pciAddress(Component card) {
    Entity entity = fleet.find(card);
    return entity.part instanceof Fleet.Nic nic ? nic.pci : gpu(card).pci;
  }

  @Override
  public boolean carriesWork(Component component) {
    return jobOn(component).isPresent();
  }

  @Override
  public Optional<Component> jobOn(Component component) {
    Fleet.Node node = fleet.find(component).node;
    return node == null || node.job == null
        ? Optional.empty()
        : Optional.of(node.job.entity.component);
  }

  @Override
  public List<Component> nodesOf(Component job) {
    return job(job).placement().stream().map(node -> node.entity.component).toList();
  }

  @Override
  public boolean isRunning(Component job) {
    return JobRunner.phase(job(job)) == JobRunner.Phase.RUNNING;
  }

  @Override
  public boolean hasEnded(Component job) {
    return JobRunner.phase(job(job)) == JobRunner.Phase.ENDED;
  }

  @Override
  public boolean isBatch(Component job) {
    return job(job).givesWay;
  }

  @Override
  public void failRank(Component place, String error) {
    Entity entity = fleet.find(place);
    Fleet.Node node = entity.node;
    if (node != null && node.job != null) {
      int index = entity.part instanceof Fleet.Gpu gpu ? gpu.index : 0;
      jobs.rankDied(node.job, node, index, error);
    }
  }

  @Override
  public Component submit(String name, int wholeNodes, Duration runs) {
    if (wholeNodes < 1 || wholeNodes > fleet.nodes.size() || runs.compareTo(Duration.ZERO) <= 0) {
      throw new IllegalArgumentException(
          "Job "
              + name
              + " wants "
              + wholeNodes
              + " nodes for "
              + runs
              + "; a job of this fleet has 1 to "
              + fleet.nodes.size()
              + " nodes and runs longer than zero");
    }
    return jobs.submit(name, wholeNodes, runs.toMillis());
  }

  @Override
  public void slow(Component place, String reason, double rate) {
    if (!(rate >= 0 && rate <= 1)) {
      throw new IllegalArgumentException(
          "Work on " + place + " cannot get on at " + rate + "; use a share in [0, 1]");
    }
    Entity entity = fleet.find(place);
    entity.slowedBy.put(requireNonNull(reason, "reason"), rate);
    set(entity, Condition.SLOWED, Collections.min(entity.slowedBy.values()));
  }

  @Override
  public void failStarts(Component place, String error) {
    boolean one = fleet.find(place).part instanceof Fleet.Gpu;
    Fleet.Node node = one ? gpu(place).node : node(place);
    if (requireNonNull(error, "error").isEmpty()) {
      node.startErrors.remove(place);
    } else {
      node.startErrors.put(place, new Fleet.StartError(one ? gpu(place).index : 0, error));
    }
  }

  @Override
  public void deploy(Component service, double ownErrors, double slowdown, int unavailable) {
    services.deploy(service(service), new Fleet.Release(ownErrors, slowdown, unavailable));
  }

  @Override
  public void later(Duration delay, Runnable what) {
    if (delay.isNegative()) {
      throw new IllegalArgumentException(
          "Nothing can happen " + delay + " from now; use a delay of zero or more");
    }
    Object owedTo = cause == null ? ITSELF : cause;
    after(delay.toMillis(), () -> because(owedTo, what));
  }

  @Override
  public void log(Component component, TrustClass trust, Severity severity, String body) {
    log(fleet.find(component), 0, trust, severity, body);
  }

  void log(Entity entity, long delayMs, TrustClass trust, Severity severity, String body) {
    Instant time = Instant.ofEpochMilli(nowMs + delayMs);
    entity.add(
        LogRecord.builder(entity.component, time, body).trust(trust).severity(severity).build());
  }

  @Override
  public void xid(Component gpu, int code, String text) {
    xid(gpu(gpu), 0, code, text);
  }

  void xid(Fleet.Gpu gpu, long delayMs, int code, String text) {
    set(gpu.entity, Condition.XID, code);
    log(
        gpu.node.entity,
        delayMs,
        TrustClass.KERNEL,
        Severity.ERROR,
        "NVRM: Xid (PCI:" + gpu.pci + "): " + code + ", " + text);
  }

  @Override
  public void announceRecovery(Component gpu, int action) {
    Entity entity = gpu(gpu).entity;
    int before = (int) entity.now(Condition.RECOVERY_ACTION);
    String change =
        "GPU recovery action changed from " + recovery(before) + " to " + recovery(action);
    xid(gpu, 154, change);
    set(entity, Condition.RECOVERY_ACTION, action);
  }

  private static String recovery(int action) {
    return "0x" + Integer.toHexString(action) + " (" + RECOVERY_ACTIONS.get(action) + ")";
  }

  @Override
  public void change(ChangeKind kind, Component component, String summary) {
    change(kind, fleet.find(component), summary, Map.of());
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

  @Override
  public void show(Component component, String metric, Reading reading) {
    Entity entity = fleet.find(component);
    List<String> known = metrics.of(entity).stream().map(Metric::name).distinct().toList();
    if (!known.contains(requireNonNull(metric, "metric"))) {
      throw new IllegalArgumentException(
          component
              + " has no metric "
              + metric
              + " that could read otherwise; it has "
              + known
              + "; use expose() for a new one");
    }
    entity
        .showings
        .computeIfAbsent(metric, name -> new ArrayList<>())
        .add(new Entity.Showing(nowMs, requireNonNull(reading, "reading")));
  }

  @Override
  public void expose(
      Component component,
      String metric,
      String unit,
      MetricKind kind,
      TrustClass trust,
      Reading reading) {
    Entity entity = fleet.find(component);
    if (metrics.of(entity).stream().anyMatch(known -> known.name().equals(metric))) {
      throw new IllegalArgumentException(
          component + " already has a metric " + metric + "; use show() to let it read otherwise");
    }
    long since = nowMs;
    metrics.add(
        new Metric(
            entity,
            metric,
            unit,
            kind,
            trust,
            Map.of(),
            Metric.Counts.FOR_LIFE,
            (ms, noise) -> ms < since ? Double.NaN : reading.at(ms, Double.NaN)));
  }

  Fleet.Node node(Component component) {
    return part(component, Fleet.Node.class, "GPU node");
  }

  Fleet.Gpu gpu(Component component) {
    return part(component, Fleet.Gpu.class, "GPU");
  }

  Fleet.Nic nic(Component component) {
    return part(component, Fleet.Nic.class, "network card");
  }

  Fleet.Job job(Component component) {
    return part(component, Fleet.Job.class, "job");
  }

  Fleet.Service service(Component component) {
    return part(component, Fleet.Service.class, "service");
  }

  private <T> T part(Component component, Class<T> type, String what) {
    Object part = fleet.find(component).part;
    if (!type.isInstance(part)) {
      throw new IllegalArgumentException(component + " is not a " + what + " of this fleet");
    }
    return type.cast(part);
  }

  private record Event(long at, long number, Runnable what) {}
}
