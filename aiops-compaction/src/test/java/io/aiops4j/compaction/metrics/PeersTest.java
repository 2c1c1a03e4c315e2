package io.aiops4j.compaction.metrics;

import static io.aiops4j.compaction.Telemetry.ALL_SAMPLES;
import static io.aiops4j.compaction.Telemetry.REFERENCE_SAMPLES;
import static io.aiops4j.compaction.Telemetry.STEP_MILLIS;
import static io.aiops4j.compaction.Telemetry.complete;
import static io.aiops4j.compaction.Telemetry.minute;
import static io.aiops4j.compaction.Telemetry.window;
import static org.assertj.core.api.Assertions.assertThat;

import io.aiops4j.api.compaction.Accumulator;
import io.aiops4j.api.compaction.Evidence;
import io.aiops4j.api.compaction.EvidenceBudget;
import io.aiops4j.api.compaction.FaultType;
import io.aiops4j.api.telemetry.MetricSeries;
import io.aiops4j.api.telemetry.TrustClass;
import io.aiops4j.api.topology.Component;
import io.aiops4j.api.topology.ComponentKind;
import io.aiops4j.api.topology.Relation;
import io.aiops4j.api.topology.Topology;
import io.aiops4j.compaction.Telemetry;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What one device shows against the others, and what all of them show together. */
class PeersTest {
  private static final Component JOB = Component.of(ComponentKind.JOB, "train-1");
  private static final String TEMPERATURE = "DCGM_FI_DEV_GPU_TEMP";
  private static final String BUSY = "DCGM_FI_DEV_GPU_UTIL";

  private final Random random = new Random(7);

  /** Value of a device at a sample, before noise. */
  private interface Level {
    double at(int device, int sample);
  }

  private static Component gpu(int i) {
    return Component.of(ComponentKind.GPU, "node-" + i / 8 + "/gpu-" + i % 8);
  }

  private static Topology jobOn(int devices) {
    Topology.Builder topology = Topology.builder();
    for (int i = 0; i < devices; i++) {
      Component node = Component.of(ComponentKind.NODE, "node-" + i / 8);
      topology.edge(gpu(i), Relation.PART_OF, node).edge(JOB, Relation.RUNS_ON, gpu(i));
    }
    return topology.build();
  }

  private List<MetricSeries> devices(int count, String name, int from, Level level) {
    List<MetricSeries> all = new ArrayList<>();
    for (int device = 0; device < count; device++) {
      int who = device;
      long[] times =
          IntStream.range(from, ALL_SAMPLES)
              .mapToLong(i -> Telemetry.START.toEpochMilli() + i * STEP_MILLIS)
              .toArray();
      double[] values =
          IntStream.range(from, ALL_SAMPLES)
              .mapToDouble(i -> level.at(who, i) + random.nextGaussian())
              .toArray();
      all.add(
          MetricSeries.builder(gpu(device), name)
              .trust(TrustClass.NODE_AGENT)
              .attributes(Map.of("UUID", "GPU-" + device))
              .build(times, values));
    }
    return all;
  }

  private static List<Evidence> looked(Topology topology, List<MetricSeries> series) {
    Accumulator accumulator = new MetricCompactor().accumulator(window(topology));
    series.forEach(accumulator::metric);
    return accumulator.digest(new EvidenceBudget(1_000, 1_000_000), complete()).items();
  }

  @Test
  void theStragglerOfAJobThatHasJustBegunIsFoundWithoutHistory() {
    List<Evidence> items =
        looked(
            jobOn(8),
            devices(8, TEMPERATURE, REFERENCE_SAMPLES, (device, i) -> device == 3 ? 92 : 61));
    assertThat(items).singleElement();
    Evidence hot = items.get(0);
    assertThat(hot.kind()).isEqualTo("metric.peer");
    assertThat(hot.component()).isEqualTo(gpu(3));
    assertThat(hot.speaksFor()).isEqualTo(FaultType.HARDWARE);
    assertThat(hot.strength()).isGreaterThan(3);
    assertThat(hot.signal().orElseThrow().healthy().contains(61)).isTrue();
    assertThat(hot.signal().orElseThrow().healthy().contains(92)).isFalse();
    assertThat(hot.statement()).contains("median of 8 of train-1");
  }

  @Test
  void oneAtTheEndOfAllNumbersIsUnlikeItsPeersAsAnyOther() {
    List<MetricSeries> still = new ArrayList<>();
    long[] times =
        IntStream.range(REFERENCE_SAMPLES, ALL_SAMPLES)
            .mapToLong(i -> Telemetry.START.toEpochMilli() + i * STEP_MILLIS)
            .toArray();
    for (int device = 0; device < 8; device++) {
      double[] values = new double[times.length];
      Arrays.fill(values, device == 3 ? -Double.MAX_VALUE : 0.5);
      still.add(MetricSeries.builder(gpu(device), TEMPERATURE).build(times, values));
    }
    assertThat(looked(jobOn(8), still))
        .singleElement()
        .satisfies(item -> assertThat(item.component()).isEqualTo(gpu(3)))
        .satisfies(item -> assertThat(item.magnitude()).isEqualTo(-1_000));
  }

