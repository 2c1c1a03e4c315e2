package io.aiops4j.compaction.traces;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aiops4j.api.compaction.Accumulator;
import io.aiops4j.api.compaction.CompactionWindow;
import io.aiops4j.api.compaction.Compactor;
import io.aiops4j.api.compaction.Evidence;
import io.aiops4j.api.compaction.FaultType;
import io.aiops4j.api.signal.PinnedSignal;
import io.aiops4j.api.signal.Reducer;
import io.aiops4j.api.telemetry.MetricSeries;
import io.aiops4j.api.telemetry.Span;
import io.aiops4j.api.telemetry.TrustClass;
import io.aiops4j.api.topology.Component;
import io.aiops4j.compaction.resources.CpuCompactor;
import io.aiops4j.testkit.contract.CompactorContract;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TraceCompactorTest extends CompactorContract {
  @Override
  protected Compactor newCompactor() {
    return new TraceCompactor();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void chargesADelayedCalleeAndNotItsCaller(long seed) {
    Shop shop =
        new Shop(
            seed,
            fault -> {
              fault.lateCallee = Shop.PAY;
              fault.lateMillis = 200;
            });

    Evidence first = strongest(shop, FaultType.NETWORK);

    assertThat(first.component()).isEqualTo(Shop.PAY);
    assertThat(first.statement()).contains("web -> pay +", "60 of 60", "before 0 of 300");
    assertThat(first.trust()).isEqualTo(TrustClass.WORKLOAD);
    PinnedSignal signal = first.signal().orElseThrow();
    assertThat(signal.reducer()).isEqualTo(Reducer.SPAN_GAP_P50);
    assertThat(signal.healthy().contains(2)).isTrue();
    assertThat(signal.healthy().contains(200)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void chargesAStarvedCallerWhoseCallsAreAllLate(long seed) {
    Shop shop =
        new Shop(
            seed,
            fault -> {
              fault.lateCaller = Shop.WEB;
              fault.lateMillis = 200;
            });

    assertThat(strongest(shop, FaultType.NETWORK).component()).isEqualTo(Shop.WEB);
  }

  @Test
  void blamesTheCallerForACallThatVanished() {
    Evidence first = strongest(new Shop(1, f -> f.cartForgetsStore = true), FaultType.CODE_IMAGE);

    assertThat(first.component()).isEqualTo(Shop.CART);
    assertThat(first.statement()).contains("call of cart call store less often: 300/300 -> 0/60");
    assertThat(first.strength()).isGreaterThan(5);
  }

  @Test
  void seesALogStatementThatIsNoLongerReached() {
    Evidence first = strongest(new Shop(1, f -> f.cartLogsFailure = true), FaultType.CODE_IMAGE);

    assertThat(first.component()).isEqualTo(Shop.CART);
    assertThat(first.statement()).contains("log s.CartService#57 less often: 300/300 -> 0/60");
  }

  @Test
  void slowWorkSupportsStarvationAndSpeaksForNothing() {
    List<Evidence> evidence = new Shop(1, fault -> fault.slowSelfMillisOfAds = 50).evidence();

    Evidence self = evidence.stream().filter(e -> e.kind().equals(SelfTime.KIND)).findFirst().get();
    assertThat(self.component()).isEqualTo(Shop.ADS);
    assertThat(self.speaksFor()).isEqualTo(FaultType.UNKNOWN);
    assertThat(self.attributes()).containsEntry("supports", "resource_exhaustion");
    Evidence slow =
        evidence.stream().filter(e -> e.kind().equals(SlowCalls.BY_CALLEE)).findFirst().get();
    assertThat(slow.component()).isEqualTo(Shop.ADS);
    assertThat(slow.speaksFor()).isEqualTo(FaultType.UNKNOWN);
  }

  @Test
  void slowCallsStateTheirTimeByCalleeAndByPathAndHowToSeeThemEnd() {
    List<Evidence> evidence = new Shop(1, fault -> fault.slowSelfMillisOfAds = 50).evidence();

    Evidence path =
        evidence.stream().filter(e -> e.kind().equals(SlowCalls.BY_PATH)).findFirst().get();
    assertThat(path.attributes()).containsEntry("path", "^ > web > ads");
    assertThat(path.statement())
        .contains("-> 60/60", "ms beyond it in all", "1 of the slow calls'");
    // 60 calls, each some 50 ms beyond the usual 7.
    assertThat(Double.parseDouble(path.attributes().get("excessMillis"))).isBetween(2850.0, 3150.0);
    PinnedSignal signal = path.signal().orElseThrow();
    assertThat(signal.reducer()).isEqualTo(Reducer.SPAN_P95);
    assertThat(signal.query().name()).isEqualTo("Ads/Get");
    assertThat(signal.healthy().contains(7)).isTrue();
    assertThat(signal.healthy().contains(50)).isFalse();
  }

  @Test
  void aFailureIsSaidOfTheDeepestThatFails() {
    List<Evidence> failures =
        new Shop(1, fault -> fault.payFails = true)
            .evidence().stream().filter(e -> e.kind().equals(FlowChannel.FAILED)).toList();

    assertThat(failures).hasSize(1);
    Evidence failure = failures.get(0);
    assertThat(failure.component()).isEqualTo(Shop.PAY);
    assertThat(failure.statement())
        .contains("pay Pay/Charge shows failure more often: 0/300 -> 60/60");
    PinnedSignal signal = failure.signal().orElseThrow();
    assertThat(signal.reducer()).isEqualTo(Reducer.SPAN_ERROR_SHARE);
    assertThat(signal.healthy().contains(0)).isTrue();
    assertThat(signal.healthy().contains(0.6)).isFalse();
  }

  @Test
  void anEdgeWithoutCallsWhoseCallerHasTrafficIsMissing() {
    List<Evidence> evidence = new Shop(1, fault -> fault.webForgetsPay = true).evidence();

    Evidence edge =
        evidence.stream().filter(e -> e.kind().equals(MissingCalls.EDGE)).findFirst().get();
    assertThat(edge.component()).isEqualTo(Shop.WEB);
    assertThat(edge.statement()).contains("web calls pay in no trace any more");
    Evidence flow =
        evidence.stream().filter(e -> e.kind().equals(FlowChannel.KIND)).findFirst().get();
    assertThat(flow.signal().orElseThrow().reducer()).isEqualTo(Reducer.SPAN_CALL_SHARE);
    assertThat(flow.signal().orElseThrow().healthy().contains(0)).isFalse();
    assertThat(flow.signal().orElseThrow().healthy().contains(1)).isTrue();
    assertThat(edge.signal().orElseThrow().query().name()).isEmpty();
  }

  @Test
  void aRequestThatNobodyMakesAnyMoreIsMissing() {
    List<Evidence> evidence = new Shop(1, fault -> fault.nobodySearches = true).evidence();

    Evidence request =
        evidence.stream().filter(e -> e.kind().equals(MissingCalls.REQUEST)).findFirst().get();
    assertThat(request.component()).isEqualTo(Shop.WEB);
    assertThat(request.statement())
        .contains("Nobody asks for web GET /search any more: 100/400 -> 0/60");
    assertThat(request.speaksFor()).isEqualTo(FaultType.UNKNOWN);
    assertThat(request.signal().orElseThrow().healthy().contains(0)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void saysNothingStrongOfAHealthyShop(long seed) {
    assertThat(new Shop(seed, fault -> {}).evidence())
        .allSatisfy(evidence -> assertThat(evidence.strength()).isLessThan(3));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void mergedPartsGiveTheSameDigestAsOneAccumulator(long seed) {
    Shop shop =
        new Shop(
            seed,
            fault -> {
              fault.cartForgetsStore = true;
              fault.lateCallee = Shop.PAY;
              fault.lateMillis = 80;
            });
    TraceCompactor compactor = new TraceCompactor();
    List<Accumulator> parts =
        List.of(
            compactor.accumulator(Shop.WINDOW),
            compactor.accumulator(Shop.WINDOW),
            compactor.accumulator(Shop.WINDOW));
    Random split = new Random(seed);
    Map<String, Integer> home = new java.util.TreeMap<>();
    shop.batch().spans().forEach(s -> home.computeIfAbsent(s.traceId(), t -> split.nextInt(3)));
    shop.batch().spans().forEach(s -> parts.get(home.get(s.traceId())).span(s));
    shop.batch().logs().forEach(l -> parts.get(home.get(l.traceId())).log(l));

    parts.get(1).merge(parts.get(2));
    parts.get(1).merge(parts.get(0));

    List<Evidence> merged = Shop.digest(parts.get(1));
    List<Evidence> whole = shop.evidence();
    assertThat(merged).isEqualTo(whole);
    assertThat(merged.stream().map(Evidence::strength))
        .containsExactlyElementsOf(whole.stream().map(Evidence::strength).toList());
  }

  @Test
  void passesOverWhatASourceReturnsFromTheFuture() {
    Shop shop = new Shop(1, fault -> {});
    Accumulator accumulator = new TraceCompactor().accumulator(Shop.WINDOW);
    shop.replay(accumulator);
    long later = Shop.START.plusSeconds(839).toEpochMilli() * 1_000_000;
    for (int i = 0; i < 100; i++) {
      // Started in time, but ended after asOf: nobody could have known it then.
      accumulator.span(
          Span.builder("future" + i, "x", Shop.WEB, "GET /")
              .times(later, later + 5_000_000_000L)
              .build());
    }

    assertThat(Shop.digest(accumulator)).isEqualTo(shop.evidence());
  }

  @Test
  void aTraceWithoutRootOrInACircleIsLeftOut() {
    Shop shop = new Shop(1, fault -> {});
    Accumulator accumulator = new TraceCompactor().accumulator(Shop.WINDOW);
    shop.replay(accumulator);
    long start = Shop.START.plusSeconds(730).toEpochMilli() * 1_000_000;
    accumulator.span(
        Span.builder("odd", "a", Shop.PAY, "A").parent("b").times(start, start).build());
    accumulator.span(
        Span.builder("odd", "b", Shop.PAY, "B").parent("a").times(start, start).build());

    assertThat(Shop.digest(accumulator)).isEqualTo(shop.evidence());
  }

  @Test
  void everyPieceSaysHowToSeeItAgain() {
    Shop shop = new Shop(1, fault -> fault.cartForgetsStore = true);

    assertThat(shop.evidence())
        .isNotEmpty()
        .allSatisfy(
            evidence -> {
              assertThat(evidence.query().asOf()).isEqualTo(Shop.WINDOW.asOf());
              assertThat(evidence.query().range().to()).isEqualTo(Shop.WINDOW.observed().to());
            });
  }

  @Test
  void meshGapsStandInForMissingTraces() {
    Accumulator accumulator = new TraceCompactor().accumulator(Shop.WINDOW);
    accumulator.metric(latency(Shop.WEB, MeshMetrics.CLIENT_DURATION, "pay", 0.010, 0.260));
    accumulator.metric(latency(Shop.PAY, MeshMetrics.SERVER_DURATION, "web", 0.008, 0.008));
    accumulator.metric(latency(Shop.WEB, MeshMetrics.CLIENT_DURATION, "ads", 0.010, 0.010));
    accumulator.metric(latency(Shop.ADS, MeshMetrics.SERVER_DURATION, "web", 0.008, 0.008));

    Evidence first = Shop.digest(accumulator).get(0);

    assertThat(first.component()).isEqualTo(Shop.PAY);
    assertThat(first.speaksFor()).isEqualTo(FaultType.NETWORK);
    assertThat(first.trust()).isEqualTo(TrustClass.CONTROL_PLANE);
  }

  @Test
  void blamesABusyCallerForTheCollapsedLoadOfItsCallee() {
    Accumulator accumulator = new TraceCompactor().accumulator(Shop.WINDOW);
    accumulator.metric(latency(Shop.WEB, MeshMetrics.CLIENT_DURATION, "pay", 0.010, 0.010));
    accumulator.metric(series(Shop.WEB, MeshMetrics.SERVER_RATE, Map.of(), 8, 8));
    accumulator.metric(series(Shop.PAY, MeshMetrics.SERVER_RATE, Map.of(), 8, 0.5));

    Evidence first = Shop.digest(accumulator).get(0);

    assertThat(first.component()).isEqualTo(Shop.WEB);
    assertThat(first.kind()).isEqualTo(LostCalls.KIND);
    assertThat(first.speaksFor()).isEqualTo(FaultType.CODE_IMAGE);
  }

  @Test
  void refusesToMergeAnotherKindOrWindow() {
    Accumulator accumulator = new TraceCompactor().accumulator(Shop.WINDOW);
    CompactionWindow other =
        new CompactionWindow(
            List.of(), Shop.WINDOW.observed(), Shop.WINDOW.asOf(), Shop.WINDOW.topology());

    assertThatThrownBy(() -> accumulator.merge(new CpuCompactor().accumulator(Shop.WINDOW)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> accumulator.merge(new TraceCompactor().accumulator(other)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void withoutReferenceNothingIsUnusual() {
    CompactionWindow blind =
        new CompactionWindow(
            List.of(), Shop.WINDOW.observed(), Shop.WINDOW.asOf(), Shop.WINDOW.topology());
    Accumulator accumulator = new TraceCompactor().accumulator(blind);
    new Shop(1, fault -> fault.cartForgetsStore = true).replay(accumulator);

    assertThat(Shop.digest(accumulator)).isEmpty();
  }

  private static Evidence strongest(Shop shop, FaultType type) {
    return shop.evidence().stream().filter(e -> e.speaksFor() == type).findFirst().orElseThrow();
  }

  private static MetricSeries latency(
      Component self, String name, String peer, double before, double now) {
    return series(self, name, Map.of(MeshMetrics.PEER, peer), before, now);
  }

  private static MetricSeries series(
      Component self, String name, Map<String, String> attributes, double before, double now) {
    long[] times = new long[28];
    double[] values = new double[28];
    for (int i = 0; i < times.length; i++) {
      times[i] = Shop.START.plusSeconds(30L * i).toEpochMilli();
      values[i] = i >= 24 ? now : before;
    }
    return MetricSeries.builder(self, name)
        .trust(TrustClass.CONTROL_PLANE)
        .attributes(attributes)
        .build(times, values);
  }
}
