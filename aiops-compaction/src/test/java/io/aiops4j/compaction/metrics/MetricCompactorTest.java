package io.aiops4j.compaction.metrics;

import static io.aiops4j.compaction.Telemetry.REFERENCE_SAMPLES;
import static io.aiops4j.compaction.Telemetry.complete;
import static io.aiops4j.compaction.Telemetry.digest;
import static io.aiops4j.compaction.Telemetry.minute;
import static io.aiops4j.compaction.Telemetry.series;
import static io.aiops4j.compaction.Telemetry.window;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.aiops4j.api.compaction.Accumulator;
import io.aiops4j.api.compaction.CompactionWindow;
import io.aiops4j.api.compaction.Compactor;
import io.aiops4j.api.compaction.Evidence;
import io.aiops4j.api.compaction.EvidenceBudget;
import io.aiops4j.api.compaction.EvidenceDigest;
import io.aiops4j.api.compaction.FaultType;
import io.aiops4j.api.compaction.Shape;
import io.aiops4j.api.signal.Band;
import io.aiops4j.api.signal.PinnedSignal;
import io.aiops4j.api.signal.Reducer;
import io.aiops4j.api.signal.SignalReading;
import io.aiops4j.api.telemetry.ChangeEvent;
import io.aiops4j.api.telemetry.ChangeKind;
import io.aiops4j.api.telemetry.Coverage;
import io.aiops4j.api.telemetry.MetricKind;
import io.aiops4j.api.telemetry.MetricSeries;
import io.aiops4j.api.telemetry.Modality;
import io.aiops4j.api.telemetry.TelemetryBatch;
import io.aiops4j.api.telemetry.TimeRange;
import io.aiops4j.api.telemetry.TrustClass;
import io.aiops4j.compaction.Telemetry;
import io.aiops4j.compaction.signals.StandardSignalEvaluator;
import io.aiops4j.testkit.contract.CompactorContract;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MetricCompactorTest extends CompactorContract {
  private static final String TEMPERATURE = "DCGM_FI_DEV_GPU_TEMP";

  private static double[] noise(int seed) {
    Random random = new Random(seed);
    return random.doubles(Telemetry.ALL_SAMPLES, -1, 1).toArray();
  }

  private static EvidenceDigest looked(MetricSeries... series) {
    TelemetryBatch batch = new TelemetryBatch();
    for (MetricSeries each : series) {
      batch.metric(each);
    }
    return digest(new MetricCompactor(), batch);
  }

  private static MetricSeries gauge(String name, IntToDoubleFunction values) {
    return series(name, MetricKind.GAUGE, values);
  }

  /** Keeps the source alive where the series under test is silent. */
  private static MetricSeries steady() {
    double[] noise = noise(99);
    return gauge("steady", i -> 50 + noise[i]);
  }

  @Override
  protected Compactor newCompactor() {
    return new MetricCompactor();
  }

  @Test
  void aLevelShiftIsEvidenceWithOnsetDirectionAndASignal() {
    double[] noise = noise(1);
    EvidenceDigest digest =
        looked(gauge(TEMPERATURE, i -> (i < REFERENCE_SAMPLES + 8 ? 60 : 85) + noise[i]));

    Evidence hot = digest.items().get(0);
    assertThat(hot.kind()).isEqualTo("metric.shift");
    assertThat(hot.speaksFor()).isEqualTo(FaultType.HARDWARE);
    assertThat(hot.shape()).isEqualTo(Shape.LEVEL_SHIFT);
    assertThat(hot.range().from()).isEqualTo(minute(52));
    assertThat(hot.magnitude()).isGreaterThan(10);
    assertThat(hot.unit()).isEqualTo("sigma");
    assertThat(hot.strength()).isGreaterThan(6);
    assertThat(hot.trust()).isEqualTo(TrustClass.NODE_AGENT);
    PinnedSignal signal = hot.signal().orElseThrow();
    assertThat(signal.reducer()).isEqualTo(Reducer.VALUE);
    assertThat(signal.healthy().contains(60)).isTrue();
    assertThat(signal.healthy().contains(20)).as("only heat is bad").isTrue();
    assertThat(signal.baseline().orElseThrow().samples()).isEqualTo(REFERENCE_SAMPLES);
    assertThat(signal.baseline().orElseThrow().mean()).isCloseTo(60, within(0.5));
  }

  @Test
  void theExitBandReachesFourSigmaSoThatAHoldOfHealthyNoiseStaysInside() {
    double[] noise = noise(2);
    PinnedSignal signal =
        looked(gauge("x", i -> (i < REFERENCE_SAMPLES ? 60 : 85) + noise[i]))
            .items()
            .get(0)
            .signal()
            .orElseThrow();
    double mean = signal.baseline().orElseThrow().mean();
    double sigma = signal.baseline().orElseThrow().sigma();
    assertThat(signal.healthy().contains(mean + 3.99 * sigma)).isTrue();
    assertThat(signal.healthy().contains(mean + 4.01 * sigma)).isFalse();
    assertThat(signal.healthy().contains(mean - 4.01 * sigma)).as("bad on either side").isFalse();
  }

  @Test
  void theExitBandNeverReachesPastTheMiddleBetweenUsualAndTheIncident() {
    double[] noise = noise(2);
    PinnedSignal signal =
        looked(gauge(TEMPERATURE, i -> (i < REFERENCE_SAMPLES ? 60 : 63.5) + noise[i]))
            .items()
            .get(0)
            .signal()
            .orElseThrow();
    double mean = signal.baseline().orElseThrow().mean();
    double sigma = signal.baseline().orElseThrow().sigma();
    assertThat((63.5 - mean) / sigma).as("the incident's level, in sigma").isBetween(5.0, 7.0);
    assertThat(signal.healthy().upper()).isLessThan((mean + 63.5) / 2 + 0.2);
    assertThat(signal.healthy().contains(mean + 2 * sigma)).as("usual all the same").isTrue();
  }

  @Test
  void whatTheReferenceItselfShowedIsHealthy() {
    double[] noise = noise(2);
    PinnedSignal signal =
        looked(
                gauge(
                    TEMPERATURE,
                    i -> i < REFERENCE_SAMPLES ? (i % 50 == 7 ? 72 : 60 + noise[i]) : 95))
            .items()
            .get(0)
            .signal()
            .orElseThrow();
    double mean = signal.baseline().orElseThrow().mean();
    double sigma = signal.baseline().orElseThrow().sigma();
    assertThat((72 - mean) / sigma).as("in sigma").isGreaterThan(4);
    assertThat(signal.healthy().contains(72)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "DCGM_FI_DEV_GPU_UTIL",
        "DCGM_FI_DEV_POWER_USAGE",
        "DCGM_FI_DEV_SM_CLOCK",
        "DCGM_FI_PROF_PIPE_TENSOR_ACTIVE",
        "port_rx_bytes"
      })
  void activityShowsTroubleButItsReturnProvesNothingSoItIsNeverPinned(String name) {
    double[] noise = noise(5);
    Evidence idle =
        looked(gauge(name, i -> (i < REFERENCE_SAMPLES ? 90 : 5) + noise[i])).items().get(0);
    assertThat(idle.strength()).isGreaterThan(6);
    assertThat(idle.speaksFor()).isEqualTo(FaultType.UNKNOWN);
    assertThat(idle.signal()).isEmpty();
  }

  @Test
  void aDeviationInTheHarmlessDirectionIsNeitherAFaultNorPinned() {
    double[] noise = noise(6);
    Evidence cool =
        looked(gauge(TEMPERATURE, i -> (i < REFERENCE_SAMPLES ? 60 : 35) + noise[i]))
            .items()
            .get(0);
    assertThat(cool.attributes()).containsEntry("direction", "down");
    assertThat(cool.speaksFor()).isEqualTo(FaultType.UNKNOWN);
    assertThat(cool.attributes()).doesNotContainKey("incidentClass");
    assertThat(cool.signal()).isEmpty();
  }

  @Test
  void whatIsBadOnEitherSideIsPinnedOnEitherSide() {
    double[] noise = noise(6);
    Evidence fallen =
        looked(gauge("x", i -> (i < REFERENCE_SAMPLES ? 60 : 35) + noise[i])).items().get(0);
    assertThat(fallen.signal().orElseThrow().healthy().contains(35)).isFalse();
    assertThat(fallen.signal().orElseThrow().healthy().contains(85)).isFalse();
  }

  @Test
  void aCounterThatFlapsFromZeroIsStrongEvidence() {
    Evidence flapping =
        looked(
                series(
                    "link_downed_total",
                    MetricKind.COUNTER,
                    i -> i < 205 ? 0 : (i - 200) / 5), // one more every fifth sample
                steady())
            .items()
            .get(0);
    assertThat(flapping.speaksFor()).isEqualTo(FaultType.NETWORK);
    assertThat(flapping.attributes()).containsEntry("incidentClass", "ib-link-flap");
    assertThat(flapping.strength()).isGreaterThan(5);
    assertThat(Integer.parseInt(flapping.attributes().get("excursions"))).isGreaterThan(3);
    assertThat(flapping.signal().orElseThrow().healthy().contains(1)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
  void noiseAloneIsNoStrongEvidence(int seed) {
    Random random = new Random(seed);
    EvidenceDigest digest = looked(gauge("x", i -> 100 + 5 * random.nextGaussian()));
    assertThat(digest.items()).noneMatch(e -> e.strength() > 3);
  }

  @Test
  void oneOddSampleOpensNothing() {
    double[] noise = noise(3);
    assertThat(looked(gauge("x", i -> i == 220 ? 99 : 60 + noise[i])).items()).isEmpty();
  }

  @Test
  void whatComesBackIsASpikeAndWhatClimbsIsASteadyIncrease() {
    double[] noise = noise(4);
    assertThat(
            looked(gauge("x", i -> i >= 210 && i < 216 ? 90 : 60 + noise[i]))
                .items()
                .get(0)
                .shape())
        .isEqualTo(Shape.SPIKE);
    assertThat(
            looked(gauge("x", i -> 60 + noise[i] + Math.max(0, i - 200) * 2))
                .items()
                .get(0)
                .shape())
        .isEqualTo(Shape.STEADY_INCREASE);
    assertThat(looked(gauge("x", i -> (i >= 238 ? 90 : 60) + noise[i])).items().get(0).shape())
        .isEqualTo(Shape.PENDING);
  }

  @Test
  void aFlappingSeriesIsOneFact() {
    double[] noise = noise(5);
    EvidenceDigest digest = looked(gauge("x", i -> (i >= 200 && i % 10 < 3 ? 90 : 60) + noise[i]));
    assertThat(digest.items()).hasSize(1);
    assertThat(digest.items().get(0).attributes()).containsEntry("excursions", "4");
  }

  @Test
  void aCounterIsDifferencedAndAResetIsNoFault() {
    double[] noise = noise(6);
    double[] total = new double[Telemetry.ALL_SAMPLES];
    double[] broken = new double[Telemetry.ALL_SAMPLES];
    for (int i = 1; i < total.length; i++) {
      double more = 100 + noise[i];
      total[i] = i == 220 ? more : total[i - 1] + more;
      broken[i] = broken[i - 1] + (i < REFERENCE_SAMPLES ? more : 400);
    }
    assertThat(looked(series("bytes", MetricKind.COUNTER, i -> total[i])).items()).isEmpty();
    Evidence more = looked(series("bytes", MetricKind.COUNTER, i -> broken[i])).items().get(0);
    assertThat(more.signal().orElseThrow().reducer()).isEqualTo(Reducer.INCREASE);
    assertThat(more.attributes()).containsEntry("now", "400");
  }

  @Test
  void aGaugeThatOnlyGrowsIsJudgedByItsRate() {
    assertThat(looked(gauge("train_step", i -> 7.0 * i)).items()).isEmpty();
    Evidence stuck = looked(gauge("train_step", i -> 7.0 * Math.min(i, 210))).items().get(0);
    assertThat(stuck.attributes()).containsEntry("direction", "down");
    assertThat(stuck.signal().orElseThrow().reducer()).isEqualTo(Reducer.INCREASE);
  }

  @Test
  void oneErrorOfACounterThatNeverMovedIsEvidence() {
    Evidence error =
        looked(
                series("DCGM_FI_DEV_ECC_DBE_VOL_TOTAL", MetricKind.COUNTER, i -> i < 225 ? 0 : 1),
                steady())
            .items()
            .get(0);
    assertThat(error.speaksFor()).isEqualTo(FaultType.HARDWARE);
    assertThat(error.strength()).isBetween(3.0, 8.0);
    assertThat(error.signal().orElseThrow().healthy().contains(0)).isTrue();
    assertThat(error.signal().orElseThrow().healthy().contains(1)).isFalse();
  }

  @Test
  void blankMarksAndInfinitiesAreMissingNotValues() {
    double[] noise = noise(7);
    double[] marks = {0x7ffffff0L, 0x7ffffff2L, 0x7ffffffffffffff0L, 140737488355330.0, 1 / 0.0};
    EvidenceDigest digest =
        looked(gauge(TEMPERATURE, i -> i % 9 == 0 ? marks[i % 5] : 60 + noise[i]));
    assertThat(digest.items()).isEmpty();
  }

  @Test
  void aNewErrorCodeIsReadWithTheCatalogue() {
    Evidence xid =
        looked(gauge("DCGM_FI_DEV_XID_ERRORS", i -> i < 230 ? 0 : 79), steady()).items().get(0);
    assertThat(xid.kind()).isEqualTo("metric.state");
    assertThat(xid.speaksFor()).isEqualTo(FaultType.HARDWARE);
    assertThat(xid.attributes())
        .containsEntry("code", "79")
        .containsEntry("incidentClass", "gpu-fallen-off-bus");
    assertThat(xid.signal().orElseThrow().healthy().contains(79)).isFalse();
  }

  @Test
  void aThermalBitIsHardwareAndAPowerCapIsNot() {
    String reasons = "DCGM_FI_DEV_CLOCKS_EVENT_REASONS";
    Evidence hot = looked(gauge(reasons, i -> i < 220 ? 4 : 0x44), steady()).items().get(0);
    assertThat(hot.speaksFor()).isEqualTo(FaultType.HARDWARE);
    assertThat(hot.attributes())
        .containsEntry("bits", "0x40")
        .containsEntry("incidentClass", "gpu-thermal-throttle");
    Evidence capped = looked(gauge(reasons, i -> i < 220 ? 0 : 4), steady()).items().get(0);
    assertThat(capped.speaksFor()).isEqualTo(FaultType.UNKNOWN);
    assertThat(capped.strength()).isLessThanOrEqualTo(1);
  }

  @Test
  void onlyTheBitsOfTroubleArePinnedSoThatIdleBitsAfterRecoveryAreHealthy() {
    String reasons = "DCGM_FI_DEV_CLOCKS_EVENT_REASONS";
    Evidence hot = looked(gauge(reasons, i -> i < 220 ? 4 : 0x45), steady()).items().get(0);

    PinnedSignal signal = hot.signal().orElseThrow();
    assertThat(hot.attributes()).containsEntry("bits", "0x41");
    assertThat(signal.reducer()).isEqualTo(Reducer.bits(0x40));
    assertThat(signal.healthy()).isEqualTo(new Band(0, 0));
    assertThat(reread(reasons, 0x1, signal)).as("idle after a drain").containsOnly(0.0);
    assertThat(reread(reasons, 0x41, signal)).as("idle and hot").containsOnly(64.0);
  }

  @Test
  void usualBitsAreNeverPinned() {
    String reasons = "DCGM_FI_DEV_CLOCKS_EVENT_REASONS";
    assertThat(looked(gauge(reasons, i -> i < 220 ? 0 : 1), steady()).items().get(0).signal())
        .isEmpty();
  }

  private static List<Double> reread(String name, double value, PinnedSignal signal) {
    TelemetryBatch batch = new TelemetryBatch();
    batch.metric(gauge(name, i -> value));
    TimeRange range = new TimeRange(minute(50), minute(60));
    return new StandardSignalEvaluator()
        .evaluate(signal, range, minute(60), Telemetry.careless(batch)).samples().stream()
            .map(SignalReading.Sample::value)
            .toList();
  }

  @Test
  void aSeriesThatVanishedIsEvidenceNotHealth() {
    double[] noise = noise(8);
    EvidenceDigest digest =
        looked(gauge(TEMPERATURE, i -> i < 204 ? 60 + noise[i] : Double.NaN), steady());
    Evidence gone = digest.items().get(0);
    assertThat(gone.kind()).isEqualTo("metric.vanished");
    assertThat(gone.shape()).isEqualTo(Shape.VANISHED);
    assertThat(gone.range().from()).isEqualTo(minute(51));
    assertThat(gone.signal().orElseThrow().query().name()).isEqualTo(TEMPERATURE);
  }

  @Test
  void aSeriesWhoseJobEndedIsSilentForAReason() {
    TelemetryBatch batch = new TelemetryBatch();
    batch.metric(gauge(TEMPERATURE, i -> i < 204 ? 60 : Double.NaN));
    batch.metric(steady());
    batch.change(
        new ChangeEvent(
            "job-1",
            minute(51),
            ChangeKind.JOB_END,
            Telemetry.NODE,
            "done",
            TrustClass.CONTROL_PLANE,
            new TreeMap<>()));
    Evidence gone = digest(new MetricCompactor(), batch).items().get(0);
    assertThat(gone.kind()).as("still said").isEqualTo("metric.vanished");
    assertThat(gone.strength()).isLessThan(1);
    assertThat(gone.statement()).contains("its job ended");
  }

  @Test
  void whatCouldNotBeReadIsSaidAndNotCalledVanishedOrHealthy() {
    TelemetryBatch batch = new TelemetryBatch();
    batch.metric(gauge(TEMPERATURE, i -> i < 204 ? 60 : Double.NaN));
    batch.metric(steady());
    Accumulator accumulator = new MetricCompactor().accumulator(window());
    Telemetry.push(batch, accumulator);
    Coverage gap =
        Coverage.partial(
            Telemetry.query(),
            0,
            List.of(new Coverage.Missing(Modality.METRICS, "node-7", "time-out")));
    EvidenceDigest digest = accumulator.digest(EvidenceBudget.STANDARD, gap);
    assertThat(digest.items()).noneMatch(e -> e.kind().equals("metric.vanished"));
    assertThat(digest.omitted())
        .contains(
            new EvidenceDigest.Omission(
                "metric.vanished", 1, "silent, but their source could not be read in full"));
    assertThat(digest.coverage().isComplete()).isFalse();
  }

  @Test
  void aShortReferenceIsNoBaselineAndTheDigestSaysSo() {
    EvidenceDigest digest = looked(gauge("x", i -> i < 193 ? Double.NaN : i < 200 ? 1 : 99));
    assertThat(digest.items()).isEmpty();
    assertThat(digest.omitted()).singleElement().asString().contains("fewer than 8 reference");
  }

  @Test
  void partsOfOneSeriesTakeTheLowestTrust() {
    TelemetryBatch batch = new TelemetryBatch();
    batch.metric(gauge("x", i -> i < 200 ? 10 : Double.NaN));
    MetricSeries pushed =
        MetricSeries.builder(Telemetry.NODE, "x")
            .trust(TrustClass.EXTERNAL)
            .build(
                new long[] {minute(51).toEpochMilli(), minute(52).toEpochMilli()},
                new double[] {99, 99});
    batch.metric(pushed);
    assertThat(digest(new MetricCompactor(), batch).items().get(0).trust())
        .isEqualTo(TrustClass.EXTERNAL);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void mergedPartsGiveTheDigestOfOne(int seed) {
    Random random = new Random(seed);
    TelemetryBatch batch = new TelemetryBatch();
    for (int s = 0; s < 30; s++) {
      double jump = random.nextInt(3) == 0 ? 30 : 0;
      double[] noise = noise(seed * 100 + s);
      batch.metric(
          series(
              "m" + s % 5,
              MetricKind.GAUGE,
              Map.of("gpu", "" + s / 5),
              i -> 60 + noise[i] + (i > 205 ? jump : 0)));
    }
    CompactionWindow window = window();
    Accumulator whole = new MetricCompactor().accumulator(window);
    Accumulator left = new MetricCompactor().accumulator(window);
    Accumulator right = new MetricCompactor().accumulator(window);
    for (MetricSeries each : batch.metrics()) {
      whole.metric(each);
      (random.nextBoolean() ? left : right).metric(each);
    }
    right.merge(left);
    EvidenceDigest one = whole.digest(EvidenceBudget.STANDARD, complete());
    assertThat(one.items()).isNotEmpty();
    assertThat(right.digest(EvidenceBudget.STANDARD, complete())).isEqualTo(one);
  }

  @Test
  void everyPieceIsStampedWithTheQueryThatShowsItAgain() {
    double[] noise = noise(9);
    Evidence item =
        looked(gauge("x", i -> (i < REFERENCE_SAMPLES ? 60 : 85) + noise[i])).items().get(0);
    assertThat(item.query().asOf()).isEqualTo(minute(60));
    assertThat(item.query().components()).containsExactly(Telemetry.NODE);
  }
}