  @Test
  void eachOfManyThatDifferIsComparedWithWhatItWas() {
    Level level = (device, i) -> device < 3 ? 75 : device < 6 && i >= REFERENCE_SAMPLES ? 92 : 61;
    assertThat(looked(jobOn(16), devices(16, TEMPERATURE, 0, level)))
        .extracting(Evidence::component)
        .containsExactlyInAnyOrder(gpu(3), gpu(4), gpu(5));
  }

  @Test
  void oneThatAlwaysDifferedFromItsPeersIsAsItAlwaysWas() {
    assertThat(looked(jobOn(8), devices(8, TEMPERATURE, 0, (device, i) -> device == 3 ? 75 : 61)))
        .isEmpty();
  }

  @Test
  void withoutTopologyOrWithTooFewPeersThereIsNothingToCompareWith() {
    Level oneHot = (device, i) -> device == 1 ? 92 : 61;
    assertThat(looked(Topology.empty(), devices(8, TEMPERATURE, REFERENCE_SAMPLES, oneHot)))
        .isEmpty();
    assertThat(looked(jobOn(3), devices(3, TEMPERATURE, REFERENCE_SAMPLES, oneHot))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void peersThatDifferByNoiseAloneAreAlike(int seed) {
    random.setSeed(seed);
    assertThat(looked(jobOn(16), devices(16, TEMPERATURE, REFERENCE_SAMPLES, (device, i) -> 61)))
        .isEmpty();
  }

  @Test
  void whatAllDevicesOfAJobShowTogetherIsOneFactOfTheJob() {
    List<Evidence> items =
        looked(jobOn(32), devices(32, BUSY, 0, (device, i) -> i < 210 + device % 2 ? 95 : 3));
    assertThat(items).singleElement();
    Evidence idle = items.get(0);
    assertThat(idle.component()).isEqualTo(JOB);
    assertThat(idle.kind()).isEqualTo("metric.shift");
    assertThat(idle.attributes())
        .containsEntry("metric", BUSY)
        .containsEntry("direction", "down")
        .containsEntry("parts", "32 of 32");
    assertThat(idle.range().from()).isEqualTo(minute(52.5));
    assertThat(idle.query().components()).hasSize(32);
    assertThat(idle.signal()).as("activity follows the work").isEmpty();
  }

  @Test
  void theOneThatBrokeStaysAFactOfItsOwnBesideTheCommonOne() {
    List<MetricSeries> telemetry =
        devices(32, BUSY, 0, (device, i) -> i < 210 ? 95 : device == 5 ? 60 : 3);
    telemetry.addAll(devices(32, TEMPERATURE, 0, (device, i) -> i < 205 || device != 5 ? 61 : 93));
    List<Evidence> items = looked(jobOn(32), telemetry);
    assertThat(items.stream().map(item -> item.component()).distinct())
        .containsExactlyInAnyOrder(JOB, gpu(5));
    Evidence hot =
        items.stream()
            .filter(item -> TEMPERATURE.equals(item.attributes().get("metric")))
            .findFirst()
            .orElseThrow();
    assertThat(hot.kind()).isEqualTo("metric.shift");
    assertThat(Double.parseDouble(hot.attributes().get("peerSigmas"))).isGreaterThan(5);
  }

  @Test
  void theDeviceThatDidNotFollowItsPeersIsSaid() {
    List<Evidence> items =
        looked(jobOn(16), devices(16, BUSY, 0, (device, i) -> i < 210 || device == 9 ? 95 : 3));
    assertThat(items).hasSize(2);
    assertThat(items).anyMatch(item -> item.component().equals(JOB));
    assertThat(items)
        .anyMatch(item -> item.component().equals(gpu(9)) && item.kind().equals("metric.peer"));
  }

  @Test
  void shiftsAtDifferentTimesAreNoCommonFact() {
    List<Evidence> items =
        looked(jobOn(8), devices(8, BUSY, 0, (device, i) -> i < 202 + 4 * device ? 95 : 3));
    assertThat(items).noneMatch(item -> item.component().equals(JOB));
    assertThat(items).hasSize(8);
  }

  @Test
  void aGaugeThatBeginsToJumpAtTheSameLevelIsEvidence() {
    List<Evidence> items =
        looked(
            Topology.empty(),
            devices(
                1,
                "queue_length",
                0,
                (device, i) ->
                    500 + 100 * Math.sin(i / 15.0) + (i >= REFERENCE_SAMPLES ? 60 * (i % 2) : 0)));
    assertThat(items).singleElement();
    assertThat(items.get(0).kind()).isEqualTo("metric.jitter");
    assertThat(items.get(0).signal().orElseThrow().healthy().contains(60)).isFalse();
    assertThat(items.get(0).signal().orElseThrow().healthy().contains(8)).isTrue();
  }
}
