package io.aiops4j.compaction;

import io.aiops4j.api.compaction.Accumulator;
import io.aiops4j.api.compaction.CompactionWindow;
import io.aiops4j.api.compaction.Evidence;
import io.aiops4j.api.compaction.EvidenceBudget;
import io.aiops4j.api.compaction.EvidenceDigest;
import io.aiops4j.api.telemetry.ChangeEvent;
import io.aiops4j.api.telemetry.Coverage;
import io.aiops4j.api.telemetry.LogRecord;
import io.aiops4j.api.telemetry.MetricSeries;
import io.aiops4j.api.telemetry.Span;
import io.aiops4j.compaction.changes.ChangeCompactor;
import io.aiops4j.compaction.state.StateWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Gives everything to each part. */
final class CompositeAccumulator implements Accumulator {
  /*
   * The parts return many times what the caller wants, so that the common ranking, which sees all
   * modalities, does the cutting; and still a bound, so that a storm in one modality costs no more
   * than that.
   */
  private static final int PART_ITEMS = 10_000;

  static final String STATE = "composite";
  static final int STATE_VERSION = 1;

  private final CompactionWindow window;
  private final List<Accumulator> parts;

  CompositeAccumulator(CompactionWindow window, List<Accumulator> parts) {
    this.window = window;
    this.parts = parts;
  }

  @Override
  public boolean metric(MetricSeries series) {
    return any(part -> part.metric(series));
  }

  @Override
  public boolean log(LogRecord record) {
    return any(part -> part.log(record));
  }

  @Override
  public boolean span(Span span) {
    return any(part -> part.span(span));
  }

  @Override
  public boolean change(ChangeEvent change) {
    return any(part -> part.change(change));
  }

  /** Asks every part: a source may stop only when nobody wants more. */
  private boolean any(Predicate<Accumulator> wants) {
    boolean more = false;
    for (Accumulator part : parts) {
      more |= wants.test(part);
    }
    return more;
  }

  @Override
  public void merge(Accumulator other) {
    if (!(other instanceof CompositeAccumulator that) || that.parts.size() != parts.size()) {
      throw new IllegalArgumentException(
          "Cannot merge " + other + "; merge accumulators of one compactor only");
    }
    for (int i = 0; i < parts.size(); i++) {
      parts.get(i).merge(that.parts.get(i));
    }
  }

  @Override
  public byte[] state() {
    StateWriter state = new StateWriter(STATE, STATE_VERSION).count(parts.size());
    parts.forEach(part -> state.bytes(part.state()));
    return state.toBytes();
  }

  @Override
  public EvidenceDigest digest(EvidenceBudget budget, Coverage coverage) {
    EvidenceBudget wide =
        new EvidenceBudget(Math.max(PART_ITEMS, budget.maxItems()), Integer.MAX_VALUE);
    List<Evidence> evidence = new ArrayList<>();
    List<EvidenceDigest.Omission> omitted = new ArrayList<>();
    for (Accumulator part : parts) {
      EvidenceDigest digest = part.digest(wide, coverage);
      evidence.addAll(digest.items());
      omitted.addAll(digest.omitted());
    }
    return Digests.rank(ChangeCompactor.weighed(evidence, window), omitted, budget, coverage);
  }
}
