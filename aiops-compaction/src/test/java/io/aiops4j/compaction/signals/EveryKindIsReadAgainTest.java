package io.aiops4j.compaction.signals;

import static io.aiops4j.compaction.Telemetry.REFERENCE_SAMPLES;
import static io.aiops4j.compaction.Telemetry.careless;
import static io.aiops4j.compaction.Telemetry.complete;
import static io.aiops4j.compaction.Telemetry.line;
import static io.aiops4j.compaction.Telemetry.minute;
import static io.aiops4j.compaction.Telemetry.series;
import static io.aiops4j.compaction.Telemetry.window;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.aiops4j.api.compaction.Accumulator;
import io.aiops4j.api.compaction.Compactor;
import io.aiops4j.api.compaction.Evidence;
import io.aiops4j.api.compaction.EvidenceBudget;
import io.aiops4j.api.signal.PinnedSignal;
import io.aiops4j.api.signal.SignalReading.Sample;
import io.aiops4j.api.telemetry.ChangeEvent;
import io.aiops4j.api.telemetry.ChangeKind;
import io.aiops4j.api.telemetry.MetricKind;
import io.aiops4j.api.telemetry.MetricSeries;
import io.aiops4j.api.telemetry.TelemetryBatch;
import io.aiops4j.api.telemetry.TimeRange;
import io.aiops4j.api.telemetry.TrustClass;
import io.aiops4j.api.topology.Component;
import io.aiops4j.api.topology.ComponentKind;
import io.aiops4j.api.topology.Relation;
import io.aiops4j.api.topology.Topology;
import io.aiops4j.compaction.Compactors;
import io.aiops4j.compaction.Telemetry;
import io.aiops4j.compaction.changes.ChangeCompactor;
import io.aiops4j.compaction.logs.LogCompactor;
import io.aiops4j.compaction.metrics.MetricCompactor;
import io.aiops4j.compaction.resources.CpuCompactor;
import io.aiops4j.compaction.traces.MeshMetrics;
import io.aiops4j.compaction.traces.Shop;
import io.aiops4j.compaction.traces.TraceCompactor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Evidence, its signal, the signal's bytes, and a new evaluator over the source: what was normal
 * before is healthy, what the incident shows is not.
 */
class EveryKindIsReadAgainTest {
  private static final TimeRange BEFORE = new TimeRange(Telemetry.START, minute(50));
  private static final TimeRange DURING = new TimeRange(minute(53), minute(60));

  private final Random random = new Random(5);
  private final TelemetryBatch batch = new TelemetryBatch();

  private void gauge(String name, MetricKind kind, IntToDoubleFunction values) {
    batch.metric(series(name, kind, values));
  }

  private double noise() {
    return random.nextGaussian();
  }

  private Evidence found(Compactor compactor, String kind, Topology topology) {
    Accumulator accumulator = compactor.accumulator(window(topology));
    Telemetry.push(batch, accumulator);
    return accumulator.digest(new EvidenceBudget(100, 100_000), complete()).items().stream()
        .filter(item -> item.kind().equals(kind))
        .findFirst()
        .orElseThrow();
  }

  private Evidence found(Compactor compactor, String kind) {
    return found(compactor, kind, Topology.empty());
  }

  /** Only bytes go over. */
  private List<Sample> samples(byte[] bytes, TimeRange range) {
    return new StandardSignalEvaluator()
        .evaluate(SignalCodec.signal(bytes), range, minute(60), careless(batch))
        .samples();
  }

  private void isHealthyBeforeAndNotDuring(Evidence evidence) {
    PinnedSignal signal = evidence.signal().orElseThrow();
    byte[] bytes = SignalCodec.bytes(signal);
    assertThat(samples(bytes, BEFORE))
        .hasSizeGreaterThan(30)
        .allMatch(sample -> signal.healthy().contains(sample.value()));
    assertThat(samples(bytes, DURING))
        .isNotEmpty()
        .noneMatch(sample -> signal.healthy().contains(sample.value()));
  }

