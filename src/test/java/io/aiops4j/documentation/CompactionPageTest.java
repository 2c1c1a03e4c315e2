package io.aiops4j.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops4j.api.compaction.Accumulator;
import io.aiops4j.api.compaction.CompactionWindow;
import io.aiops4j.api.compaction.Compactor;
import io.aiops4j.api.compaction.EvidenceBudget;
import io.aiops4j.api.compaction.EvidenceDigest;
import io.aiops4j.api.telemetry.Coverage;
import io.aiops4j.api.telemetry.MetricSeries;
import io.aiops4j.api.telemetry.Modality;
import io.aiops4j.api.telemetry.TelemetryQuery;
import io.aiops4j.api.telemetry.TelemetrySource;
import io.aiops4j.api.telemetry.TimeRange;
import io.aiops4j.api.topology.Component;
import io.aiops4j.api.topology.ComponentKind;
import io.aiops4j.api.topology.Topology;
import io.aiops4j.compaction.Compactors;
import io.aiops4j.compaction.DigestJson;
import io.aiops4j.compaction.DigestText;
import io.aiops4j.compaction.metrics.MetricCompactor;
import io.aiops4j.compaction.mining.Drain3Miner;
import io.aiops4j.compaction.mining.Drain3Options;
import io.aiops4j.compaction.mining.LineReader;
import io.aiops4j.compaction.mining.LogTemplate;
import io.aiops4j.compaction.mining.MinedLine;
import io.aiops4j.compaction.mining.MinerOptions;
import io.aiops4j.compaction.mining.TemplateChange;
import io.aiops4j.compaction.mining.TemplateMiner;
import io.aiops4j.compaction.sketch.QuantileSketch;
import io.aiops4j.compaction.slo.SloMonitor;
import io.aiops4j.compaction.slo.SloReading;
import io.aiops4j.compaction.slo.SloSpec;
import io.aiops4j.compaction.slo.SloState;
import io.aiops4j.compaction.streaming.SeriesBank;
import io.aiops4j.compaction.streaming.SeriesEvent;
import io.aiops4j.compaction.streaming.SlidingMoments;
import io.aiops4j.compaction.streaming.TopK;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Runs the code of docs/compaction.md, and checks that the page shows no other. */
class CompactionPageTest {
  private static final Instant START = Instant.parse("2026-01-05T10:00:00Z");
  private static final Component GPU = Component.of(ComponentKind.GPU, "node-7/gpu-3");

  @Test
  void aDigestOfASource() {
    TelemetrySource telemetry = hot();
    Instant onset = START.plusSeconds(3_000);
    Instant now = START.plusSeconds(3_600);
    Topology topology = Topology.empty();

    Compactor compactor = Compactors.standard();
    CompactionWindow window =
        new CompactionWindow(
            List.of(new TimeRange(onset.minus(Duration.ofMinutes(50)), onset)), // normal
            new TimeRange(onset, now), // under suspicion
            now,
            topology);
    Accumulator accumulator = compactor.accumulator(window);
    TelemetryQuery query =
        TelemetryQuery.builder(new TimeRange(onset.minus(Duration.ofMinutes(50)), now), now)
            .modalities(compactor.modalities())
            .build();
    Coverage coverage = telemetry.read(query, accumulator);
    EvidenceDigest digest = accumulator.digest(EvidenceBudget.STANDARD, coverage);
    String forAModel = DigestText.of(digest, EvidenceBudget.STANDARD); // fits as a whole
    String forAProgram = DigestJson.of(digest);

    assertThat(forAModel).contains("metric.shift", "node-7/gpu-3");
    assertThat(forAProgram).startsWith("{");
  }

  @Test
  void shardsThatAreMerged() {
    CompactionWindow window = window();
    Compactor compactor = new MetricCompactor();

    // On two machines, each with whole series:
    Accumulator here = compactor.accumulator(window);
    Accumulator there = compactor.accumulator(window);
    hot().read(query(), here);
    byte[] sent = there.state();
    // Where the answer is made:
    here.merge(compactor.restore(window, sent));
    EvidenceDigest digest = here.digest(EvidenceBudget.STANDARD, Coverage.complete(query(), 2));

    assertThat(digest.items()).isNotEmpty();
  }

  @Test
  void aFleetThatIsWatched() {
    List<SeriesEvent> events = new ArrayList<>();
    int series = 1_000;

    SeriesBank bank =
        SeriesBank.builder(new SlidingMoments(series, 60), events::add)
            .budgetSeries(series) // one false alarm a day for all of them together
            .build();
    TopK top = new TopK(10);
    for (int scrape = 1; scrape <= 120; scrape++) {
      double[] values = scrape(series, scrape); // slot i is series i, NaN where nothing came
      top.clear();
      bank.scrape(0, values, START.toEpochMilli() + scrape * 15_000L, top);
    }

    assertThat(events).isNotEmpty().allMatch(event -> event.slot() == 7);
    assertThat(top.slots()).contains(7);
  }

