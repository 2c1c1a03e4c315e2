package io.aiops4j.compaction;

import static io.aiops4j.compaction.Telemetry.line;
import static io.aiops4j.compaction.Telemetry.minute;
import static io.aiops4j.compaction.Telemetry.window;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aiops4j.api.compaction.Accumulator;
import io.aiops4j.api.compaction.Compactor;
import io.aiops4j.api.compaction.Evidence;
import io.aiops4j.api.compaction.EvidenceBudget;
import io.aiops4j.api.compaction.EvidenceDigest;
import io.aiops4j.api.signal.SignalReading;
import io.aiops4j.api.telemetry.Coverage;
import io.aiops4j.api.telemetry.MetricKind;
import io.aiops4j.api.telemetry.Modality;
import io.aiops4j.api.telemetry.TelemetryBatch;
import io.aiops4j.api.telemetry.TimeRange;
import io.aiops4j.compaction.logs.LogCompactor;
import io.aiops4j.compaction.signals.StandardSignalEvaluator;
import io.aiops4j.testkit.contract.CompactorContract;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CompactorsTest extends CompactorContract {
  private static TelemetryBatch incident() {
    Random random = new Random(5);
    TelemetryBatch batch = new TelemetryBatch();
    batch.metric(
        Telemetry.series(
            "DCGM_FI_DEV_GPU_TEMP",
            MetricKind.GAUGE,
            i -> (i < 210 ? 60 : 88) + random.nextDouble()));
    batch.metric(Telemetry.series("node_up", MetricKind.GAUGE, i -> 1));
    for (int i = 0; i < 60; i++) {
      batch.log(line(i + 0.1, "heartbeat " + i + " sent"));
    }
    batch.log(line(53, "NVRM: Xid (PCI:0000:91:00): 79, GPU has fallen off the bus."));
    return batch;
  }

  @Override
  protected Compactor newCompactor() {
    return Compactors.standard();
  }

  @Test
  void theStandardOneSeesAllModalitiesTogether() {
    assertThat(Compactors.standard().modalities()).containsExactlyInAnyOrder(Modality.values());
    EvidenceDigest digest = Telemetry.digest(Compactors.standard(), incident());
    assertThat(digest.items()).extracting(Evidence::kind).contains("log.signature", "metric.shift");
  }

  @Test
  void everySignalOfADigestCanBeReadAgainFromItsFieldsOnly() {
    TelemetryBatch batch = incident();
    for (Evidence item : Telemetry.digest(Compactors.standard(), batch).items()) {
      SignalReading reading =
          new StandardSignalEvaluator()
              .evaluate(
                  item.signal().orElseThrow(),
                  new TimeRange(minute(50), minute(60)),
                  minute(60),
                  Telemetry.careless(batch));
      assertThat(reading.samples()).as(item.statement()).isNotEmpty();
      assertThat(reading.samples())
          .as("the incident shows in its own signal: " + item.statement())
          .anyMatch(sample -> !item.signal().orElseThrow().healthy().contains(sample.value()));
    }
  }

  @Test
  void aSourceThatReturnsNothingIsNeverHealthy() {
    Accumulator accumulator = Compactors.standard().accumulator(window());
    Coverage gap =
        Coverage.partial(
            Telemetry.query(),
            0,
            List.of(new Coverage.Missing(Modality.METRICS, "all", "time-out")));
    EvidenceDigest digest = accumulator.digest(EvidenceBudget.STANDARD, gap);
    assertThat(digest.items()).isEmpty();
    assertThat(digest.coverage().lacks(Modality.METRICS)).isTrue();
    assertThat(digest.omitted()).as("says that it could not compare").isNotEmpty();
  }

  @Test
  void accumulatorsOfOtherCompactorsCannotBeMerged() {
    Accumulator mine = Compactors.standard().accumulator(window());
    Accumulator other = new LogCompactor().accumulator(window());
    assertThatThrownBy(() -> mine.merge(other)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> other.merge(mine)).isInstanceOf(IllegalArgumentException.class);
  }
}