  @Test
  void aShiftOfALevel() {
    gauge("queue_length", MetricKind.GAUGE, i -> (i < REFERENCE_SAMPLES ? 60 : 95) + noise());
    isHealthyBeforeAndNotDuring(found(new MetricCompactor(), "metric.shift"));
  }

  @Test
  void aShiftOfACounter() {
    double[] total = new double[Telemetry.ALL_SAMPLES];
    for (int i = 1; i < total.length; i++) {
      total[i] = total[i - 1] + (i < REFERENCE_SAMPLES ? 100 : 300) + noise();
    }
    gauge("errors_total", MetricKind.COUNTER, i -> total[i]);
    isHealthyBeforeAndNotDuring(found(new MetricCompactor(), "metric.shift"));
  }

  @Test
  void aState() {
    gauge("DCGM_FI_DEV_XID_ERRORS", MetricKind.GAUGE, i -> i < REFERENCE_SAMPLES + 5 ? 0 : 79);
    isHealthyBeforeAndNotDuring(found(new MetricCompactor(), "metric.state"));
  }

  @Test
  void aBitOfAState() {
    gauge("DCGM_FI_DEV_CLOCKS_EVENT_REASONS", MetricKind.GAUGE, i -> i < 205 ? 4 : 0x44);
    isHealthyBeforeAndNotDuring(found(new MetricCompactor(), "metric.state"));
  }

  @Test
  void aSeriesThatVanishedHasNoSampleThatCouldBeHealthy() {
    gauge("queue_length", MetricKind.GAUGE, i -> i < 204 ? 60 + noise() : Double.NaN);
    gauge("alive", MetricKind.GAUGE, i -> 1);
    PinnedSignal signal = found(new MetricCompactor(), "metric.vanished").signal().orElseThrow();
    byte[] bytes = SignalCodec.bytes(signal);
    assertThat(samples(bytes, BEFORE))
        .hasSize(REFERENCE_SAMPLES)
        .allMatch(sample -> signal.healthy().contains(sample.value()));
    assertThat(samples(bytes, DURING)).isEmpty();
  }

  @Test
  void jitter() {
    gauge(
        "queue_length",
        MetricKind.GAUGE,
        i -> 500 + 100 * Math.sin(i / 15.0) + noise() + (i < REFERENCE_SAMPLES ? 0 : 60 * (i % 2)));
    isHealthyBeforeAndNotDuring(found(new MetricCompactor(), "metric.jitter"));
  }

  @Test
  void oneUnlikeItsPeersIsUnhealthyAndItsPeersWouldBeHealthy() {
    Topology.Builder topology = Topology.builder();
    for (int device = 0; device < 8; device++) {
      Component gpu = Component.of(ComponentKind.GPU, "gpu-" + device);
      topology.edge(gpu, Relation.PART_OF, Telemetry.NODE);
      int base = device == 3 ? 92 : 61;
      long[] times =
          IntStream.range(0, 40).mapToLong(i -> minute(50 + i / 4.0).toEpochMilli()).toArray();
      double[] values = IntStream.range(0, 40).mapToDouble(i -> base + noise()).toArray();
      batch.metric(MetricSeries.builder(gpu, "DCGM_FI_DEV_GPU_TEMP").build(times, values));
    }
    PinnedSignal signal =
        found(new MetricCompactor(), "metric.peer", topology.build()).signal().orElseThrow();
    assertThat(samples(SignalCodec.bytes(signal), DURING))
        .isNotEmpty()
        .noneMatch(sample -> signal.healthy().contains(sample.value()));
    assertThat(signal.healthy().contains(61)).isTrue();
  }

  @Test
  void aRiseOfCpu() {
    gauge(
        "container.cpu.usage",
        MetricKind.GAUGE,
        i -> (i < REFERENCE_SAMPLES ? 0.2 : 0.9) + 0.01 * noise());
    isHealthyBeforeAndNotDuring(found(new CpuCompactor(), "cpu.level"));
  }

