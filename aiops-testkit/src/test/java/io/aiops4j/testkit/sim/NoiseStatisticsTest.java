package io.aiops4j.testkit.sim;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops4j.api.action.PlanStep;
import io.aiops4j.api.compaction.FaultType;
import io.aiops4j.api.telemetry.Coverage;
import io.aiops4j.api.telemetry.LogRecord;
import io.aiops4j.api.telemetry.MetricSeries;
import io.aiops4j.api.telemetry.Modality;
import io.aiops4j.api.telemetry.Span;
import io.aiops4j.api.telemetry.TelemetryBatch;
import io.aiops4j.api.telemetry.TelemetryQuery;
import io.aiops4j.api.telemetry.TimeRange;
import io.aiops4j.api.topology.Component;
import io.aiops4j.api.topology.ComponentKind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The statistics of noisy telemetry, inside the bands that its levels stand for. */
class NoiseStatisticsTest {
  private static final long SEED = 17;
  private static final Component SERVICE = Component.service("ranker");

  @ParameterizedTest(name = "{0}: {1} to {2}")
  @CsvSource({"CLEAN, 0.7, 0.9", "REALISTIC, 0.82, 0.95", "HARSH, 0.88, 0.99"})
  void gaugesRememberTheirLastSample(NoiseLevel level, double least, double most) {
    // A node that no job comes to and leaves: only noise moves its gauge.
    Component host = Component.of(ComponentKind.NODE, "cpu-01");
    double[] values = day(level).metric(host, "system.cpu.utilization").limit(4_000).toArray();

    assertThat(correlation(values)).isBetween(least, most);
  }

  @ParameterizedTest(name = "{0}: {1} to {2} of the samples")
  @CsvSource({"CLEAN, 0.001, 0.01", "REALISTIC, 0.003, 0.02", "HARSH, 0.01, 0.06"})
  void aHealthyTargetMissesFewSamples(NoiseLevel level, double least, double most) {
    List<Integer> holes = holes(day(level));

    double missing = holes.stream().mapToInt(Integer::intValue).sum();
    assertThat(missing / (10 * 5_760)).isBetween(least, most);
  }

  @ParameterizedTest(name = "{0}: {1} to {2} samples")
  @CsvSource({"REALISTIC, 3, 8", "HARSH, 4, 12"})
  void lossesComeInBursts(NoiseLevel level, double least, double most) {
    List<Integer> bursts = holes(day(level)).stream().filter(hole -> hole > 1).toList();

    assertThat(bursts.stream().mapToInt(Integer::intValue).average().orElse(0))
        .isBetween(least, most);
    assertThat(bursts).allMatch(burst -> burst < 3 * Scrapes.LONGEST_BURST);
  }

  @ParameterizedTest
  @CsvSource({"REALISTIC, 0.1, 0.4", "HARSH, 0.25, 0.8"})
  void aSickNodeMissesManySamples(NoiseLevel level, double least, double most) {
    SimCluster cluster = fleet(level);
    cluster.inject(new Lame(SimCluster.node(4)), cluster.now());
    cluster.advance(Duration.ofHours(24));

    double came =
        new Look(cluster, cluster.start(), cluster.now())
            .metric(SimCluster.node(4), "node_procs_blocked")
            .count();

    assertThat(1 - came / 5_760).isBetween(least, most);
  }

  @ParameterizedTest(name = "{0}: {1} times as much at noon as at midnight")
  @CsvSource({"CLEAN, 1.5", "REALISTIC, 2.08", "HARSH, 3"})
  void loadFollowsTheDay(NoiseLevel level, double ratio) {
    SimCluster cluster = fleet(level);
    cluster.advance(Duration.ofHours(24));
    Instant noon = cluster.start().plus(Duration.ofHours(12));

    double midnight =
        new Look(cluster, cluster.start(), cluster.start().plusSeconds(3600))
            .mean(SERVICE, "http.server.request_rate");
    double high =
        new Look(cluster, noon, noon.plusSeconds(3600)).mean(SERVICE, "http.server.request_rate");

    assertThat(high / midnight).isBetween(0.85 * ratio, 1.15 * ratio);
  }

  @Test
  void requestsTakeLongerWhereThereAreMany() {
    SimCluster cluster = fleet(NoiseLevel.REALISTIC);
    cluster.advance(Duration.ofHours(24));
    Instant noon = cluster.start().plus(Duration.ofHours(12));
    String metric = "http.server.request.duration";

    double night =
        new Look(cluster, cluster.start(), cluster.start().plusSeconds(3600)).mean(SERVICE, metric);
    double day = new Look(cluster, noon, noon.plusSeconds(3600)).mean(SERVICE, metric);

    assertThat(day / night).isBetween(1.5, 3.0);
  }

  @ParameterizedTest
  @EnumSource(
      value = NoiseLevel.class,
      names = {"REALISTIC", "HARSH"})
  void lateSamplesAreThereLaterAndTheCoverageSaysUntilWhen(NoiseLevel level) {
    SimCluster cluster = fleet(level);
    cluster.advance(Duration.ofHours(3));
    TimeRange range =
        new TimeRange(cluster.start().plusSeconds(3600), cluster.start().plusSeconds(7200));

    TelemetryBatch early = new TelemetryBatch();
    Coverage coverage = cluster.source().read(metrics(range, range.to()), early);
    TelemetryBatch late = new TelemetryBatch();
    cluster.source().read(metrics(range, cluster.now()), late);

    assertThat(samples(early, range.to())).isLessThan(samples(late, range.to()));
    assertThat(coverage.completeUntil()).isBefore(range.to());
    assertThat(samples(early, coverage.completeUntil()))
        .isEqualTo(samples(late, coverage.completeUntil()));
  }

