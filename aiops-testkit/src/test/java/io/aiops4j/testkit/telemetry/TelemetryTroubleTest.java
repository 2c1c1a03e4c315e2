package io.aiops4j.testkit.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aiops4j.api.telemetry.Coverage;
import io.aiops4j.api.telemetry.MetricSeries;
import io.aiops4j.api.telemetry.Modality;
import io.aiops4j.api.telemetry.TelemetryBatch;
import io.aiops4j.api.telemetry.TelemetryQuery;
import io.aiops4j.api.telemetry.TelemetrySource;
import io.aiops4j.api.telemetry.TelemetryUnavailableException;
import io.aiops4j.api.telemetry.TimeRange;
import io.aiops4j.api.topology.Component;
import io.aiops4j.testkit.faults.SimFaults;
import io.aiops4j.testkit.sim.SimCluster;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A GPU overheats at one o'clock; troubled sources tell it otherwise. */
class TelemetryTroubleTest {
  private static final Instant ONSET = Instant.parse("2026-01-05T01:00:00Z");
  private static final Instant NOW = ONSET.plusSeconds(1800);
  private static final Component GPU = SimCluster.gpu(2, 1);
  private static final String TEMPERATURE = "DCGM_FI_DEV_GPU_TEMP";
  private static final SimCluster CLUSTER = hot();

  private static SimCluster hot() {
    SimCluster cluster = SimCluster.builder().seed(7).build();
    cluster.inject(SimFaults.gpuOverheats(GPU), ONSET);
    cluster.advanceTo(NOW);
    return cluster;
  }

  @Test
  void aStaleSourceKnowsNothingNewAndThinksThatThisIsAll() {
    Answer answer = ask(CLUSTER.source(TelemetryTrouble.stale(ONSET)));

    assertThat(answer.temperatures()).isNotEmpty().allMatch(celsius -> celsius < 80);
    assertThat(answer.last()).isBefore(ONSET);
    assertThat(answer.coverage.isComplete()).isTrue();
    assertThat(answer.coverage.completeUntil()).isEqualTo(NOW);
  }

  @Test
  void aFrozenExporterGoesOnWithItsLastValue() {
    Answer answer = ask(CLUSTER.source(TelemetryTrouble.frozen(GPU, TEMPERATURE, ONSET)));

    assertThat(answer.last()).isAfter(NOW.minusSeconds(60));
    assertThat(answer.temperatures()).allMatch(celsius -> celsius < 80);
    assertThat(answer.valuesSince(ONSET)).hasSizeGreaterThan(100).containsOnly(answer.lastValue());
    assertThat(answer.coverage.isComplete()).isTrue();
  }

  @Test
  void aFrozenExporterTellsTheSameWhereverTheQuestionBegins() {
    TelemetrySource source = CLUSTER.source(TelemetryTrouble.frozen(GPU, TEMPERATURE, ONSET));

    Answer late = ask(source, new TimeRange(NOW.minusSeconds(300), NOW));

    assertThat(late.temperatures()).isNotEmpty().containsOnly(ask(source).lastValue());
  }

  @Test
  void aDroppedMetricIsNotThereAndNotMissed() {
    Answer answer = ask(CLUSTER.source(TelemetryTrouble.drops(GPU, TEMPERATURE)));

    assertThat(answer.temperatures()).isEmpty();
    assertThat(answer.batch.metrics()).isNotEmpty();
    assertThat(answer.coverage.isComplete()).isTrue();
    assertThat(answer.coverage.records())
        .isEqualTo(answer.batch.metrics().stream().mapToLong(MetricSeries::size).sum());
  }

  @Test
  void aGapIsEmptyAndAdmitted() {
    Instant end = ONSET.plusSeconds(600);
    Answer answer = ask(CLUSTER.source(TelemetryTrouble.nothing(ONSET, end)));

    assertThat(answer.valuesSince(ONSET)).isEqualTo(answer.valuesSince(end)).isNotEmpty();
    assertThat(answer.coverage.lacks(Modality.METRICS)).isTrue();
    assertThat(
            ask(CLUSTER.source(TelemetryTrouble.nothing(ONSET, end)), new TimeRange(end, NOW))
                .coverage
                .isComplete())
        .isTrue();
  }

