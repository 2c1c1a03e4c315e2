package io.aiops4j.compaction.traces;

import io.aiops4j.api.compaction.Accumulator;
import io.aiops4j.api.compaction.CompactionWindow;
import io.aiops4j.api.compaction.Evidence;
import io.aiops4j.api.compaction.EvidenceBudget;
import io.aiops4j.api.compaction.EvidenceDigest;
import io.aiops4j.api.telemetry.Coverage;
import io.aiops4j.api.telemetry.LogRecord;
import io.aiops4j.api.telemetry.MetricSeries;
import io.aiops4j.api.telemetry.Span;
import io.aiops4j.compaction.Digests;
import io.aiops4j.compaction.state.StateReader;
import io.aiops4j.compaction.state.StateWriter;
import io.aiops4j.compaction.state.WindowState;
import io.aiops4j.compaction.stats.SeriesCollector;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;

/** Collects spans, the log lines linked to them, and mesh metrics; runs the channels over all. */
final class TraceAccumulator implements Accumulator {
  private static final Set<String> MESH =
      Set.of(
          MeshMetrics.CLIENT_DURATION,
          MeshMetrics.SERVER_DURATION,
          MeshMetrics.SERVER_RATE,
          MeshMetrics.SUCCESS_PERCENT);

  private static final String STATE = "traces";
  private static final int VERSION = 1;

  private final CompactionWindow window;
  private final WindowIndex ranges;
  private final LogKey logKey;
  private final TraceStore store = new TraceStore(TraceStore.MOST);
  private final LogPresence presence;
  private final SeriesCollector mesh;

  TraceAccumulator(CompactionWindow window, LogKey logKey) {
    this.window = window;
    this.ranges = new WindowIndex(window);
    this.logKey = logKey;
    this.presence = new LogPresence(window.reference().size() + 1);
    this.mesh = new SeriesCollector(window);
  }

  @Override
  public boolean span(Span span) {
    if (ranges.of(span.startEpochNanos()) >= 0 && !ranges.isLater(span.endEpochNanos())) {
      store.add(span);
    }
    return true;
  }

  @Override
  public boolean log(LogRecord record) {
    if (record.spanId().isEmpty()) {
      return true;
    }
    long time = WindowIndex.nanos(record.time());
    int at = ranges.of(time);
    if (at >= 0 && !ranges.isLater(time)) {
      presence.add(at, record, time);
      store.add(record, logKey);
    }
    return true;
  }

  @Override
  public boolean metric(MetricSeries series) {
    if (MESH.contains(series.name())) {
      mesh.add(series);
    }
    return true;
  }

  @Override
  public void merge(Accumulator other) {
    if (!(other instanceof TraceAccumulator that)
        || !WindowState.same(that.window, window)
        || !that.logKey.equals(logKey)) {
      throw new IllegalArgumentException(
          "Cannot merge "
              + other
              + " into trace evidence; merge one compactor's accumulators only");
    }
    store.merge(that.store);
    presence.merge(that.presence);
    mesh.merge(that.mesh);
  }

  @Override
  public byte[] state() {
    StateWriter state = WindowState.writer(STATE, VERSION, window);
    TraceState.write(store, presence, state);
    mesh.write(state);
    return state.toBytes();
  }

  static TraceAccumulator restore(CompactionWindow window, LogKey logKey, byte[] bytes) {
    StateReader state = WindowState.reader(bytes, STATE, VERSION, window);
    TraceAccumulator accumulator = new TraceAccumulator(window, logKey);
    TraceState.read(accumulator.store, accumulator.presence, state);
    accumulator.mesh.read(state);
    state.end();
    return accumulator;
  }

  @Override
  public EvidenceDigest digest(EvidenceBudget budget, Coverage coverage) {
    int observed = window.reference().size();
    Forest forest = ForestBuilder.build(store, ranges, presence, observed);
    CallTypes types = new CallTypes(forest);
    SpanSignals signals = new SpanSignals(window, forest.names());
    FlowCounts flow = new FlowCounts(forest, types);
    EdgeGaps gaps = new EdgeGaps(forest, signals);
    MeshGaps meshGaps = new MeshGaps(window, mesh);
    Witness witness = new Witness(window);
    List<Evidence> evidence = new ArrayList<>();
    FlowDeviations compare = new FlowDeviations(flow, observed);
    evidence.addAll(new FlowChannel(forest, flow, compare, signals, witness).evidence());
    evidence.addAll(new LostCalls(window, mesh, gaps, meshGaps).evidence(witness));
    evidence.addAll(EntryFailures.evidence(window, mesh, edges(gaps, meshGaps), evidence, witness));
    evidence.addAll(NetworkChannel.evidence(gaps, meshGaps, witness));
    evidence.addAll(SelfTime.evidence(forest, gaps.materialMillis(), witness));
    evidence.addAll(
        new MissingCalls(forest, types, flow, compare.kappa(), signals).evidence(witness));
    evidence.addAll(SlowCalls.evidence(forest, types, signals, witness));
    return Digests.rank(evidence, Omitted.of(store, forest, types, flow, gaps), budget, coverage);
  }

  private static SortedSet<Edge> edges(EdgeGaps gaps, MeshGaps meshGaps) {
    SortedSet<Edge> edges = gaps.edges();
    edges.addAll(meshGaps.edges());
    return edges;
  }
}
