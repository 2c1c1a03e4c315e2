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
 * <p>Evidence, and by what recovery from it is judged:
 *
 * <ul>
 *   <li>{@code trace.flow}: what requests no longer do or newly do; speaks for the code. A call:
 *       the share of spans that make it. A log statement: nothing, for its key may be a place in
 *       the source, which no line carries as a template.
 *   <li>{@code trace.failed-calls}: spans that fail more often, less what a component below them
 *       explains; speaks for the code. The share of failed spans.
 *   <li>{@code trace.missing-calls.edge} and {@code .request}: an edge without calls though its
 *       caller has traffic, and a request that nobody makes; speak for nothing. The share of the
 *       caller's spans that call, and the number of requests.
 *   <li>{@code trace.network-gap}: answers that arrive late; speaks for the network. The median gap
 *       of the strongest edge, if traces show it; a gap of two mesh series is a sample of neither.
 *   <li>{@code trace.slow-calls.callee} and {@code .path}: calls beyond the 95th percentile of
 *       their type; speak for nothing. That percentile of the callee's slowest operation.
 *   <li>{@code trace.self-time}: work that takes longer; support only. Nothing: spans without
 *       children are no operation.
 *   <li>{@code mesh.lost-calls} and {@code mesh.entry-failures}: of metrics. Nothing: the metric's
 *       own evidence has its signal.
 * </ul>
 *
 * <p>Merging and {@code state} are exact under any split of spans and lines, whole traces or not,
 * and of series. Memory is bounded: some 50 bytes a span and at most 600,000 spans and lines (a
 * trace counts as four more); beyond, a fair sample of whole traces is kept. Traces of more than
 * 65,536 spans, and operations, edges and pairs beyond the bounds of their tables, are left out.
 * All of that is said in the digest's omissions. Texts of more than 120 characters count by their
 * head and hash. Time O(n log n), and about 0.3 us a span. Thread-safe if its {@link LogKey} is.
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
