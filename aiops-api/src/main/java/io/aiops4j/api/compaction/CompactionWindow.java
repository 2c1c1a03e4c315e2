package io.aiops4j.api.compaction;

import static java.util.Objects.requireNonNull;

import io.aiops4j.api.Canonical;
import io.aiops4j.api.telemetry.TimeRange;
import io.aiops4j.api.topology.Topology;
import java.time.Instant;
import java.util.List;

/**
 * What is compared with what: the observed range against one or more reference ranges.
 *
 * @param reference ranges that are held to be normal, oldest first; may be empty, then nothing can
 *     be called unusual
 * @param observed the range under suspicion
 * @param asOf the instant the question is asked at
 * @param topology how the fleet hangs together
 */
public record CompactionWindow(
    List<TimeRange> reference, TimeRange observed, Instant asOf, Topology topology) {
  /** Checks that the reference is not observed. */
  public CompactionWindow {
    reference = List.copyOf(reference);
    requireNonNull(observed, "observed");
    requireNonNull(asOf, "asOf");
    requireNonNull(topology, "topology");
    for (TimeRange range : reference) {
      if (range.to().isAfter(observed.from())) {
        throw new IllegalArgumentException(
            "Reference "
                + range
                + " reaches into the observed range "
                + observed
                + "; end it before, with a guard gap");
      }
    }
  }

  /**
   * {@return the index of the reference range that holds the instant, or -1}
   *
   * @param instant the time of a record
   */
  public int referenceIndex(Instant instant) {
    for (int i = 0; i < reference.size(); i++) {
      if (reference.get(i).contains(instant)) {
        return i;
      }
    }
    return -1;
  }

  /**
   * {@return the hash of the ranges, the instant and the topology: equal windows have equal ones,
   * in any process; what a state of a summary is checked by}
   */
  public String fingerprint() {
    return Canonical.digest(
        reference.toString(), observed.toString(), asOf.toString(), topology.fingerprint());
  }
}