  @Test
  void aFailingSourceThrowsForAWhile() {
    TelemetrySource source = CLUSTER.source(TelemetryTrouble.fails(ONSET, NOW));

    assertThatThrownBy(() -> ask(source, new TimeRange(ONSET, ONSET.plusSeconds(60))))
        .isInstanceOfSatisfying(
            TelemetryUnavailableException.class, e -> assertThat(e.retryable()).isTrue())
        .hasMessageContaining("ask again from " + NOW);
    assertThat(ask(source).temperatures()).isNotEmpty();
  }

  @Test
  void aSecondExporterSaysThatAllIsWell() {
    Answer answer = ask(CLUSTER.source(TelemetryTrouble.contradicts(GPU, TEMPERATURE)));

    List<MetricSeries> both =
        answer.batch.metrics().stream().filter(s -> s.name().equals(TEMPERATURE)).toList();
    assertThat(both).hasSize(2);
    assertThat(highest(both.get(0))).isGreaterThan(88);
    assertThat(highest(both.get(1))).isLessThan(72);
    assertThat(both.get(1).attributes()).isEqualTo(Map.of("exporter", "second"));
    assertThat(answer.coverage.isComplete()).isTrue();
  }

  @Test
  void aTruncatedAnswerSaysSo() {
    Answer answer = ask(CLUSTER.source(TelemetryTrouble.truncated(50)));

    assertThat(answer.coverage.records()).isEqualTo(50);
    assertThat(answer.coverage.lacks(Modality.METRICS)).isTrue();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TelemetryTrouble.truncated(0))
        .withMessageContaining("at least 1");
  }

  @Test
  void troublesAddUp() {
    Answer answer =
        ask(
            CLUSTER.source(
                TelemetryTrouble.drops(GPU, "DCGM_FI_DEV_POWER_USAGE"),
                TelemetryTrouble.stale(ONSET)));

    assertThat(answer.last()).isBefore(ONSET);
    assertThat(answer.batch.metrics())
        .extracting(MetricSeries::name)
        .contains(TEMPERATURE)
        .doesNotContain("DCGM_FI_DEV_POWER_USAGE");
  }

  private static double highest(MetricSeries series) {
    double highest = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < series.size(); i++) {
      highest = Math.max(highest, series.value(i));
    }
    return highest;
  }

  private static Answer ask(TelemetrySource source) {
    return ask(source, new TimeRange(ONSET.minus(Duration.ofMinutes(20)), NOW));
  }

  private static Answer ask(TelemetrySource source, TimeRange range) {
    TelemetryBatch batch = new TelemetryBatch();
    Coverage coverage =
        source.read(
            TelemetryQuery.builder(range, range.to())
                .components(Set.of(GPU))
                .modalities(Set.of(Modality.METRICS))
                .build(),
            batch);
    return new Answer(batch, coverage);
  }

  private record Answer(TelemetryBatch batch, Coverage coverage) {
    List<Double> temperatures() {
      return valuesSince(Instant.EPOCH);
    }

    List<Double> valuesSince(Instant from) {
      return batch.metrics().stream()
          .filter(series -> series.name().equals(TEMPERATURE))
          .flatMap(
              series ->
                  java.util.stream.IntStream.range(0, series.size())
                      .filter(i -> series.epochMillis(i) >= from.toEpochMilli())
                      .mapToObj(series::value))
          .toList();
    }

    double lastValue() {
      List<Double> all = temperatures();
      return all.get(all.size() - 1);
    }

    Instant last() {
      return batch.metrics().stream()
          .map(series -> Instant.ofEpochMilli(series.epochMillis(series.size() - 1)))
          .max(Instant::compareTo)
          .orElseThrow();
    }
  }
}
