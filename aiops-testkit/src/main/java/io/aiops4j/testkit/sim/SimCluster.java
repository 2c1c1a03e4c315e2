package io.aiops4j.testkit.sim;

import static java.util.Objects.requireNonNull;

import io.aiops4j.api.action.PlanStep;
import io.aiops4j.api.telemetry.TelemetrySource;
import io.aiops4j.api.topology.Component;
import io.aiops4j.api.topology.ComponentKind;
import io.aiops4j.api.topology.TopologySource;
import io.aiops4j.testkit.telemetry.TelemetryTrouble;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A small simulated GPU fleet in virtual time, which faults break and actions heal.
 *
 * <p>Components have a hidden state. Only faults and actions change it; {@link #source()} shows it
 * as metrics, logs, traces and changes, with noise. The same seed and the same calls give the same
 * bytes on every JDK, and a question about the past has the same answer whenever it is asked.
 *
 * <pre>{@code
 * SimCluster cluster = SimCluster.builder().seed(7).build();
 * cluster.inject(SimFaults.gpuOverheats(SimCluster.gpu(2, 1)), cluster.now().plusSeconds(3600));
 * cluster.advance(Duration.ofMinutes(80));
 * cluster.apply(PlanStep.of(0, ActionType.DRAIN, SimCluster.node(2)), "key-1");
 * cluster.advance(Duration.ofMinutes(10));
 * assertThat(cluster.truth().get(0).healed()).isTrue();
 * }</pre>
 *
 * <p>Thread-safe behind one lock. Telemetry is made when it is asked for: a query costs in
 * proportion to its answer, and memory grows with what happened, not with time.
 */
public final class SimCluster {
  private static final Duration LONGEST = Duration.ofDays(400);

  private final World world;
  private final Effects effects;
  private final SimTelemetry telemetry;
  private final SimTopology topology;
  private final Instant start;

  /** Asked by identity only. */
  private final Set<SimFault> injected = Collections.newSetFromMap(new IdentityHashMap<>());

  private SimCluster(Builder builder) {
    this.start = builder.start;
    Fleet fleet = Assembly.of(builder);
    this.world = new World(fleet, builder);
    world.begin();
    this.effects = new Effects(world);
    this.telemetry = new SimTelemetry(world, builder.tracesPerMinute / 12);
    this.topology = new SimTopology(world);
  }

  /** {@return a builder of the default fleet} */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * {@return the name of a GPU node}
   *
   * @param number from 1
   */
  public static Component node(int number) {
    return Names.node(number);
  }

  /**
   * {@return the name of a GPU}
   *
   * @param node its node, from 1
   * @param index its place, from 0
   */
  public static Component gpu(int node, int index) {
    return Names.gpu(node, index);
  }

  /**
   * {@return the name of a network card}
   *
   * @param node its node, from 1
   * @param index its place, from 0
   */
  public static Component nic(int node, int index) {
    return Names.nic(node, index);
  }

  /**
   * {@return the name of a job}
   *
   * @param name such as {@code llm-7b}
   */
  public static Component job(String name) {
    return Component.of(ComponentKind.JOB, name);
  }

  /**
   * {@return the node that a piece such as a GPU belongs to}
   *
   * @param piece a GPU, a network card, a switch between GPUs or a daemon's pod
   */
  public static Component nodeOf(Component piece) {
    return Names.nodeOf(piece);
  }

  /**
   * {@return whether it is a node with GPUs}
   *
   * @param component any
   */
  public static boolean isGpuNode(Component component) {
    return component.kind().equals(ComponentKind.NODE) && component.name().startsWith("node-");
  }

  /**
   * {@return whether it is the switch between the GPUs of a node}
   *
   * @param component any
   */
  public static boolean isNvswitch(Component component) {
    return component.kind().equals(ComponentKind.SWITCH) && component.name().contains("/nvswitch-");
  }

  /**
   * {@return the name of the switch between the GPUs of a node}
   *
   * @param node its node, from 1
   */
  public static Component nvswitch(int node) {
    return Names.nvswitch(Names.node(node));
  }

  /**
   * {@return the name of the switch that the network cards of a rack are plugged into}
   *
   * @param rack from 1; eight nodes are in one
   */
  public static Component leaf(int rack) {
    return Names.leaf("rack-" + rack);
  }

  /**
   * {@return the name of a GPU of a node}
   *
   * @param node its node
   * @param index its place, from 0
   */
  public static Component gpu(Component node, int index) {
    return Names.gpu(node, index);
  }

  /**
   * {@return the name of the pod of a daemon}
   *
   * @param daemon which one
   * @param node on which node
   */
  public static Component pod(Daemon daemon, Component node) {
    return Names.pod(daemon, node);
  }

  /**
   * {@return the name of the pod of a daemon}
   *
   * @param daemon which one
   * @param node on which node, from 1
   */
  public static Component pod(Daemon daemon, int node) {
    return Names.pod(daemon, Names.node(node));
  }

  /** {@return the name of the file system that checkpoints go to} */
  public static Component storage() {
    return Names.STORAGE;
  }

  /** {@return the name of the queue that jobs wait in} */
  public static Component queue() {
    return Names.QUEUE;
  }

  /** {@return when the fleet began; there is no telemetry from before} */
  public Instant start() {
    return start;
  }

  /**
   * {@return the components of a kind that are there now, by name}
   *
   * @param kind such as GPU
   */
  public List<Component> components(ComponentKind kind) {
    synchronized (world) {
      return world.components(kind);
    }
  }

  /**
   * {@return the job that runs, starts or hangs on a component now}
   *
   * @param component a GPU, a network card or a node
   */
  public Optional<Component> jobOn(Component component) {
    synchronized (world) {
      return world.jobOn(component);
    }
  }

  /**
   * {@return whether it is one of the small jobs that come and go in a fleet that is not clean, and
   * give way to others}
   *
   * @param job a job that there is or was
   */
  public boolean isBatch(Component job) {
    synchronized (world) {
      return world.job(job).givesWay;
    }
  }

  /** {@return the virtual time} */
  public Instant now() {
    synchronized (world) {
      return world.now();
    }
  }

  /** {@return a clock that shows the virtual time} */
  public InstantSource clock() {
    return this::now;
  }

  /**
   * Lets time pass.
   *
   * @param to not before now
   */
  public void advanceTo(Instant to) {
    synchronized (world) {
      if (to.isBefore(world.now())) {
        throw new IllegalArgumentException(
            "The fleet is at " + world.now() + " and cannot go back to " + to);
      }
      if (Duration.between(start, to).compareTo(LONGEST) > 0) {
        throw new IllegalArgumentException(
            "A fleet that began at "
                + start
                + " cannot go on to "
                + to
                + ": the most is "
                + LONGEST.toDays()
                + " days; end the scenario earlier");
      }
      world.advanceTo(to.toEpochMilli());
    }
  }

  /**
   * Lets time pass.
   *
   * @param by not negative
   */
  public void advance(Duration by) {
    if (by.isNegative()) {
      throw new IllegalArgumentException(
          "Time does not go back: advance by zero or more, not by " + by);
    }
    synchronized (world) {
      advanceTo(world.now().plus(by));
    }
  }

  /** {@return what agents may see of the fleet: nothing later than the query's instant and now} */
  public TelemetrySource source() {
    return telemetry;
  }

  /**
   * {@return what agents see through telemetry that lies or breaks}
   *
   * @param troubles in their order, the first one nearest to the truth
   */
  public TelemetrySource source(TelemetryTrouble... troubles) {
    return TelemetryTrouble.all(telemetry, troubles);
  }

  /** {@return how the fleet hangs together, as of any instant up to now} */
  public TopologySource topologySource() {
    return topology;
  }

  /**
   * Plans a fault. One that fails as it begins has never been there.
   *
   * @param fault what goes wrong; an object that was not injected here before
   * @param at not before now
   */
  public void inject(SimFault fault, Instant at) {
    requireNonNull(fault, "fault");
    synchronized (world) {
      if (at.isBefore(world.now())) {
        throw new IllegalArgumentException(
            fault + " cannot begin at " + at + ": the fleet is already at " + world.now());
      }
      world.fleet.find(fault.rootCause());
      if (!injected.add(fault)) {
        throw new IllegalArgumentException(
            fault + " was injected into this fleet before; make a new object for each time");
      }
      long ms = at.toEpochMilli();
      Runnable begin =
          () -> {
            fault.begin(world);
            world.faults.add(new FaultRun(fault, ms));
          };
      if (ms == world.nowMs()) {
        begin.run();
        world.settle();
      } else {
        world.at(ms, begin);
      }
    }
  }

  /**
   * Does what a step says, for real. Nothing is refused; harm is done and written down.
   *
   * @param step what to do to whom
   * @param key the idempotency key: the same key again does nothing
   * @return when the action ends; it takes effect on the way
   */
  public Instant apply(PlanStep step, String key) {
    synchronized (world) {
      return effects.apply(requireNonNull(step, "step"), requireNonNull(key, "key"), true);
    }
  }

  Instant applyHalf(PlanStep step, String key) {
    synchronized (world) {
      return effects.apply(step, key, false);
    }
  }

  /**
   * {@return another component of the same kind, the next by name; the same if it is the only one}
   */
  Component neighbour(Component component) {
    synchronized (world) {
      List<Component> alike = world.components(component.kind());
      return alike.get((alike.indexOf(component) + 1) % alike.size());
    }
  }

  void applyLater(PlanStep step, String key, Duration delay) {
    synchronized (world) {
      world.after(delay.toMillis(), () -> effects.apply(step, key, true));
    }
  }

  /**
   * {@return when the action of a key ends or ended; empty if it never began}
   *
   * @param key the idempotency key
   */
  public Optional<Instant> completion(String key) {
    synchronized (world) {
      return Optional.ofNullable(effects.end(key));
    }
  }

  /**
   * {@return something that carries out steps, truthfully or not}
   *
   * @param mode in which way
   */
  public SimActuator actuator(ActuatorMode mode) {
    return new SimActuator(this, requireNonNull(mode, "mode"));
  }

  /** {@return what really happened to the fleet, oldest first; for assertions only} */
  public List<SimEffect> effects() {
    synchronized (world) {
      return effects.effects();
    }
  }

  /** {@return what is or was really wrong, oldest first; for assertions only} */
  public List<GroundTruth> truth() {
    synchronized (world) {
      return world.faults.stream().map(FaultRun::truth).toList();
    }
  }

  /**
   * {@return a number of a component's hidden state now; for assertions only}
   *
   * @param component one of the fleet
   * @param condition which number
   */
  public double state(Component component, Condition condition) {
    synchronized (world) {
      return world.state(component, condition);
    }
  }

  /**
   * Says what the fleet is made of. Not thread-safe.
   *
   * <p>By default: seed 1, start 2026-01-05T00:00:00Z, 4 nodes of 4 GPUs and 2 network cards, the
   * training job {@code llm-7b} on 3 of them (so that one is spare), and five services: {@code
   * gateway} calls {@code ranker} and {@code session-cache}, {@code ranker} calls {@code embedder}
   * and {@code feature-store}.
   */
  public static final class Builder {
    Duration collectiveTimeout = Duration.ofMinutes(3);
    Duration deployEvery = Duration.ofMinutes(40);
    int tracesPerMinute = 36;
    NoiseLevel noise = NoiseLevel.CLEAN;
    long seed = 1;
    Instant start = Instant.parse("2026-01-05T00:00:00Z");
    int nodes = 4;
    int gpusPerNode = 4;
    int nicsPerNode = 2;
    final Map<String, Integer> jobs = new LinkedHashMap<>();
    final Map<String, List<String>> services = new LinkedHashMap<>();

    private Builder() {}

    /**
     * Sets the seed of all chance; 1 by default.
     *
     * @param seed any number
     * @return this builder
     */
    public Builder seed(long seed) {
      this.seed = seed;
      return this;
    }

    /**
     * Sets when the fleet begins; 2026-01-05T00:00:00Z by default.
     *
     * @param start to the millisecond
     * @return this builder
     */
    public Builder start(Instant start) {
      this.start = Instant.ofEpochMilli(start.toEpochMilli());
      return this;
    }

    /**
     * Sets the GPU nodes; 4 of 4 GPUs by default.
     *
     * @param nodes at least 1
     * @param gpusPerNode at least 1
     * @return this builder
     */
    public Builder nodes(int nodes, int gpusPerNode) {
      this.nodes = atLeastOne(nodes, "nodes", "a fleet");
      this.gpusPerNode = atLeastOne(gpusPerNode, "GPUs", "each node");
      return this;
    }

    /**
     * Sets the network cards of each node; 2 by default, so that one can be done without.
     *
     * @param nicsPerNode at least 1
     * @return this builder
     */
    public Builder nics(int nicsPerNode) {
      this.nicsPerNode = atLeastOne(nicsPerNode, "network cards", "each node");
      return this;
    }

    /**
     * Adds a training job; the first call replaces the default one.
     *
     * @param name such as {@code llm-7b}
     * @param wholeNodes how many nodes it wants for itself, at least 1
     * @return this builder
     */
    public Builder job(String name, int wholeNodes) {
      requireNonNull(name, "name");
      jobs.put(name, atLeastOne(wholeNodes, "nodes", "job " + name));
      return this;
    }

    /**
     * Adds a service; the first call replaces the default ones. Name callees before their callers.
     *
     * @param name such as {@code ranker}
     * @param calls services added before
     * @return this builder
     */
    public Builder service(String name, String... calls) {
      services.put(requireNonNull(name, "name"), List.of(calls));
      return this;
    }

    /**
     * Sets how often some service is deployed without harm; every 40 minutes or so by default.
     *
     * @param every to the millisecond; zero for never
     * @return this builder
     */
    public Builder deployEvery(Duration every) {
      if (!every.isZero() && every.compareTo(Duration.ofMillis(1)) < 0) {
        throw new IllegalArgumentException(
            "Nothing can be deployed every "
                + every
                + "; give a millisecond or more, or zero for never");
      }
      this.deployEvery = every;
      return this;
    }

    /**
     * Sets how long a collective operation may take before its watchdog speaks; 3 minutes by
     * default.
     *
     * @param timeout to the millisecond, at least one
     * @return this builder
     */
    public Builder collectiveTimeout(Duration timeout) {
      if (timeout.compareTo(Duration.ofMillis(1)) < 0) {
        throw new IllegalArgumentException(
            "No collective operation ends within "
                + timeout
                + "; give its watchdog a millisecond or more");
      }
      this.collectiveTimeout = timeout;
      return this;
    }

    /**
     * Sets how many requests are traced; 36 a minute by default.
     *
     * @param perMinute a multiple of 12, from 0
     * @return this builder
     */
    public Builder tracesPerMinute(int perMinute) {
      if (perMinute < 0 || perMinute % 12 != 0) {
        throw new IllegalArgumentException(
            "Cannot trace "
                + perMinute
                + " requests a minute; give 0 or a multiple of 12, such as 36");
      }
      this.tracesPerMinute = perMinute;
      return this;
    }

    /**
     * Sets how noisy telemetry is and how much harmless life goes on; {@link NoiseLevel#CLEAN} by
     * default.
     *
     * @param level one of three
     * @return this builder
     */
    public Builder noise(NoiseLevel level) {
      this.noise = requireNonNull(level, "level");
      return this;
    }

    /**
     * {@return the fleet, healthy and at its start}
     *
     * @throws IllegalArgumentException if the parts do not fit together
     */
    public SimCluster build() {
      return new SimCluster(this);
    }

    private static int atLeastOne(int number, String ofWhat, String of) {
      if (number < 1) {
        throw new IllegalArgumentException(
            number + " " + ofWhat + " are too few for " + of + "; give at least 1");
      }
      return number;
    }
  }
}
