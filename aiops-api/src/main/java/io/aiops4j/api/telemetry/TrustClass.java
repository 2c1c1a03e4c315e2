package io.aiops4j.api.telemetry;

/**
 * Who could have authored a piece of telemetry, most trusted first.
 *
 * <p>Set by the source from where it read, never from what the content says. Mixed evidence takes
 * the lowest class of its parts.
 */
public enum TrustClass {
  /** The operating system's kernel and drivers. */
  KERNEL,
  /** An agent of the platform on the node, such as an exporter. */
  NODE_AGENT,
  /** The scheduler, the orchestrator, the network's controller. */
  CONTROL_PLANE,
  /** The workload itself: whoever deploys it can write this. */
  WORKLOAD,
  /** Anybody outside, such as a webhook or a ticket. */
  EXTERNAL;

  /**
   * {@return the less trusted of the two}
   *
   * @param other the other class
   */
  public TrustClass lowest(TrustClass other) {
    return compareTo(other) >= 0 ? this : other;
  }

  /** {@return whether a workload under treatment cannot have authored it} */
  public boolean isPlatform() {
    return compareTo(CONTROL_PLANE) <= 0;
  }
}
