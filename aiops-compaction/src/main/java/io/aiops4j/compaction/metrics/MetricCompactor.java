package io.aiops4j.compaction.metrics;

import io.aiops4j.api.compaction.Accumulator;
import io.aiops4j.api.compaction.CompactionWindow;
import io.aiops4j.api.compaction.Compactor;
import io.aiops4j.api.telemetry.Modality;
import java.util.Set;

/**
 * Finds series that left their usual range, show a state they never showed, or went silent.
 *
 * <p>Each series is compared with its own reference: it leaves the range beyond 3 sigma for 2 of 3
 * samples (1 where the reference never moved) and is back within 2. And with its peers, where the
 * window's topology knows at least four (the devices of a job or a node, the replicas of a
 * service). Evidence: {@code metric.shift}, one for each series, its strongest excursion, or one
 * for the job, node or service of which most parts shift together ({@code parts}); {@code
 * metric.peer} for a series that is unlike its peers and has no shift of its own; {@code
 * metric.jitter} for a gauge that began to jump at the same level; {@code metric.state} for a code
 * or bit that the reference does not have; {@code metric.vanished} for a series that stopped though
 * its source answers. Every kind carries a signal unless the metric follows the work or the
 * direction is harmless. Attributes: {@code metric}, {@code labels}, and {@code direction}, {@code
 * before}, {@code peak}, {@code excursions} or {@code code}, {@code bits}, {@code incidentClass} or
 * {@code silentFor}. Counters are differenced first; a gauge that only ever grew is read as a
 * counter.
 *
 * <p>A reference of fewer than 8 samples gives no evidence, and the digest says so. Memory
 * O(samples in the window), bounded. Late, unordered and repeated samples give the digest of
 * ordered ones: see {@link io.aiops4j.compaction.stats.SampleColumn}. Stateless and thread-safe.
 */
public final class MetricCompactor implements Compactor {
  /** Makes the compactor. */
  public MetricCompactor() {}

  @Override
  public Set<Modality> modalities() {
    // Changes, because a series whose job ended is silent for a reason.
    return Set.of(Modality.METRICS, Modality.CHANGES);
  }

  @Override
  public Accumulator accumulator(CompactionWindow window) {
    return new MetricAccumulator(window);
  }

  @Override
  public Accumulator restore(CompactionWindow window, byte[] state) {
    return MetricAccumulator.restore(window, state);
  }
}
