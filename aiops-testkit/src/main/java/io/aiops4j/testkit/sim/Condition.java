package io.aiops4j.testkit.sim;

/**
 * One number of a component's hidden state.
 *
 * <p>Faults and actions set the first group; the second follows from it by the rules of the
 * simulation, and telemetry is a noisy picture of both.
 */
public enum Condition {
  /** GPU: how much worse than new its cooling is; 1 is healthy. */
  HEAT_RESISTANCE(1),
  /** GPU: 1 while its memory has a cell that ECC cannot repair. */
  MEMORY_BROKEN(0),
  /** GPU: the last Xid since its reset; 0 if none. */
  XID(0),
  /** GPU: double-bit errors since its reset. */
  DOUBLE_BIT_ERRORS(0),
  /** NIC: 1 while its link drops under traffic. */
  LINK_FLAPPING(0),
  /** NIC: 1 while traffic is kept off it. */
  ISOLATED(0),
  /** Node: 1 while no new work may come. */
  CORDONED(0),
  /** Node: 0 while it reboots. */
  NODE_UP(1),
  /** Service: the revision that runs. */
  REVISION(1),
  /** Service: share of its own requests that fail, whatever its callees do. */
  OWN_ERRORS(0.002),
  /** Service: how many times slower its own work is than usual. */
  SLOWDOWN(1),

  /** Follows: GPU, 0 none, 1 software thermal slowdown, 2 hardware thermal slowdown too. */
  THROTTLE(0),
  /** Follows: GPU, percent of time with a kernel on it. */
  UTILISATION(0),
  /** Follows: GPU, share of cycles with the tensor pipe active. */
  TENSOR_ACTIVE(0),
  /** Follows: GPU, mean power in watts. */
  POWER(0),
  /** Follows: GPU, mean clock in MHz. */
  CLOCK(0),
  /** Follows: NIC, 1 while the port is active. */
  LINK_UP(1),
  /** Follows: NIC, how often the link went down. */
  LINK_DOWNED(0),
  /** Follows: NIC, bytes sent a second. */
  TRAFFIC(0),
  /** Follows: job, 0 pending, 1 starting, 2 running, 3 hung. */
  PHASE(0),
  /** Follows: job, share of its healthy speed. */
  SPEED(0),
  /** Follows: service, 95th percentile of request durations in seconds. */
  LATENCY(0),
  /** Follows: service, share of failed requests, callees included. */
  ERRORS(0),
  /** Follows: service, replicas that are not ready. */
  UNAVAILABLE(0);

  private final double healthy;

  Condition(double healthy) {
    this.healthy = healthy;
  }

  /** {@return the value before anything happened} */
  public double healthy() {
    return healthy;
  }
}
