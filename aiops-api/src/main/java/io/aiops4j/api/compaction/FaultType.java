package io.aiops4j.api.compaction;

import java.util.Locale;

/** What sort of fault a piece of evidence speaks for, and what a diagnosis may say. */
public enum FaultType {
  /** A wrong setting. */
  CONFIG,
  /** CPU, memory, disk, quota or another finite thing ran out. */
  RESOURCE_EXHAUSTION,
  /** The code or the image behaves wrongly. */
  CODE_IMAGE,
  /** Packets are late or lost, links flap. */
  NETWORK,
  /** A device is broken. */
  HARDWARE,
  /** Cannot be told: said openly. */
  UNKNOWN;

  /** {@return the name in files, such as {@code resource_exhaustion}} */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
