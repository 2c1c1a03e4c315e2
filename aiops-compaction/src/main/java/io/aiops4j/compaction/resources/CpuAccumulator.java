package io.aiops4j.compaction.resources;

import io.aiops4j.api.Canonical;
import io.aiops4j.api.compaction.Accumulator;
import io.aiops4j.api.compaction.CompactionWindow;
import io.aiops4j.api.compaction.Evidence;
import io.aiops4j.api.compaction.EvidenceBudget;
import io.aiops4j.api.compaction.EvidenceDigest;
import io.aiops4j.api.compaction.FaultType;
import io.aiops4j.api.compaction.Shape;
import io.aiops4j.api.signal.Band;
import io.aiops4j.api.signal.FrozenBaseline;
import io.aiops4j.api.signal.PinnedSignal;
import io.aiops4j.api.signal.Reducer;
import io.aiops4j.api.signal.SignalQuery;
import io.aiops4j.api.telemetry.Coverage;
import io.aiops4j.api.telemetry.MetricSeries;
import io.aiops4j.api.telemetry.Modality;
import io.aiops4j.api.telemetry.TelemetryQuery;
import io.aiops4j.api.telemetry.TimeRange;
import io.aiops4j.compaction.Digests;
import io.aiops4j.compaction.state.StateReader;
import io.aiops4j.compaction.state.StateWriter;
import io.aiops4j.compaction.state.WindowState;
import io.aiops4j.compaction.stats.ComparedSeries;
import io.aiops4j.compaction.stats.Samples;
import io.aiops4j.compaction.stats.SeriesCollector;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** Collects CPU series and compares each with its own history. */
final class CpuAccumulator implements Accumulator {
  static final String KIND = "cpu.level";

  private static final String STATE = "cpu";
  private static final int VERSION = 1;

  /** Part of the fleet's median use that is added before taking logs, so that idlers stay quiet. */
  private static final double OFFSET = 0.1;

  /** Half the cost of looking at many series; the full one would assume that they are unrelated. */
  private static final double SEARCH_COST = 0.5;

  /** Sigma is at least this share of the mean. */
  private static final double LEAST_SIGMA = 0.01;

  /** Where a hold of healthy noise stays inside, in sigma. */
  private static final double REACH_SIGMAS = 4;

  private final CompactionWindow window;
  private final SortedSet<String> metrics;
  private final SeriesCollector collected;

  CpuAccumulator(CompactionWindow window, SortedSet<String> metrics) {
    this.window = window;
    this.metrics = metrics;
    this.collected = new SeriesCollector(window);
  }

  @Override
  public boolean metric(MetricSeries series) {
    if (metrics.contains(series.name())) {
      collected.add(series);
    }
    return true;
  }

  @Override
  public void merge(Accumulator other) {
    if (!(other instanceof CpuAccumulator that)
        || !WindowState.same(that.window, window)
        || !that.metrics.equals(metrics)) {
      throw new IllegalArgumentException(
          "Cannot merge " + other + " into CPU evidence; merge one compactor's accumulators only");
    }
    collected.merge(that.collected);
  }

  @Override
  public byte[] state() {
    StateWriter state = WindowState.writer(STATE, VERSION, window);
    state.count(metrics.size());
    metrics.forEach(state::text);
    collected.write(state);
    return state.toBytes();
  }

  static CpuAccumulator restore(CompactionWindow window, SortedSet<String> metrics, byte[] bytes) {
    StateReader state = WindowState.reader(bytes, STATE, VERSION, window);
    TreeSet<String> written = new TreeSet<>();
    for (int i = state.parts(1); i > 0; i--) {
      written.add(state.text());
    }
    if (!written.equals(metrics)) {
      throw state.invalid("it is of the metrics " + written + ", not of " + metrics);
    }
    CpuAccumulator accumulator = new CpuAccumulator(window, metrics);
    accumulator.collected.read(state);
    state.end();
    return accumulator;
  }

  @Override
  public EvidenceDigest digest(EvidenceBudget budget, Coverage coverage) {
    record Compared(SeriesCollector.Collected series, ComparedSeries values) {}
    List<Compared> all = new ArrayList<>();
    for (SeriesCollector.Collected series : collected.all()) {
      ComparedSeries values = ComparedSeries.of(series.column(), window);
      if (values.isComparable()) {
        all.add(new Compared(series, values));
      }
    }
    if (all.isEmpty()) {
      return Digests.rank(List.of(), budget, coverage);
    }
    double offset =
        OFFSET
            * Samples.median(
                all.stream().mapToDouble(c -> Samples.median(c.values().past())).toArray());
    List<CpuShift> shifts = all.stream().map(c -> CpuShift.of(c.values(), offset)).toList();
    double drift = CpuShift.drift(shifts);
    double cost = SEARCH_COST * StrictMath.log10(all.size());
    List<Evidence> evidence = new ArrayList<>();
    for (int i = 0; i < shifts.size(); i++) {
      double strength = shifts.get(i).strength(drift) - cost;
      if (strength > 0) {
        evidence.add(line(all.get(i).series(), all.get(i).values(), strength));
      }
    }
    return Digests.rank(evidence, budget, coverage);
  }

  private Evidence line(SeriesCollector.Collected series, ComparedSeries values, double strength) {
    double before = Samples.median(values.past());
    String statement =
        series.component().name()
            + " uses "
            + Canonical.number(values.now())
            + " CPU (median of "
            + values.observed().length
            + " samples), before "
            + Canonical.number(before)
            + " (median of "
            + values.past().length
            + ")";
    TimeRange asked = new TimeRange(window.reference().get(0).from(), window.observed().to());
    TelemetryQuery query =
        TelemetryQuery.builder(asked, window.asOf())
            .modalities(Set.of(Modality.METRICS))
            .components(Set.of(series.component()))
            .build();
    return Evidence.builder(Modality.METRICS, series.component(), KIND, window.observed())
        .speaksFor(FaultType.RESOURCE_EXHAUSTION)
        .strength(strength)
        .magnitude(values.now() - before, "{cpu}")
        .shape(Shape.LEVEL_SHIFT)
        .trust(series.trust())
        .statement(statement)
        .query(query)
        .signal(signal(series, values))
        .attributes(Map.of("metric", series.name(), "labels", series.attributes().toString()))
        .build();
  }

  /** Recovered is what the history showed, up to the middle between then and now. */
  private PinnedSignal signal(SeriesCollector.Collected series, ComparedSeries values) {
    double[] past = Samples.sorted(values.past());
    double mean = Samples.mean(past);
    double sigma =
        Math.max(Samples.deviation(past, mean), Math.max(LEAST_SIGMA * Math.abs(mean), 1e-9));
    double shown = Math.max(past[past.length - 1], mean + REACH_SIGMAS * sigma);
    double middle = (Samples.median(past) + values.now()) / 2;
    TimeRange learned =
        new TimeRange(
            window.reference().get(0).from(),
            window.reference().get(window.reference().size() - 1).to());
    return new PinnedSignal(
        new SignalQuery(Modality.METRICS, series.component(), series.name(), series.attributes()),
        Reducer.VALUE,
        Band.atMost(Math.min(shown, middle)),
        Optional.of(new FrozenBaseline(mean, sigma, past.length, learned)));
  }
}
