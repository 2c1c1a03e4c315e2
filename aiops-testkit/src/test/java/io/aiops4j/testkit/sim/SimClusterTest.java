package io.aiops4j.testkit.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aiops4j.api.action.ActionType;
import io.aiops4j.api.action.PlanStep;
import io.aiops4j.api.telemetry.Coverage;
import io.aiops4j.api.telemetry.MetricSeries;
import io.aiops4j.api.telemetry.Modality;
import io.aiops4j.api.telemetry.Span;
import io.aiops4j.api.telemetry.TelemetryBatch;
import io.aiops4j.api.telemetry.TelemetryQuery;
import io.aiops4j.api.telemetry.TimeRange;
import io.aiops4j.api.topology.Component;
import io.aiops4j.api.topology.ComponentKind;
import io.aiops4j.api.topology.Relation;
import io.aiops4j.api.topology.Topology;
import io.aiops4j.testkit.faults.SimFaults;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SimClusterTest {
  private static final Instant ONSET = Instant.parse("2026-01-05T01:00:00Z");
  private static final Component JOB = SimCluster.job("llm-7b");

  @Test
  void theSameSeedAndCallsGiveTheSameBytes() {
    assertThat(wholeStory(7).fingerprint()).isEqualTo(wholeStory(7).fingerprint());
    assertThat(wholeStory(7).fingerprint()).isNotEqualTo(wholeStory(8).fingerprint());
  }

  @Test
  void givesTheBytesThatEveryJdkGives() {
    assertThat(wholeStory(7).fingerprint()).startsWith("c1017dba5e582ccf");
  }

  @Test
  void thePastLooksTheSameWheneverItIsAsked() {
    SimCluster cluster = sick(7);
    cluster.advanceTo(ONSET.plusSeconds(300));
    Look early = new Look(cluster, ONSET, ONSET.plusSeconds(300));
    // A request is seen once it has ended.
    Instant settled = ONSET.plusSeconds(290);
    String before = new Look(cluster, ONSET, settled).fingerprint();
    early.fingerprint();

    cluster.apply(PlanStep.of(0, ActionType.DRAIN, SimCluster.node(2)), "key-1");
    cluster.advance(Duration.ofMinutes(30));

    TelemetryBatch again = new TelemetryBatch();
    cluster
        .source()
        .read(
            TelemetryQuery.builder(new TimeRange(ONSET, settled), ONSET.plusSeconds(300)).build(),
            again);
    assertThat(Look.fingerprint(again)).isEqualTo(before);
  }

  @Test
  void aNarrowQuestionGetsTheSameSamplesAsAWideOne() {
    SimCluster cluster = sick(3);
    cluster.advanceTo(ONSET.plusSeconds(1200));
    Component gpu = SimCluster.gpu(2, 1);

    double[] wide =
        new Look(cluster, ONSET, cluster.now()).metric(gpu, "DCGM_FI_DEV_POWER_USAGE").toArray();
    double[] narrow =
        new Look(cluster, ONSET.plusSeconds(600), cluster.now())
            .metric(gpu, "DCGM_FI_DEV_POWER_USAGE")
            .toArray();

    assertThat(wide).endsWith(narrow);
    assertThat(narrow).hasSizeGreaterThan(35);
  }

  @Test
  void nothingIsLaterThanTheQuestionOrThanNow() {
    SimCluster cluster = sick(1);
    cluster.advanceTo(ONSET.plusSeconds(900));
    Instant asOf = ONSET.plusSeconds(333);
    TelemetryBatch batch = new TelemetryBatch();

    Coverage coverage =
        cluster
            .source()
            .read(
                TelemetryQuery.builder(new TimeRange(ONSET, ONSET.plusSeconds(600)), asOf).build(),
                batch);

    assertThat(coverage.completeUntil()).isEqualTo(asOf);
    assertThat(batch.metrics()).allMatch(s -> last(s) <= asOf.toEpochMilli());
    assertThat(batch.logs()).noneMatch(log -> log.time().isAfter(asOf));
    assertThat(batch.spans()).noneMatch(span -> span.end().isAfter(asOf));
    assertThat(batch.changes()).noneMatch(change -> change.time().isAfter(asOf));

    Instant tomorrow = cluster.now().plusSeconds(86_400);
    Coverage future =
        cluster
            .source()
            .read(
                TelemetryQuery.builder(new TimeRange(ONSET, tomorrow), tomorrow).build(),
                new TelemetryBatch());
    assertThat(future.completeUntil()).isEqualTo(cluster.now());
    assertThat(future.isComplete()).isFalse();
  }

  @Test
  void whatIsNotPartOfTheFleetIsMissingAndNotInvented() {
    SimCluster cluster = SimCluster.builder().build();
    cluster.advance(Duration.ofMinutes(5));
    TelemetryBatch batch = new TelemetryBatch();

    Coverage coverage =
        cluster
            .source()
            .read(
                TelemetryQuery.builder(new TimeRange(cluster.start(), cluster.now()), cluster.now())
                    .components(Set.of(Component.service("nobody")))
                    .modalities(Set.of(Modality.METRICS))
                    .build(),
                batch);

    assertThat(batch.isEmpty()).isTrue();
    assertThat(coverage.lacks(Modality.METRICS)).isTrue();
  }

  @Test
  void aNodeThatRebootsIsNotSeenAndTheCoverageSaysSo() {
    SimCluster cluster = SimCluster.builder().build();
    cluster.advance(Duration.ofMinutes(5));
    cluster.apply(PlanStep.of(0, ActionType.REBOOT, SimCluster.node(4)), "key-1");
    cluster.advance(Duration.ofMinutes(3));
    TelemetryBatch batch = new TelemetryBatch();

    Coverage coverage =
        cluster
            .source()
            .read(
                TelemetryQuery.builder(
                        new TimeRange(cluster.now().minusSeconds(120), cluster.now()),
                        cluster.now())
                    .components(Set.of(SimCluster.gpu(4, 0)))
                    .modalities(Set.of(Modality.METRICS))
                    .build(),
                batch);

    assertThat(batch.metrics()).isEmpty();
    assertThat(coverage.lacks(Modality.METRICS)).isTrue();
  }

  @Test
  void theTopologyFollowsTheJob() {
    SimCluster cluster = sick(7);
    cluster.advanceTo(ONSET.plusSeconds(600));
    cluster.apply(PlanStep.of(0, ActionType.DRAIN, SimCluster.node(2)), "key-1");
    cluster.advance(Duration.ofMinutes(5));

    Topology before = cluster.topologySource().asOf(ONSET);
    Topology after = cluster.topologySource().asOf(cluster.now());

    assertThat(before.occupants(SimCluster.node(2)))
        .contains(SimCluster.gpu(2, 1), SimCluster.nic(2, 0), JOB);
    assertThat(after.occupants(SimCluster.node(2))).doesNotContain(JOB);
    assertThat(after.occupants(SimCluster.node(4))).contains(JOB);
    assertThat(after.from(Component.service("ranker"), Relation.CALLS))
        .containsExactly(Component.service("embedder"), Component.service("feature-store"));
    assertThat(before.foundations(SimCluster.gpu(2, 1)))
        .contains(SimCluster.node(2), Component.of(ComponentKind.of("rack"), "rack-1"));
    assertThat(cluster.topologySource().asOf(cluster.start().minusSeconds(1)).components())
        .isEmpty();
  }

  @Test
  void tracesAreTreesOfCallsInsideTheirCallers() {
    SimCluster cluster = SimCluster.builder().build();
    cluster.advance(Duration.ofMinutes(10));
    TelemetryBatch batch =
        Look.last(cluster, Duration.ofMinutes(5)).read(Set.of(), Set.of(Modality.TRACES));

    Map<String, Span> byId = new HashMap<>();
    batch.spans().forEach(span -> byId.put(span.traceId() + span.spanId(), span));
    long inside = 0;
    for (Span span : batch.spans()) {
      Span parent = byId.get(span.traceId() + span.parentSpanId());
      if (parent != null) {
        assertThat(span.start()).isAfterOrEqualTo(parent.start());
        assertThat(span.end()).isBeforeOrEqualTo(parent.end());
        inside++;
      }
    }
    assertThat(byId).hasSameSizeAs(batch.spans());
    assertThat(inside).isGreaterThan(500);
  }

  @Test
  void theNoiseLooksLikeNoise() {
    SimCluster cluster = SimCluster.builder().deployEvery(Duration.ZERO).build();
    cluster.advance(Duration.ofHours(4));
    double[] power =
        Look.last(cluster, Duration.ofHours(3))
            .metric(SimCluster.gpu(1, 0), "DCGM_FI_DEV_POWER_USAGE")
            .toArray();

    double mean = java.util.Arrays.stream(power).average().orElseThrow();
    double variance = 0;
    double covariance = 0;
    for (int i = 1; i < power.length; i++) {
      variance += (power[i] - mean) * (power[i] - mean);
      covariance += (power[i] - mean) * (power[i - 1] - mean);
    }
    assertThat(covariance / variance).as("lag-1 autocorrelation").isBetween(0.65, 0.92);
    assertThat(power.length).as("some of 720 samples are lost").isBetween(690, 719);
  }

  @Test
  void aLargeFleetIsOneLineAway() {
    SimCluster cluster = SimCluster.builder().nodes(32, 8).job("big", 20).job("small", 4).build();
    cluster.inject(SimFaults.linkFlaps(SimCluster.nic(2, 0)), ONSET);
    cluster.advanceTo(ONSET.plusSeconds(600));

    assertThat(Look.last(cluster, Duration.ofMinutes(5)).mean(SimCluster.job("big"), TOKENS))
        .isLessThan(150_000);
    assertThat(Look.last(cluster, Duration.ofMinutes(5)).mean(SimCluster.job("small"), TOKENS))
        .isGreaterThan(50_000);
  }

  private static final String TOKENS = "training.tokens_per_second";

  @Test
  void saysWhatDoesNotFitTogether() {
    assertThatThrownBy(() -> SimCluster.builder().job("big", 9).build())
        .hasMessageContaining("wants 9 nodes");
    assertThatThrownBy(() -> SimCluster.builder().service("a", "b").build())
        .hasMessageContaining("must be added before");
    SimCluster cluster = SimCluster.builder().build();
    assertThatThrownBy(
            () -> cluster.inject(SimFaults.gpuOverheats(SimCluster.gpu(9, 9)), cluster.now()))
        .hasMessageContaining("The fleet has no gpu:node-09/gpu-9");
    assertThatThrownBy(() -> cluster.advanceTo(cluster.start().minusSeconds(1)))
        .hasMessageContaining("cannot go back");
  }

  private static long last(MetricSeries series) {
    return series.epochMillis(series.size() - 1);
  }

  private static SimCluster sick(long seed) {
    SimCluster cluster = SimCluster.builder().seed(seed).build();
    cluster.inject(SimFaults.gpuOverheats(SimCluster.gpu(2, 1)), ONSET);
    return cluster;
  }

  /** All four faults and their remedies, one after the other, in two virtual hours. */
  private static Look wholeStory(long seed) {
    SimCluster cluster = SimCluster.builder().seed(seed).build();
    SimFault[] faults = {
      SimFaults.gpuMemoryBreaks(SimCluster.gpu(1, 3)),
      SimFaults.badRollout(Component.service("embedder")),
      SimFaults.linkFlaps(SimCluster.nic(3, 1)),
      SimFaults.gpuOverheats(SimCluster.gpu(2, 1))
    };
    for (SimFault fault : faults) {
      cluster.inject(fault, cluster.now().plusSeconds(60));
      cluster.advance(Duration.ofMinutes(12));
      cluster.apply(fault.remedies().get(0), fault.incidentClass());
      cluster.advance(Duration.ofMinutes(15));
    }
    return new Look(cluster, cluster.start(), cluster.now());
  }
}
