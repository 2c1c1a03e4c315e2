package io.aiops4j.compaction.resources;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops4j.api.compaction.Accumulator;
import io.aiops4j.api.compaction.CompactionWindow;
import io.aiops4j.api.compaction.Compactor;
import io.aiops4j.api.compaction.Evidence;
import io.aiops4j.api.compaction.EvidenceBudget;
import io.aiops4j.api.compaction.FaultType;
import io.aiops4j.api.telemetry.Coverage;
import io.aiops4j.api.telemetry.MetricSeries;
import io.aiops4j.api.telemetry.TelemetryBatch;
import io.aiops4j.api.telemetry.TelemetryQuery;
import io.aiops4j.api.telemetry.TimeRange;
import io.aiops4j.api.telemetry.TrustClass;
import io.aiops4j.api.topology.Component;
import io.aiops4j.api.topology.Topology;
import io.aiops4j.testkit.contract.CompactorContract;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CpuCompactorTest extends CompactorContract {
  private static final Instant START = Instant.parse("2026-01-05T10:00:00Z");

  /** Forty minutes of reference, a guard of two, three minutes observed; a sample a minute. */
  private static final CompactionWindow WINDOW =
      new CompactionWindow(
          List.of(minutes(0, 40)), minutes(42, 45), START.plusSeconds(45 * 60), Topology.empty());

  @Override
  protected Compactor newCompactor() {
    return new CpuCompactor();
  }

  @Override
  protected Sample sample() {
    Random random = new Random(3);
    TelemetryBatch batch = new TelemetryBatch();
    for (int i = 0; i < 12; i++) {
      boolean burns = i % 3 == 0;
      batch.metric(
          series("s" + i, m -> (burns && m >= 42 ? 0.9 : 0.1) + 0.01 * random.nextDouble()));
    }
    return new Sample(batch, WINDOW);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void findsTheServiceThatBurnsCpu(long seed) {
    Random random = new Random(seed);
    List<Evidence> evidence =
        evidence(
            series("calm", m -> 0.2 + 0.02 * random.nextGaussian()),
            series("burning", m -> (m >= 43 ? 0.9 : 0.1) + 0.01 * random.nextGaussian()),
            series("idle", m -> m % 2 == 0 ? 0.0001 : 0.0004));

    assertThat(evidence.get(0).component()).isEqualTo(Component.service("burning"));
    assertThat(evidence.get(0).strength()).isGreaterThan(5);
    assertThat(evidence.get(0).speaksFor()).isEqualTo(FaultType.RESOURCE_EXHAUSTION);
    assertThat(evidence.get(0).trust()).isEqualTo(TrustClass.NODE_AGENT);
    assertThat(evidence).noneMatch(e -> e.component().equals(Component.service("idle")));
  }

  @Test
  void aSpikeInOneSampleOfThreeIsNormal() {
    CompactionWindow four =
        new CompactionWindow(
            List.of(minutes(0, 40)), minutes(42, 46), START.plusSeconds(46 * 60), Topology.empty());
    Accumulator accumulator = new CpuCompactor().accumulator(four);
    accumulator.metric(series("spiky", m -> m == 44 ? 0.9 : 0.1));
    accumulator.metric(series("calm", m -> 0.2));

    assertThat(digest(accumulator)).isEmpty();
  }

  @Test
  void leftoversOfAnEarlierIncidentDoNotHideANewOne() {
    List<Evidence> evidence =
        evidence(
            series("burning", m -> m >= 43 || m >= 10 && m < 14 ? 0.9 : 0.1 + 0.001 * (m % 7)),
            series("calm", m -> 0.2 + 0.001 * (m % 5)),
            series("other", m -> 0.3 + 0.001 * (m % 3)));

    assertThat(evidence.get(0).component()).isEqualTo(Component.service("burning"));
    assertThat(evidence.get(0).strength()).isGreaterThan(3);
  }

  @Test
  void whatComesAndGoesIsNotNew() {
    List<Evidence> evidence =
        evidence(
            series("batch", m -> m % 4 < 2 || m >= 43 ? 0.9 : 0.1),
            series("calm", m -> 0.2 + 0.001 * (m % 5)));

    assertThat(evidence).allSatisfy(e -> assertThat(e.strength()).isLessThan(1.5));
  }

  @Test
  void aShortHistoryIsJudgedByTheDriftOfTheFleet() {
    CompactionWindow early =
        new CompactionWindow(
            List.of(minutes(38, 40)),
            minutes(42, 45),
            START.plusSeconds(45 * 60),
            Topology.empty());
    Accumulator accumulator = new CpuCompactor().accumulator(early);
    for (int i = 0; i < 9; i++) {
      double growth = 1 + 0.5 * i;
      accumulator.metric(series("warming-" + i, m -> m >= 42 ? 0.1 * growth : 0.1));
    }

    assertThat(digest(accumulator)).allSatisfy(e -> assertThat(e.strength()).isLessThan(1.5));
  }

  @Test
  void samplesAfterAsOfAreNotUsed() {
    CompactionWindow now =
        new CompactionWindow(
            List.of(minutes(0, 40)), minutes(42, 60), START.plusSeconds(44 * 60), Topology.empty());
    Accumulator accumulator = new CpuCompactor().accumulator(now);
    accumulator.metric(series("later", m -> m > 44 ? 0.9 : 0.1));

    assertThat(digest(accumulator)).isEmpty();
  }

  private static List<Evidence> evidence(MetricSeries... series) {
    Accumulator accumulator = new CpuCompactor().accumulator(WINDOW);
    List.of(series).forEach(accumulator::metric);
    return digest(accumulator);
  }

  private static List<Evidence> digest(Accumulator accumulator) {
    TelemetryQuery query = TelemetryQuery.builder(minutes(0, 45), WINDOW.asOf()).build();
    return accumulator.digest(EvidenceBudget.STANDARD, Coverage.complete(query, 0)).items();
  }

  private static MetricSeries series(String service, IntToDoubleFunction cpu) {
    long[] times = new long[60];
    double[] values = new double[60];
    for (int m = 0; m < times.length; m++) {
      times[m] = START.plusSeconds(60L * m).toEpochMilli();
      values[m] = cpu.applyAsDouble(m);
    }
    return MetricSeries.builder(Component.service(service), "k8s.pod.cpu.usage")
        .unit("{cpu}")
        .trust(TrustClass.NODE_AGENT)
        .build(times, values);
  }

  private static TimeRange minutes(int from, int to) {
    return new TimeRange(START.plusSeconds(60L * from), START.plusSeconds(60L * to));
  }
}
