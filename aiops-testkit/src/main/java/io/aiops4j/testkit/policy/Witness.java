package io.aiops4j.testkit.policy;

import static java.util.Objects.requireNonNull;

import io.aiops4j.api.telemetry.Modality;
import io.aiops4j.api.telemetry.TrustClass;

/**
 * A piece of fresh evidence about the target, as a policy sees it.
 *
 * @param modality metrics, logs, traces or changes
 * @param kind what sort of evidence, such as {@code metric.shift}
 * @param trust who could have authored it
 */
public record Witness(Modality modality, String kind, TrustClass trust) {
  /** A metric that shifted, from the node's agent. */
  public static final Witness METRIC =
      new Witness(Modality.METRICS, "metric.shift", TrustClass.NODE_AGENT);

  /** A known message of the kernel. */
  public static final Witness KERNEL_LOG =
      new Witness(Modality.LOGS, "log.signature", TrustClass.KERNEL);

  /** A rare message of the workload, which may say anything. */
  public static final Witness WORKLOAD_LOG =
      new Witness(Modality.LOGS, "log.rare", TrustClass.WORKLOAD);

  /** A change that the control plane tells of; it shows no trouble. */
  public static final Witness CHANGE =
      new Witness(Modality.CHANGES, "change.near", TrustClass.CONTROL_PLANE);

  /** Checks the parts. */
  public Witness {
    requireNonNull(modality, "modality");
    requireNonNull(kind, "kind");
    requireNonNull(trust, "trust");
  }

  @Override
  public String toString() {
    return kind + " of " + trust;
  }
}
