package io.aiops4j.testkit.sim;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * One number of a component's hidden state.
 *
 * <p>Faults and actions set the first group of constants; the second follows from it by the rules
 * of the simulation, and telemetry is a noisy picture of both. Faults may have conditions of their
 * own: see {@link #of}. Immutable.
 */
public final class Condition {
  private static final Map<String, Condition> KNOWN = new TreeMap<>();

  /** GPU: how much worse than new its cooling is; 1 is healthy. */
  public static final Condition HEAT_RESISTANCE = builtIn("heat-resistance", 1);

  /**
   * GPU: share of its full clock that something outside it, such as its power supply, leaves it.
   */
  public static final Condition CLOCK_LIMIT = builtIn("clock-limit", 1);

  /** GPU: share of its full clock that power management leaves it; a little less is normal. */
  public static final Condition POWER_CAP = builtIn("power-cap", 1);

  /** GPU: 1 while its memory has a cell that ECC cannot repair. */
  public static final Condition MEMORY_BROKEN = builtIn("memory-broken", 0);

  /** GPU: the last Xid since its reset; 0 if none. */
  public static final Condition XID = builtIn("xid", 0);

  /** GPU: double-bit errors since its reset. */
  public static final Condition DOUBLE_BIT_ERRORS = builtIn("double-bit-errors", 0);

  /** GPU: memory rows that the next reset replaces by spare ones. */
  public static final Condition REMAP_PENDING = builtIn("remap-pending", 0);

  /** GPU: memory rows that were replaced by spare ones. */
  public static final Condition REMAPPED_ROWS = builtIn("remapped-rows", 0);

  /** GPU: what the driver says it needs; 0 nothing, 1 a reset, 2 a reboot, 4 drain and reset. */
  public static final Condition RECOVERY_ACTION = builtIn("recovery-action", 0);

  /** GPU: 0 while nothing on the node can see it: it has no telemetry and runs nothing. */
  public static final Condition PRESENT = builtIn("present", 1);

  /**
   * GPU, node or job: share of the healthy speed at which work gets on there; 0 hangs the job. A
   * job is as fast as the slowest part it runs on.
   */
  public static final Condition WORK_RATE = builtIn("work-rate", 1);

  /** Job: how many times its usual loss it computes. */
  public static final Condition LOSS_FACTOR = builtIn("loss-factor", 1);

  /** NIC: 1 while its link drops under traffic. */
  public static final Condition LINK_FLAPPING = builtIn("link-flapping", 0);

  /** NIC: 1 while traffic is kept off it. */
  public static final Condition ISOLATED = builtIn("isolated", 0);

  /** Node: 1 while no new work may come. */
  public static final Condition CORDONED = builtIn("cordoned", 0);

  /** Node: 1 while the batch scheduler keeps it out, whatever Kubernetes says. */
  public static final Condition SCHEDULER_DRAINED = builtIn("scheduler-drained", 0);

  /** Node: how many of its GPUs the device plugin does not offer to new work. */
  public static final Condition WITHHELD_GPUS = builtIn("withheld-gpus", 0);

  /** Node: 0 while it reboots or is lost. */
  public static final Condition NODE_UP = builtIn("node-up", 1);

  /** Node: 0 while the control plane hears nothing from it, though it may be up. */
  public static final Condition NODE_READY = builtIn("node-ready", 1);

  /** Pod: 0 while it does not serve. */
  public static final Condition POD_READY = builtIn("pod-ready", 1);

  /** Pod: how often its container was restarted. */
  public static final Condition RESTARTS = builtIn("restarts", 0);

  /** Storage: how many times longer than usual a write takes. */
  public static final Condition WRITE_SLOWDOWN = builtIn("write-slowdown", 1);

  /** Queue or storage: 1 while no new job may start on it. */
  public static final Condition ADMISSIONS_PAUSED = builtIn("admissions-paused", 0);

  /** Service: how many replicas it is told to have. */
  public static final Condition REPLICAS = builtIn("replicas", 4);

  /** Service: the revision that runs. */
  public static final Condition REVISION = builtIn("revision", 1);

  /** Service: share of its own requests that fail, whatever its callees do. */
  public static final Condition OWN_ERRORS = builtIn("own-errors", 0.002);

  /** Service: share of its own requests that fail for want of time, beside those. */
  public static final Condition TIMED_OUT = builtIn("timed-out", 0);

  /** Service: how many times slower its own work is than usual. */
  public static final Condition SLOWDOWN = builtIn("slowdown", 1);

  /** Follows: GPU, node or job, what {@link SimWorld#slow} leaves of the healthy speed. */
  public static final Condition SLOWED = builtIn("slowed", 1);

  /** Follows: GPU, 0 none, 1 software thermal slowdown, 2 hardware thermal slowdown too. */
  public static final Condition THROTTLE = builtIn("throttle", 0);

  /** Follows: GPU, percent of time with a kernel on it. */
  public static final Condition UTILISATION = builtIn("utilisation", 0);

  /** Follows: GPU, share of cycles with the tensor pipe active. */
  public static final Condition TENSOR_ACTIVE = builtIn("tensor-active", 0);

  /** Follows: GPU, mean power in watts. */
  public static final Condition POWER = builtIn("power", 0);

  /** Follows: GPU, mean clock in MHz. */
  public static final Condition CLOCK = builtIn("clock", 0);

  /** Follows: NIC, 1 while the port is active. */
  public static final Condition LINK_UP = builtIn("link-up", 1);

  /** Follows: NIC, how often the link went down. */
  public static final Condition LINK_DOWNED = builtIn("link-downed", 0);

  /** Follows: NIC, bytes sent a second. */
  public static final Condition TRAFFIC = builtIn("traffic", 0);

  /** Follows: node, 1 while a job has it. */
  public static final Condition OCCUPIED = builtIn("occupied", 0);

  /** Follows: job, 0 pending, 1 starting, 2 running, 3 hung, 4 ended. */
  public static final Condition PHASE = builtIn("phase", 0);

  /** Follows: job, share of its healthy speed. */
  public static final Condition SPEED = builtIn("speed", 0);

  /** Follows: job, 1 while all ranks wait for a checkpoint to be written. */
  public static final Condition CHECKPOINTING = builtIn("checkpointing", 0);

  /** Follows: job, how long its last checkpoint took, in seconds; 0 before the first. */
  public static final Condition CHECKPOINT_SECONDS = builtIn("checkpoint-seconds", 0);

  /** Follows: service, 95th percentile of request durations in seconds. */
  public static final Condition LATENCY = builtIn("latency", 0);

  /** Follows: service, share of failed requests, callees included. */
  public static final Condition ERRORS = builtIn("errors", 0);

  /** Follows: service, replicas that are not ready. */
  public static final Condition UNAVAILABLE = builtIn("unavailable", 0);

  static final int BUILT_IN = KNOWN.size();

  private final String name;
  private final double healthy;

  /** Where a component keeps it; -1 for those that faults bring. */
  final int slot;

  private Condition(String name, double healthy, int slot) {
    this.name = name;
    this.healthy = healthy;
    this.slot = slot;
  }

  private static Condition builtIn(String name, double healthy) {
    Condition condition = new Condition(name, healthy, KNOWN.size());
    KNOWN.put(name, condition);
    return condition;
  }

  /**
   * {@return a condition of a fault's own}
   *
   * @param name lower case letters, digits and '-'; not one of the constants
   * @param healthy the value of every component before anything happened
   */
  public static Condition of(String name, double healthy) {
    if (!requireNonNull(name, "name").matches("[a-z][a-z0-9-]*")) {
      throw new IllegalArgumentException(
          "Condition '" + name + "' must be lower case letters, digits and '-'");
    }
    if (KNOWN.containsKey(name)) {
      throw new IllegalArgumentException(
          "Condition '" + name + "' is one of " + knownNames() + "; use the constant");
    }
    if (!Double.isFinite(healthy)) {
      throw new IllegalArgumentException("Condition '" + name + "' needs a finite healthy value");
    }
    return new Condition(name, healthy, -1);
  }

  private static Object knownNames() {
    return Collections.unmodifiableSet(KNOWN.keySet());
  }

  /** {@return its name, such as {@code node-up}} */
  public String name() {
    return name;
  }

  /** {@return the value before anything happened} */
  public double healthy() {
    return healthy;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Condition that
        && name.equals(that.name)
        && Double.doubleToLongBits(healthy) == Double.doubleToLongBits(that.healthy);
  }

  @Override
  public int hashCode() {
    return name.hashCode();
  }

  @Override
  public String toString() {
    return name;
  }
}
