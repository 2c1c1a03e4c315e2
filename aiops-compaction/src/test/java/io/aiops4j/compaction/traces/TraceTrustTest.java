package io.aiops4j.compaction.traces;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops4j.api.compaction.Accumulator;
import io.aiops4j.api.compaction.Evidence;
import io.aiops4j.api.telemetry.LogRecord;
import io.aiops4j.api.telemetry.Span;
import io.aiops4j.api.telemetry.TelemetrySink;
import io.aiops4j.api.telemetry.TrustClass;
import io.aiops4j.api.topology.Component;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** A piece of evidence is trusted as far as the spans it rests on, and no others lower that. */
class TraceTrustTest {
  private static List<Evidence> evidence(Consumer<Shop.Fault> fault, Component external) {
    return evidence(fault, external, false);
  }

  /** The spans of one component, or the log lines only, are anybody's; all else is the mesh's. */
  private static List<Evidence> evidence(
      Consumer<Shop.Fault> fault, Component external, boolean linesOnly) {
    Accumulator accumulator = new TraceCompactor().accumulator(Shop.WINDOW);
    new Shop(1, fault)
        .replay(
            new TelemetrySink() {
              @Override
              public boolean span(Span span) {
                return accumulator.span(
                    Span.builder(span.traceId(), span.spanId(), span.component(), span.operation())
                        .parent(span.parentSpanId())
                        .status(span.status())
                        .times(span.startEpochNanos(), span.endEpochNanos())
                        .trust(of(span.component(), !linesOnly))
                        .build());
              }

              @Override
              public boolean log(LogRecord line) {
                return accumulator.log(
                    LogRecord.builder(line.component(), line.time(), line.body())
                        .span(line.traceId(), line.spanId())
                        .trust(of(line.component(), true))
                        .build());
              }

              private TrustClass of(Component who, boolean counts) {
                return counts && who.equals(external)
                    ? TrustClass.EXTERNAL
                    : TrustClass.CONTROL_PLANE;
              }
            });
    return Shop.digest(accumulator);
  }

  private static Evidence of(List<Evidence> evidence, String kind) {
    return evidence.stream().filter(e -> e.kind().equals(kind)).findFirst().orElseThrow();
  }

  @Test
  void oneThatOthersCanWriteTakesNoWitnessFromTheRest() {
    List<Evidence> evidence =
        evidence(
            fault -> {
              fault.cartForgetsStore = true;
              fault.payFails = true;
              fault.slowSelfMillisOfAds = 50;
              fault.nobodySearches = true;
            },
            Component.service("nobody"));
    assertThat(evidence)
        .extracting(Evidence::kind)
        .contains(
            FlowChannel.KIND,
            FlowChannel.FAILED,
            SelfTime.KIND,
            SlowCalls.BY_CALLEE,
            SlowCalls.BY_PATH,
            MissingCalls.EDGE,
            MissingCalls.REQUEST);
    assertThat(evidence).allMatch(item -> item.trust() == TrustClass.CONTROL_PLANE);
  }

  @Test
  void whatACallerAndACalleeDidTogetherIsTrustedAsTheLesserOfBoth() {
    for (Component external : List.of(Shop.CART, Shop.STORE, Shop.ADS)) {
      List<Evidence> evidence = evidence(fault -> fault.cartForgetsStore = true, external);
      TrustClass expected =
          external.equals(Shop.ADS) ? TrustClass.CONTROL_PLANE : TrustClass.EXTERNAL;
      assertThat(of(evidence, MissingCalls.EDGE).trust()).as("%s", external).isEqualTo(expected);
    }
  }

  @Test
  void aLateEdgeIsTrustedAsTheLesserOfItsEnds() {
    for (Component external : List.of(Shop.WEB, Shop.PAY, Shop.ADS)) {
      List<Evidence> evidence =
          evidence(
              fault -> {
                fault.lateCallee = Shop.PAY;
                fault.lateMillis = 200;
              },
              external);
      TrustClass expected =
          external.equals(Shop.ADS) ? TrustClass.CONTROL_PLANE : TrustClass.EXTERNAL;
      assertThat(of(evidence, NetworkChannel.KIND).trust()).as("%s", external).isEqualTo(expected);
    }
  }

  @Test
  void slowWorkIsItsOwnWitnessAndAPathThatOfAllItsHops() {
    Consumer<Shop.Fault> slow = fault -> fault.slowSelfMillisOfAds = 50;
    List<Evidence> caller = evidence(slow, Shop.WEB);
    assertThat(of(caller, SelfTime.KIND).trust()).isEqualTo(TrustClass.CONTROL_PLANE);
    assertThat(of(caller, SlowCalls.BY_CALLEE).trust()).isEqualTo(TrustClass.CONTROL_PLANE);
    assertThat(of(caller, SlowCalls.BY_PATH).trust()).isEqualTo(TrustClass.EXTERNAL);
    List<Evidence> own = evidence(slow, Shop.ADS);
    assertThat(of(own, SelfTime.KIND).trust()).isEqualTo(TrustClass.EXTERNAL);
    assertThat(of(own, SlowCalls.BY_CALLEE).trust()).isEqualTo(TrustClass.EXTERNAL);
  }

  @Test
  void aFailureIsTheWordOfTheOneThatFails() {
    Consumer<Shop.Fault> failing = fault -> fault.payFails = true;
    assertThat(of(evidence(failing, Shop.WEB), FlowChannel.FAILED).trust())
        .isEqualTo(TrustClass.CONTROL_PLANE);
    assertThat(of(evidence(failing, Shop.PAY), FlowChannel.FAILED).trust())
        .isEqualTo(TrustClass.EXTERNAL);
  }

  @Test
  void aLineOfALogIsTrustedNoFurtherThanItsWriter() {
    List<Evidence> evidence = evidence(fault -> fault.cartLogsFailure = true, Shop.CART, true);
    assertThat(of(evidence, FlowChannel.KIND).trust()).isEqualTo(TrustClass.EXTERNAL);
  }
}
