package io.aiops4j.compaction.traces;

import static java.util.Objects.requireNonNull;

import io.aiops4j.api.compaction.Accumulator;
import io.aiops4j.api.compaction.CompactionWindow;
import io.aiops4j.api.compaction.Compactor;
import io.aiops4j.api.telemetry.Modality;
import java.util.Set;

/**
 * Compares the traces of the observed range, with the log lines of their spans and the mesh metrics
 * of their edges, with those of the reference.
 *
 * <p>Evidence: what requests no longer do or newly do ({@code trace.flow}, speaks for the code),
 * answers that arrive late ({@code trace.network-gap}, for the network), work that takes longer
 * ({@code trace.self-time}, support only) and slow calls ({@code trace.slow-calls}, for nothing).
 * Whole traces, or whole series, may be split over accumulators. Memory O(spans and log lines in
 * the window). Thread-safe if its {@link LogKey} is.
 */
public final class TraceCompactor implements Compactor {
  private final LogKey logKey;

  /** Makes the compactor that tells log statements apart by source location or masked head. */
  public TraceCompactor() {
    this(SourceLocationKey.withMaskedHead());
  }

  /**
   * Makes the compactor.
   *
   * @param logKey tells log statements apart
   */
  public TraceCompactor(LogKey logKey) {
    this.logKey = requireNonNull(logKey, "logKey");
  }

  @Override
  public Set<Modality> modalities() {
    return Set.of(Modality.TRACES, Modality.LOGS, Modality.METRICS);
  }

  @Override
  public Accumulator accumulator(CompactionWindow window) {
    return new TraceAccumulator(window, logKey);
  }

  /**
   * {@inheritDoc}
   *
   * <p>The state holds the keys of log statements as the {@link LogKey} of its compactor gave them.
   * A key is code and cannot be told from bytes: restore with a compactor whose key gives the same
   * keys for the same records, or what was collected before and after would be two statements.
   */
  @Override
  public Accumulator restore(CompactionWindow window, byte[] state) {
    return TraceAccumulator.restore(window, logKey, state);
  }
}