  @Test
  void newLinesBurstsAndSignaturesOfALog() {
    gauge("alive", MetricKind.GAUGE, i -> 1);
    for (int i = 0; i < 60; i++) {
      batch.log(line(i + 0.5, "heartbeat " + i));
      if (i >= 50) {
        for (int n = 0; n < 5; n++) {
          batch.log(line(i + n / 10.0, "failed to reach backend " + n));
          batch.log(line(i + n / 10.0, "heartbeat " + n));
        }
        batch.log(line(i + 0.2, "NVRM: Xid (PCI:0000:3b:00): 79, GPU has fallen off the bus."));
      }
    }
    for (String kind : List.of("log.new", "log.burst", "log.signature")) {
      isHealthyBeforeAndNotDuring(found(new LogCompactor(), kind));
    }
  }

  @Test
  void aChangeCannotRecoverAndSoHasNoSignal() {
    batch.change(
        new ChangeEvent(
            "rollout-1",
            minute(51),
            ChangeKind.DEPLOY,
            Telemetry.NODE,
            "v2",
            TrustClass.CONTROL_PLANE,
            new TreeMap<>()));
    Accumulator accumulator = new ChangeCompactor().accumulator(window());
    Telemetry.push(batch, accumulator);
    List<Evidence> items = accumulator.digest(EvidenceBudget.STANDARD, complete()).items();
    assertThat(items).isNotEmpty().allMatch(item -> item.signal().isEmpty());
  }

  private static Stream<Arguments> faultsOfTraces() {
    return Stream.of(
        arguments("trace.network-gap", fault(f -> f.lateMillis = 200, Shop.PAY)),
        arguments("trace.flow", fault(f -> f.cartForgetsStore = true, Shop.WEB)),
        arguments("trace.failed-calls", fault(f -> f.payFails = true, Shop.WEB)),
        arguments("trace.slow-calls.callee", fault(f -> f.slowSelfMillisOfAds = 50, Shop.WEB)),
        arguments("trace.slow-calls.path", fault(f -> f.slowSelfMillisOfAds = 50, Shop.WEB)),
        arguments("trace.missing-calls.edge", fault(f -> f.webForgetsPay = true, Shop.WEB)),
        arguments("trace.missing-calls.request", fault(f -> f.nobodySearches = true, Shop.WEB)));
  }

