package io.aiops4j.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops4j.api.compaction.Accumulator;
import io.aiops4j.api.compaction.CompactionWindow;
import io.aiops4j.api.compaction.Evidence;
import io.aiops4j.api.compaction.EvidenceBudget;
import io.aiops4j.api.signal.Band;
import io.aiops4j.api.signal.PinnedSignal;
import io.aiops4j.api.signal.Reducer;
import io.aiops4j.api.signal.SignalQuery;
import io.aiops4j.api.signal.SignalReading;
import io.aiops4j.api.telemetry.Coverage;
import io.aiops4j.api.telemetry.Modality;
import io.aiops4j.api.telemetry.TelemetryBatch;
import io.aiops4j.api.telemetry.TelemetryQuery;
import io.aiops4j.api.telemetry.TelemetrySource;
import io.aiops4j.api.telemetry.TimeRange;
import io.aiops4j.compaction.Compactors;
import io.aiops4j.compaction.signals.StandardSignalEvaluator;
import io.aiops4j.compaction.source.AsOfGuardSource;
import io.aiops4j.testkit.faults.SimFaults;
import io.aiops4j.testkit.sim.SimCluster;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Law 11: the answer is not in the process that answers; the future is one form of it. */
class AnswerKeyLawTest {
  private static final Instant ONSET = Instant.parse("2026-01-05T01:00:00Z");
  private static final Instant AS_OF = ONSET.plusSeconds(300);
  private static final SimCluster CLUSTER = sick();

  private static SimCluster sick() {
    SimCluster cluster = SimCluster.builder().seed(11).build();
    cluster.inject(SimFaults.gpuOverheats(SimCluster.gpu(2, 1)), ONSET);
    cluster.advanceTo(ONSET.plusSeconds(1_500));
    return cluster;
  }

  /** Breaks the law: answers what was asked with all it will ever know. */
  private static TelemetrySource clairvoyant() {
    return (query, sink) -> {
      TimeRange all = new TimeRange(query.range().from(), CLUSTER.now());
      TelemetryQuery later =
          TelemetryQuery.builder(all, CLUSTER.now())
              .modalities(query.modalities())
              .components(query.components())
              .build();
      return CLUSTER.source().read(later, sink);
    };
  }

  @Test
  void theFutureIsThereForWhoTakesIt() {
    TelemetryBatch honest = read(CLUSTER.source());
    TelemetryBatch future = read(clairvoyant());
    assertThat(future.logs().size()).isGreaterThan(honest.logs().size());
    assertThat(future.spans().size()).isGreaterThan(honest.spans().size());
  }

  @Test
  void theGuardTakesTheFutureOutAndSaysThatItCame() {
    TelemetryBatch honest = read(CLUSTER.source());
    TelemetryBatch guarded = new TelemetryBatch();
    Coverage coverage = new AsOfGuardSource(clairvoyant()).read(query(), guarded);

    assertThat(guarded.logs()).hasSameSizeAs(honest.logs());
    assertThat(guarded.spans()).hasSameSizeAs(honest.spans());
    assertThat(guarded.changes()).hasSameSizeAs(honest.changes());
    assertThat(guarded.metrics())
        .allMatch(series -> series.epochMillis(series.size() - 1) <= AS_OF.toEpochMilli());
    assertThat(coverage.isComplete()).isFalse();
    assertThat(coverage.missing()).anyMatch(gap -> gap.why().contains("returned the future"));
  }

  @Test
  void evidenceIsTheSameWithAndWithoutTheFutureEvenUnguarded() {
    assertThat(digest(clairvoyant())).isEqualTo(digest(CLUSTER.source()));
  }

  @Test
  void aSignalIsReadTheSameWithAndWithoutTheFuture() {
    PinnedSignal hot =
        new PinnedSignal(
            new SignalQuery(
                Modality.METRICS, SimCluster.gpu(2, 1), "DCGM_FI_DEV_GPU_TEMP", labels()),
            Reducer.VALUE,
            Band.atMost(70),
            Optional.empty());
    TimeRange range = new TimeRange(ONSET, ONSET.plusSeconds(1_200));
    List<SignalReading.Sample> honest =
        new StandardSignalEvaluator().evaluate(hot, range, AS_OF, CLUSTER.source()).samples();

    assertThat(honest).isNotEmpty();
    assertThat(new StandardSignalEvaluator().evaluate(hot, range, AS_OF, clairvoyant()).samples())
        .isEqualTo(honest);
  }

  private static SortedMap<String, String> labels() {
    TelemetryBatch batch = read(CLUSTER.source());
    return new TreeMap<>(
        batch.metrics().stream()
            .filter(series -> series.component().equals(SimCluster.gpu(2, 1)))
            .filter(series -> series.name().equals("DCGM_FI_DEV_GPU_TEMP"))
            .findFirst()
            .orElseThrow()
            .attributes());
  }

  /** The range goes on beyond the instant of the question, as a careless caller's does. */
  private static TelemetryQuery query() {
    TimeRange range = new TimeRange(ONSET.minusSeconds(1_800), AS_OF.plusSeconds(600));
    return TelemetryQuery.builder(range, AS_OF).build();
  }

  private static TelemetryBatch read(TelemetrySource source) {
    TelemetryBatch batch = new TelemetryBatch();
    source.read(query(), batch);
    return batch;
  }

  private static List<Evidence> digest(TelemetrySource source) {
    CompactionWindow window =
        new CompactionWindow(
            List.of(new TimeRange(ONSET.minusSeconds(1_800), ONSET.minusSeconds(60))),
            new TimeRange(ONSET.minusSeconds(60), AS_OF),
            AS_OF,
            CLUSTER.topologySource().asOf(AS_OF));
    Accumulator accumulator = Compactors.standard().accumulator(window);
    source.read(query(), accumulator);
    return accumulator.digest(EvidenceBudget.STANDARD, Coverage.complete(query(), 1)).items();
  }
}