  @Test
  void templatesWithoutSettings() {
    List<TemplateChange> feed = new ArrayList<>();
    TemplateMiner miner = new TemplateMiner(MinerOptions.STANDARD, feed::add, new LineReader());
    long time = START.toEpochMilli();
    int first = miner.add("volume amber mounted after 12 ms", time);
    String before = miner.text(first); // volume amber mounted after <NUM> ms
    for (String name : List.of("birch", "cedar", "maple")) {
      miner.add("volume " + name + " mounted after 7 ms", time += 1_000);
    }
    LogTemplate template = miner.template(first); // volume <*> mounted after <NUM> ms
    String id = template.id(); // of the text: the same in every miner
    int now = miner.current(first); // of this miner: what the number is part of
    TemplateChange last = feed.get(feed.size() - 1); // one more became part of the first

    TemplateMiner other =
        TemplateMiner.restore(
            MinerOptions.STANDARD, TemplateChange.Listener.NONE, new LineReader(), miner.state());
    other.merge(miner); // as if it had seen all lines of both

    assertThat(before).isEqualTo("volume amber mounted after <NUM> ms");
    assertThat(template.text()).isEqualTo("volume <*> mounted after <NUM> ms");
    assertThat(template.lines()).isEqualTo(4);
    assertThat(id).isEqualTo(LogTemplate.idOf(template.text()));
    assertThat(now).isEqualTo(template.number());
    assertThat(last.isMerge()).isTrue();
    assertThat(last.after()).isEqualTo(template.text());
    assertThat(other.templates())
        .singleElement()
        .satisfies(both -> assertThat(both.lines()).isEqualTo(8));
  }

  @Test
  void templatesAsDrain3FindsThem() {
    Drain3Options options =
        Drain3Options.builder().mask("((?<=\\s)|^)\\d+((?=\\s)|$)", "NUM").build();
    Drain3Miner miner = new Drain3Miner(options);
    MinedLine first = miner.add("connected to 10.0.0.1 in 12 ms");
    MinedLine second = miner.add("connected to 10.0.0.2 in 7 ms");
    byte[] kept = miner.state();
    Drain3Miner restored = Drain3Miner.restore(options, kept);

    assertThat(second.template().id()).isEqualTo(first.template().id());
    assertThat(restored.templates()).isEqualTo(miner.templates());
  }

  @Test
  void quantilesOfShards() {
    QuantileSketch one = new QuantileSketch();
    QuantileSketch other = new QuantileSketch();
    for (int millis = 1; millis <= 1_000; millis++) {
      (millis % 2 == 0 ? one : other).add(millis);
    }
    one.merge(other);
    double p95 = one.quantile(0.95);

    assertThat(p95).isBetween(950 * 0.99, 951 * 1.01);
  }

  @Test
  void aBudgetThatBurns() {
    SloMonitor slo = new SloMonitor(SloSpec.builder(0.999).build());
    Instant now = START;
    for (int minute = 0; minute < 120; minute++) {
      now = START.plus(Duration.ofMinutes(minute));
      slo.count(now, minute < 60 ? 1_000 : 900, 1_000, now);
    }
    SloReading reading = slo.evaluate(now);

    assertThat(reading.state()).isEqualTo(SloState.BURNING);
  }

  @Test
  void thePageShowsNoOtherCodeThanThis() throws Exception {
    Page.named("compaction").showsNoOtherCodeThan(getClass());
  }

  private static CompactionWindow window() {
    Instant onset = START.plusSeconds(3_000);
    Instant now = START.plusSeconds(3_600);
    return new CompactionWindow(
        List.of(new TimeRange(START, onset)), new TimeRange(onset, now), now, Topology.empty());
  }

  private static TelemetryQuery query() {
    return TelemetryQuery.builder(
            new TimeRange(START, START.plusSeconds(3_600)), START.plusSeconds(3_600))
        .modalities(Set.of(Modality.METRICS))
        .build();
  }

  /** A device that is 25 degrees hotter in the last ten minutes. */
  private static TelemetrySource hot() {
    long[] times = new long[240];
    double[] values = new double[240];
    Arrays.setAll(times, i -> START.toEpochMilli() + i * 15_000L);
    Arrays.setAll(values, i -> (i < 200 ? 60 : 85) + i * 7 % 5);
    MetricSeries series = MetricSeries.builder(GPU, "DCGM_FI_DEV_GPU_TEMP").build(times, values);
    return (query, sink) -> {
      sink.metric(series);
      return Coverage.complete(query, 1);
    };
  }

  /** Slot 7 leaves its level after the hundredth scrape. */
  private static double[] scrape(int series, int scrape) {
    double[] values = new double[series];
    Arrays.setAll(values, i -> 50 + (i * 31 + scrape * 17) % 7);
    if (scrape > 100) {
      values[7] += 40;
    }
    return values;
  }
}
