package io.aiops4j.api.topology;

import io.aiops4j.api.Experimental;
import java.time.Instant;

/** Knows how the fleet hangs together. Implementations are thread-safe. */
@Experimental
@FunctionalInterface
public interface TopologySource {
  /**
   * {@return the topology as known at an instant; empty if nothing is known, never null}
   *
   * @param instant as of when; nothing later may show
   */
  Topology asOf(Instant instant);

  /**
   * {@return a source that always answers the same}
   *
   * @param topology the answer
   */
  static TopologySource fixed(Topology topology) {
    return instant -> topology;
  }
}