  private static Consumer<Shop.Fault> fault(Consumer<Shop.Fault> what, Component lateCallee) {
    return fault -> {
      fault.lateCallee = lateCallee;
      what.accept(fault);
    };
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("faultsOfTraces")
  void everyKindOfTraces(String kind, Consumer<Shop.Fault> fault) {
    Shop shop = new Shop(1, fault);
    List<Evidence> items =
        shop.evidence().stream().filter(item -> item.kind().equals(kind)).toList();
    PinnedSignal signal = items.get(0).signal().orElseThrow();
    PinnedSignal read = SignalCodec.signal(SignalCodec.bytes(signal));
    assertThat(samples(shop, read, Shop.range(0, 600)))
        .hasSizeGreaterThan(5)
        .allMatch(sample -> signal.healthy().contains(sample.value()));
    assertThat(samples(shop, read, Shop.range(720, 840)))
        .isNotEmpty()
        .noneMatch(sample -> signal.healthy().contains(sample.value()));
  }

  private static List<Sample> samples(Shop shop, PinnedSignal signal, TimeRange range) {
    return new StandardSignalEvaluator()
        .evaluate(signal, range, Shop.WINDOW.asOf(), careless(shop.batch()))
        .samples();
  }

  /** Why a kind has no signal, by kind and modality. */
  private static final Map<String, String> WITHOUT_SIGNAL =
      Map.of(
          "trace.self-time TRACES", "only supports: trace.slow-calls.callee has it",
          "trace.flow LOGS", "no reducer counts the lines of spans: log.new and log.burst have it",
          "trace.network-gap METRICS", "no reducer pairs the two series of an edge",
          "mesh.lost-calls METRICS", "the rate of the callee has it: metric.shift",
          "mesh.entry-failures METRICS", "the share of success has it: metric.shift",
          "change.deploy CHANGES", "what was done cannot recover");

  @Test
  void onlyTheseKindsHaveNoSignal() {
    Shop shop =
        new Shop(
            1,
            fault -> {
              fault.cartForgetsStore = true;
              fault.cartLogsFailure = true;
              fault.payFails = true;
              fault.slowSelfMillisOfAds = 50;
              fault.nobodySearches = true;
              fault.lateCallee = Shop.PAY;
              fault.lateMillis = 200;
            });
    TelemetryBatch mesh = new TelemetryBatch();
    mesh.metric(mesh(Shop.WEB, MeshMetrics.CLIENT_DURATION, "pay", 0.010, 0.260));
    mesh.metric(mesh(Shop.PAY, MeshMetrics.SERVER_DURATION, "web", 0.008, 0.008));
    mesh.metric(mesh(Shop.WEB, MeshMetrics.SERVER_RATE, "", 8, 8));
    mesh.metric(mesh(Shop.PAY, MeshMetrics.SERVER_RATE, "", 8, 0.5));
    mesh.metric(mesh(Shop.WEB, MeshMetrics.SUCCESS_PERCENT, "", 100, 60));
    mesh.change(
        new ChangeEvent(
            "rollout-1",
            Shop.START.plusSeconds(700),
            ChangeKind.DEPLOY,
            Shop.PAY,
            "v2",
            TrustClass.CONTROL_PLANE,
            new TreeMap<>()));
    List<Evidence> items = new ArrayList<>(shop.evidence());
    for (Compactor compactor :
        List.of(new TraceCompactor(), new MetricCompactor(), new ChangeCompactor())) {
      Accumulator accumulator = compactor.accumulator(Shop.WINDOW);
      Telemetry.push(mesh, accumulator);
      items.addAll(accumulator.digest(new EvidenceBudget(100, 100_000), complete()).items());
    }
    assertThat(items.stream().filter(item -> item.signal().isEmpty()).map(item -> name(item)))
        .containsOnly(WITHOUT_SIGNAL.keySet().toArray(String[]::new));
    assertThat(items.stream().filter(item -> item.signal().isPresent()).map(item -> name(item)))
        .contains("metric.shift METRICS")
        .doesNotContainAnyElementsOf(WITHOUT_SIGNAL.keySet());
  }

  private static String name(Evidence item) {
    return item.kind() + " " + item.modality();
  }

  private static MetricSeries mesh(
      Component self, String name, String peer, double before, double now) {
    long[] times =
        IntStream.range(0, 28).mapToLong(i -> Shop.START.toEpochMilli() + 30_000L * i).toArray();
    double[] values = IntStream.range(0, 28).mapToDouble(i -> i < 24 ? before : now).toArray();
    return MetricSeries.builder(self, name)
        .attributes(peer.isEmpty() ? Map.of() : Map.of(MeshMetrics.PEER, peer))
        .build(times, values);
  }

  @Test
  void theCodecReadsTheSignalsOfAWholeDigestBack() {
    gauge("queue_length", MetricKind.GAUGE, i -> (i < REFERENCE_SAMPLES ? 60 : 95) + noise());
    gauge("DCGM_FI_DEV_XID_ERRORS", MetricKind.GAUGE, i -> i < 210 ? 0 : 79);
    Accumulator accumulator = Compactors.standard().accumulator(window());
    Telemetry.push(batch, accumulator);
    assertThat(accumulator.digest(EvidenceBudget.STANDARD, complete()).items())
        .hasSizeGreaterThan(1)
        .allSatisfy(
            item -> {
              PinnedSignal signal = item.signal().orElseThrow();
              assertThat(SignalCodec.signal(SignalCodec.text(signal))).isEqualTo(signal);
            });
  }
}
