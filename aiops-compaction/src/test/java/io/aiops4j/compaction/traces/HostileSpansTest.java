package io.aiops4j.compaction.traces;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops4j.api.compaction.Accumulator;
import io.aiops4j.api.compaction.CompactionWindow;
import io.aiops4j.api.compaction.EvidenceBudget;
import io.aiops4j.api.compaction.EvidenceDigest;
import io.aiops4j.api.telemetry.Coverage;
import io.aiops4j.api.telemetry.LogRecord;
import io.aiops4j.api.telemetry.Span;
import io.aiops4j.api.telemetry.SpanStatus;
import io.aiops4j.api.telemetry.TelemetryQuery;
import io.aiops4j.api.topology.Component;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever writes spans chooses every text and number in them. */
class HostileSpansTest {
  private static final CompactionWindow WINDOW = Shop.WINDOW;
  private static final long NOW = Shop.START.plusSeconds(730).toEpochMilli() * 1_000_000;
  private static final long BEFORE = Shop.START.plusSeconds(30).toEpochMilli() * 1_000_000;

  private final Accumulator accumulator = new TraceCompactor().accumulator(WINDOW);

  @Test
  void aHundredThousandChildrenOfOneSpanAreOneTraceTooMany() {
    span("fan", "root", "", Shop.WEB, "GET /", NOW);
    for (int i = 0; i < 100_000; i++) {
      span("fan", "c" + i, "root", Shop.ADS, "op" + i, NOW + i);
    }

    EvidenceDigest digest = digest();

    assertThat(digest.omitted()).anyMatch(o -> o.why().contains("65536 spans and lines"));
    assertThat(accumulator.state().length).isLessThan(1_000);
  }

  @Test
  void sixtyThousandChildrenOfOneSpanAreBorne() {
    for (String trace : List.of("a", "b", "c")) {
      span(trace, "root", "", Shop.WEB, "GET /", trace.equals("c") ? NOW : BEFORE);
      for (int i = 0; i < 60_000; i++) {
        span(trace, "c" + i, "root", Shop.ADS, "op" + i, (trace.equals("c") ? NOW : BEFORE) + i);
      }
    }

    assertThat(digest().omitted()).anyMatch(o -> o.why().contains("operations"));
  }

  @Test
  void aChainOfSixtyThousandSpansIsBorne() {
    for (int i = 0; i < 60_000; i++) {
      span("chain", "s" + i, i == 0 ? "" : "s" + (i - 1), Shop.WEB, "op", NOW + i);
    }

    assertThat(digest().items()).isEmpty();
  }

  @Test
  void circlesSelfParentsAndTwinsAreLeftOutOrRootsOrOne() {
    for (int t = 0; t < 50; t++) {
      String trace = "t" + t;
      long at = t < 40 ? BEFORE : NOW;
      span(trace, "root", "", Shop.WEB, "GET /", at);
      span(trace, "self", "self", Shop.ADS, "self", at);
      span(trace, "a", "b", Shop.PAY, "circle", at);
      span(trace, "b", "a", Shop.PAY, "circle", at);
      span(trace, "root", "a", Shop.CART, "twin", at + 1);
      span(trace, "orphan", "nobody", Shop.STORE, "orphan", at);
    }

    assertThat(digest().omitted()).anyMatch(o -> o.count() == 100 && o.why().contains("circle"));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2})
  void idsWithOneHashAreTooMany(long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < 5_000; i++) {
      // "Aa" and "BB" have one hash: all these texts have.
      StringBuilder text = new StringBuilder();
      for (int bit = 0; bit < 24; bit++) {
        text.append(random.nextBoolean() ? "Aa" : "BB");
      }
      String id = text.toString();
      span(id, id, "", Shop.WEB, id, NOW);
      span(id, "x", id, new Component(Shop.WEB.kind(), "", id, ""), id, NOW);
      log(id, id, id);
    }

    assertThat(digest().items()).isEmpty();
  }

  @Test
  void textsAsLongAsAnybodyLikesAreCut() {
    String megabyte = "x".repeat(1_000_000);
    for (int i = 0; i < 5; i++) {
      String own = megabyte + i;
      span(own, own, "", Shop.WEB, own, NOW);
      span(own, "child", own, Shop.ADS, own, NOW);
      log(own, own, own);
    }

    assertThat(digest().items()).isEmpty();
    assertThat(accumulator.state().length).isLessThan(20_000);
  }

  @Test
  void timesBeyondAllCalendarsArePassedOver() {
    accumulator.log(LogRecord.builder(Shop.WEB, Instant.MAX, "late").span("t", "s").build());
    accumulator.log(LogRecord.builder(Shop.WEB, Instant.MIN, "early").span("t", "s").build());
    accumulator.span(
        Span.builder("t", "s", Shop.WEB, "op").times(Long.MIN_VALUE, Long.MAX_VALUE).build());

    assertThat(digest().items()).isEmpty();
  }

  private void span(
      String trace, String id, String parent, Component component, String operation, long start) {
    accumulator.span(
        Span.builder(trace, id, component, operation)
            .parent(parent)
            .times(start, start + 1_000_000)
            .status(id.length() % 2 == 0 ? SpanStatus.ERROR : SpanStatus.UNSET)
            .build());
  }

  private void log(String trace, String span, String body) {
    accumulator.log(
        LogRecord.builder(Shop.WEB, Shop.START.plusSeconds(730), body).span(trace, span).build());
  }

  private EvidenceDigest digest() {
    TelemetryQuery query = TelemetryQuery.builder(WINDOW.observed(), WINDOW.asOf()).build();
    return accumulator.digest(EvidenceBudget.STANDARD, Coverage.complete(query, 0));
  }
}
