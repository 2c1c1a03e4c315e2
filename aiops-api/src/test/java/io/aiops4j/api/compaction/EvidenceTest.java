package io.aiops4j.api.compaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aiops4j.api.signal.Band;
import io.aiops4j.api.signal.PinnedSignal;
import io.aiops4j.api.signal.Reducer;
import io.aiops4j.api.signal.SignalQuery;
import io.aiops4j.api.telemetry.Modality;
import io.aiops4j.api.telemetry.TelemetryQuery;
import io.aiops4j.api.telemetry.TimeRange;
import io.aiops4j.api.telemetry.TrustClass;
import io.aiops4j.api.topology.Component;
import io.aiops4j.api.topology.ComponentKind;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EvidenceTest {
  private static final Component GPU = Component.of(ComponentKind.GPU, "node-07/gpu-3");
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final TimeRange RANGE = new TimeRange(NOON.minusSeconds(600), NOON);

  @Test
  void anIdIsTheHashOfWhatIsSaidOfWhomAndWhen() {
    Evidence one = hot().build();
    assertThat(one.id()).matches("[0-9a-f]{12}").isEqualTo(hot().build().id());

    assertThat(hot().statement("it is cold").build().id()).isNotEqualTo(one.id());
    TimeRange later = new TimeRange(NOON.minusSeconds(599), NOON);
    assertThat(of(Modality.METRICS, GPU, "metric.shift", later).build().id())
        .isNotEqualTo(one.id());
    Component other = Component.of(ComponentKind.GPU, "node-07/gpu-4");
    assertThat(of(Modality.METRICS, other, "metric.shift", RANGE).build().id())
        .isNotEqualTo(one.id());
    assertThat(of(Modality.METRICS, GPU, "metric.state", RANGE).build().id())
        .isNotEqualTo(one.id());
    assertThat(of(Modality.LOGS, GPU, "metric.shift", RANGE).build().id()).isNotEqualTo(one.id());
  }

  /** The first 12 digits of SHA-256 over the five fields, each ended by U+001F. */
  @Test
  void anIdStaysTheSameFromReleaseToRelease() {
    assertThat(hot().build().id()).isEqualTo("0340d5ee8c1a");
  }

  @Test
  void whatIsMadeOfItDoesNotChangeAnId() {
    assertThat(
            hot().strength(3).trust(TrustClass.WORKLOAD).attributes(Map.of("a", "b")).build().id())
        .isEqualTo(hot().build().id());
  }

  @Test
  void strengthIsCutAtTwelve() {
    assertThat(hot().strength(300).build().strength()).isEqualTo(12);
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.1, Double.NaN, Double.NEGATIVE_INFINITY})
  void strengthBelowZeroOrNotANumberIsRefused(double strength) {
    assertThatThrownBy(() -> hot().strength(strength).build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("metric.shift of gpu:node-07/gpu-3");
  }

  @Test
  void ofEquallyStrongWhatSpeaksForAFaultComesFirstThenWhatRecoveryCanBeJudgedBy() {
    PinnedSignal signal =
        new PinnedSignal(
            new SignalQuery(Modality.METRICS, GPU, "temperature", new TreeMap<>()),
            Reducer.VALUE,
            Band.atMost(80),
            Optional.empty());
    Evidence symptom = hot().statement("symptom").strength(9).build();
    Evidence seen = hot().statement("symptom with a signal").strength(9).signal(signal).build();
    Evidence cause = hot().statement("cause").strength(9).speaksFor(FaultType.HARDWARE).build();
    Evidence strongest = hot().statement("strongest").strength(10).build();

    assertThat(Stream.of(symptom, seen, cause, strongest).sorted(Evidence.BY_STRENGTH))
        .containsExactly(strongest, cause, seen, symptom);
  }

  @Test
  void laterChangesOfTheCallersMapDoNotShow() {
    Map<String, String> attributes = new TreeMap<>(Map.of("a", "b"));
    Evidence evidence = hot().attributes(attributes).build();
    attributes.put("c", "d");
    assertThat(evidence.attributes()).containsOnlyKeys("a");
  }

  private static Evidence.Builder hot() {
    return of(Modality.METRICS, GPU, "metric.shift", RANGE);
  }

  private static Evidence.Builder of(
      Modality modality, Component component, String kind, TimeRange range) {
    return Evidence.builder(modality, component, kind, range)
        .statement("it is hot")
        .query(TelemetryQuery.builder(range, NOON).build());
  }
}
