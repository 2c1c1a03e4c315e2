package io.aiops4j.compaction;

import static io.aiops4j.compaction.Telemetry.line;
import static io.aiops4j.compaction.Telemetry.minute;
import static io.aiops4j.compaction.Telemetry.window;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aiops4j.api.compaction.Accumulator;
import io.aiops4j.api.compaction.CompactionWindow;
import io.aiops4j.api.compaction.Compactor;
import io.aiops4j.api.compaction.Evidence;
import io.aiops4j.api.compaction.EvidenceBudget;
import io.aiops4j.api.compaction.EvidenceDigest;
import io.aiops4j.api.signal.SignalReading;
import io.aiops4j.api.telemetry.ChangeEvent;
import io.aiops4j.api.telemetry.ChangeKind;
import io.aiops4j.api.telemetry.Coverage;
import io.aiops4j.api.telemetry.MetricKind;
import io.aiops4j.api.telemetry.Modality;
import io.aiops4j.api.telemetry.TelemetryBatch;
import io.aiops4j.api.telemetry.TimeRange;
import io.aiops4j.api.telemetry.TrustClass;
import io.aiops4j.api.topology.Component;
import io.aiops4j.api.topology.Relation;
import io.aiops4j.api.topology.Topology;
import io.aiops4j.compaction.logs.LogCompactor;
import io.aiops4j.compaction.signals.StandardSignalEvaluator;
import io.aiops4j.testkit.contract.CompactorContract;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

  @Test
  void aChangeThatCouldHaveCausedTheTroubleOutranksANearerOneThatCouldNot() {
    Component web = Component.service("web");
    Component cart = Component.service("cart");
    Component mail = Component.service("mail");
    Topology.Builder topology = Topology.builder().edge(web, Relation.CALLS, cart);
    for (int i = 0; i < 10; i++) {
      topology.edge(mail, Relation.CALLS, Component.service("queue-" + i));
    }
    TelemetryBatch batch = new TelemetryBatch();
    batch.change(deploy(cart, 41)); // web calls it, and web is in trouble from minute 50
    batch.change(deploy(mail, 49)); // nearer, but nothing in trouble depends on it
    batch.change(deploy(Component.service("queue-3"), 58)); // after the onset
    for (int i = 0; i < 600; i++) {
      batch.log(line(web, i / 10.0, "served request " + i, TrustClass.WORKLOAD));
    }
    for (int i = 0; i < 20; i++) {
      String body = "fatal: cart answered with garbage";
      batch.log(line(web, 51 + i / 5.0, body, TrustClass.WORKLOAD));
    }
    Accumulator accumulator = Compactors.standard().accumulator(window(topology.build()));
    Telemetry.push(batch, accumulator);
    List<Evidence> changes =
        accumulator.digest(EvidenceBudget.STANDARD, Telemetry.complete()).items().stream()
            .filter(item -> item.modality() == Modality.CHANGES)
            .toList();
    assertThat(changes)
        .extracting(Evidence::component)
        .containsExactly(cart, mail, Component.service("queue-3"));
    assertThat(changes.get(0).attributes()).containsEntry("touches", "1");
    assertThat(changes.get(1).attributes()).containsEntry("touches", "0");
    assertThat(changes.get(0).strength()).isGreaterThan(changes.get(1).strength());
  }

  private static ChangeEvent deploy(Component component, double minute) {
    return new ChangeEvent(
        "r" + minute,
        minute(minute),
        ChangeKind.DEPLOY,
        component,
        "new revision",
        TrustClass.CONTROL_PLANE,
        new TreeMap<>());
  }

  /** The classes run inside a keyed operator of any engine: no engine is needed to show it. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7, 32})
  void keyedOperatorsThatAreCheckpointedAndMovedSayWhatOneAccumulatorSays(int keyGroups) {
    Sample sample = sample();
    KeyedOperators operators = new KeyedOperators(sample.window(), keyGroups);
    TelemetryBatch all = sample.telemetry();
    all.metrics().forEach(each -> operators.of(each.key()).metric(each));
    operators.checkpointAndMove();
    all.logs().forEach(each -> operators.of(each.component().toString()).log(each));
    operators.checkpointAndMove();
    all.spans().forEach(each -> operators.of(each.traceId()).span(each));
    all.changes().forEach(each -> operators.of(each.component().toString()).change(each));
    operators.checkpointAndMove();

    Accumulator one = Compactors.standard().accumulator(sample.window());
    Telemetry.push(all, one);
    Accumulator merged = operators.merged();
    assertThat(merged.state()).isEqualTo(one.state());
    assertThat(merged.digest(EvidenceBudget.STANDARD, Telemetry.complete()))
        .isEqualTo(one.digest(EvidenceBudget.STANDARD, Telemetry.complete()));
  }

  /** One summary a key group, kept as bytes between two batches, as a stream engine keeps them. */
  private static final class KeyedOperators {
    private final CompactionWindow window;
    private final Accumulator[] groups;

    KeyedOperators(CompactionWindow window, int keyGroups) {
      this.window = window;
      this.groups = new Accumulator[keyGroups];
      Arrays.setAll(groups, group -> Compactors.standard().accumulator(window));
    }

    Accumulator of(String key) {
      return groups[Math.floorMod(key.hashCode(), groups.length)];
    }

    void checkpointAndMove() {
      for (int group = 0; group < groups.length; group++) {
        byte[] checkpoint = groups[group].state();
        groups[group] = Compactors.standard().restore(window, checkpoint);
      }
    }

    Accumulator merged() {
      Accumulator all = Compactors.standard().accumulator(window);
      for (int group = groups.length - 1; group >= 0; group--) {
        all.merge(Compactors.standard().restore(window, groups[group].state()));
      }
      return all;
    }
  }
}