  @ParameterizedTest(name = "{0}: {1} of the requests")
  @CsvSource({"CLEAN, 1.0, 1.0", "REALISTIC, 0.45, 0.55", "HARSH, 0.2, 0.3"})
  void tracesAreSampledAtTheirHead(NoiseLevel level, double least, double most) {
    SimCluster cluster = fleet(level);
    cluster.advance(Duration.ofHours(2));
    Look hour = Look.last(cluster, Duration.ofHours(1));

    List<Span> spans = hour.read(Set.of(), Set.of(Modality.TRACES)).spans();

    double traces = spans.stream().map(Span::traceId).distinct().count();
    assertThat(traces / (36 * 60)).isBetween(least - 0.01, most + 0.01);
  }

  @Test
  void clocksOfMachinesAreApartAndTheCoverageSaysByHowMuch() {
    SimCluster cluster = fleet(NoiseLevel.HARSH);
    cluster.advance(Duration.ofHours(1));
    TimeRange range = new TimeRange(cluster.start(), cluster.now());

    Coverage coverage =
        cluster
            .source()
            .read(TelemetryQuery.builder(range, range.to()).build(), new TelemetryBatch());

    assertThat(coverage.clockOffset().abs()).isBetween(Duration.ofMillis(1), Duration.ofSeconds(3));
  }

  @Test
  void fewTemplatesAreCommonAndManyAreRare() {
    SimCluster cluster = fleet(NoiseLevel.REALISTIC);
    cluster.advance(Duration.ofHours(12));
    List<LogRecord> lines =
        new Look(cluster, cluster.start(), cluster.now())
            .read(Set.of(SimCluster.node(4)), Set.of(Modality.LOGS))
            .logs();

    Map<String, Long> byStart =
        lines.stream()
            .map(line -> line.body().replaceAll("[0-9]+", "").replaceAll("[^a-zA-Z]+", " "))
            .map(text -> text.substring(0, Math.min(12, text.length())))
            .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    List<Long> counts = byStart.values().stream().sorted((a, b) -> Long.compare(b, a)).toList();

    assertThat(counts).hasSizeGreaterThan(15);
    assertThat(counts.get(0)).isGreaterThan(3 * counts.get(counts.size() / 2));
    assertThat(lines).anyMatch(line -> line.body().contains("uppressed"));
  }

  /** A healthy day of ten machines; nothing but the exporters is looked at. */
  private static Look day(NoiseLevel level) {
    SimCluster cluster = fleet(level);
    cluster.advance(Duration.ofHours(24));
    return new Look(cluster, cluster.start(), cluster.now());
  }

  private static SimCluster fleet(NoiseLevel level) {
    return SimCluster.builder().seed(SEED).nodes(8, 1).job("llm", 3).noise(level).build();
  }

  /** How many samples in a row are missing, each time that some are. */
  private static List<Integer> holes(Look look) {
    List<Integer> holes = new ArrayList<>();
    Set<Component> machines = Set.copyOf(look.cluster().components(ComponentKind.NODE));
    for (MetricSeries series : look.read(machines, Set.of(Modality.METRICS)).metrics()) {
      if (series.name().equals("kube_node_spec_unschedulable")) {
        for (int i = 1; i < series.size(); i++) {
          long gap = series.epochMillis(i) - series.epochMillis(i - 1);
          int missing = (int) Math.round(gap / (double) Scrapes.EVERY_MS) - 1;
          if (missing > 0) {
            holes.add(missing);
          }
        }
      }
    }
    return holes;
  }

  private static double correlation(double[] values) {
    double mean = 0;
    for (double value : values) {
      mean += value / values.length;
    }
    double variance = 0;
    double both = 0;
    for (int i = 0; i < values.length; i++) {
      variance += (values[i] - mean) * (values[i] - mean);
      both += i == 0 ? 0 : (values[i] - mean) * (values[i - 1] - mean);
    }
    return both / variance;
  }

  private static TelemetryQuery metrics(TimeRange range, Instant asOf) {
    return TelemetryQuery.builder(range, asOf).modalities(Set.of(Modality.METRICS)).build();
  }

  private static long samples(TelemetryBatch batch, Instant until) {
    long count = 0;
    for (MetricSeries series : batch.metrics()) {
      for (int i = 0; i < series.size(); i++) {
        count += series.epochMillis(i) < until.toEpochMilli() ? 1 : 0;
      }
    }
    return count;
  }

  /** A node that works at half its speed. */
  private record Lame(Component rootCause) implements SimFault {
    @Override
    public String incidentClass() {
      return "lame";
    }

    @Override
    public FaultType faultType() {
      return FaultType.HARDWARE;
    }

    @Override
    public List<PlanStep> remedies() {
      return List.of();
    }

    @Override
    public void begin(SimWorld world) {
      world.set(rootCause, Condition.WORK_RATE, 0.5);
    }

    @Override
    public boolean healed(SimWorld world) {
      return false;
    }
  }
}
