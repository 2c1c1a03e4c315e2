package io.aiops4j.compaction.signals;

import static io.aiops4j.compaction.Telemetry.NODE;
import static io.aiops4j.compaction.Telemetry.careless;
import static io.aiops4j.compaction.Telemetry.line;
import static io.aiops4j.compaction.Telemetry.minute;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aiops4j.api.signal.Band;
import io.aiops4j.api.signal.PinnedSignal;
import io.aiops4j.api.signal.Reducer;
import io.aiops4j.api.signal.SignalEvaluator;
import io.aiops4j.api.signal.SignalQuery;
import io.aiops4j.api.signal.SignalReading;
import io.aiops4j.api.telemetry.Coverage;
import io.aiops4j.api.telemetry.MetricSeries;
import io.aiops4j.api.telemetry.Modality;
import io.aiops4j.api.telemetry.Span;
import io.aiops4j.api.telemetry.SpanStatus;
import io.aiops4j.api.telemetry.TelemetryBatch;
import io.aiops4j.api.telemetry.TelemetrySource;
import io.aiops4j.api.telemetry.TimeRange;
import io.aiops4j.api.topology.Component;
import io.aiops4j.testkit.contract.SignalEvaluatorContract;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class StandardSignalEvaluatorTest extends SignalEvaluatorContract {
  private static final TimeRange FIVE = new TimeRange(minute(0), minute(5));

  private static PinnedSignal signal(Modality modality, String name, Reducer reducer) {
    return new PinnedSignal(
        new SignalQuery(modality, NODE, name, new TreeMap<>()),
        reducer,
        Band.atMost(0),
        Optional.empty());
  }

  private static SignalReading read(PinnedSignal signal, Instant asOf, TelemetrySource source) {
    return new StandardSignalEvaluator().evaluate(signal, FIVE, asOf, source);
  }

  private static List<Double> values(SignalReading reading) {
    return reading.samples().stream().map(SignalReading.Sample::value).toList();
  }

  private static MetricSeries series(String name, Map<String, String> labels, double... values) {
    long[] times = new long[values.length];
    for (int i = 0; i < times.length; i++) {
      times[i] = minute(i).toEpochMilli();
    }
    return MetricSeries.builder(NODE, name).attributes(labels).build(times, values);
  }

  private static Span span(int id, double fromMinute, long millis, SpanStatus status) {
    long start = minute(fromMinute).toEpochMilli() * 1_000_000;
    return Span.builder("t" + id, "s" + id, NODE, "GET /")
        .times(start, start + millis * 1_000_000)
        .status(status)
        .build();
  }

  @Override
  protected SignalEvaluator newEvaluator() {
    return new StandardSignalEvaluator();
  }

  @Test
  void readsTheValuesOfExactlyThatSeries() {
    TelemetryBatch batch = new TelemetryBatch();
    batch.metric(series("x", Map.of(), 1, Double.NaN, 0x7ffffff0L, 4, 5, 6));
    batch.metric(series("x", Map.of("gpu", "1"), 9, 9, 9));
    batch.metric(series("y", Map.of(), 9, 9, 9));
    PinnedSignal signal = signal(Modality.METRICS, "x", Reducer.VALUE);
    assertThat(values(read(signal, minute(9), careless(batch)))).containsExactly(1.0, 4.0, 5.0);
    assertThat(values(read(signal, minute(3), careless(batch)))).containsExactly(1.0, 4.0);
  }

  @Test
  void aCounterThatWasResetCountsFromZero() {
    TelemetryBatch batch = new TelemetryBatch();
    batch.metric(series("x", Map.of(), 120, 125, 5, 7));
    SignalReading reading =
        read(signal(Modality.METRICS, "x", Reducer.INCREASE), minute(9), careless(batch));
    assertThat(values(reading)).containsExactly(5.0, 5.0, 2.0);
    assertThat(reading.samples().get(0).from()).isEqualTo(minute(0));
    assertThat(reading.samples().get(0).at()).isEqualTo(minute(1));
  }

  @Test
  void aMinuteWithoutLinesIsZeroOnlyIfTheComponentLives() {
    TelemetryBatch batch = new TelemetryBatch();
    batch.log(line(0.2, "link 3 down"));
    batch.log(line(0.4, "link 4 down"));
    batch.log(line(1.5, "all quiet"));
    batch.metric(series("up", Map.of(), 1, 1, Double.NaN, 1));
    PinnedSignal signal = signal(Modality.LOGS, "link <NUM> down", Reducer.LOG_COUNT);
    SignalReading reading = read(signal, minute(9), careless(batch));
    // Minutes 0, 1 and 3: nothing shows that the node lived in minutes 2 and 4.
    assertThat(values(reading)).containsExactly(2.0, 0.0, 0.0);
    assertThat(reading.samples().get(2).from()).isEqualTo(minute(3));
  }

  @Test
  void aMinuteThatIsNotOverHasNoCount() {
    TelemetryBatch batch = new TelemetryBatch();
    batch.log(line(0.2, "link 3 down"));
    batch.log(line(1.2, "link 3 down"));
    PinnedSignal signal = signal(Modality.LOGS, "link <NUM> down", Reducer.LOG_COUNT);
    assertThat(values(read(signal, minute(1.5), careless(batch)))).containsExactly(1.0);
  }

  @Test
  void aSourceThatReturnsNothingGivesNoSampleNotZero() {
    TelemetrySource nothing = (query, sink) -> Coverage.complete(query, 0);
    for (Reducer reducer : List.of(Reducer.LOG_COUNT, Reducer.SPAN_COUNT, Reducer.VALUE)) {
      Modality modality =
          reducer == Reducer.VALUE
              ? Modality.METRICS
              : reducer == Reducer.LOG_COUNT ? Modality.LOGS : Modality.TRACES;
      assertThat(read(signal(modality, "x", reducer), minute(9), nothing).samples()).isEmpty();
    }
  }

  @Test
  void whereTheLogsCouldNotBeReadNothingIsZero() {
    TelemetryBatch batch = new TelemetryBatch();
    batch.metric(series("up", Map.of(), 1, 1, 1));
    Coverage.Missing gap = new Coverage.Missing(Modality.LOGS, "node-7", "time-out");
    TelemetrySource source =
        (query, sink) -> {
          careless(batch).read(query, sink);
          return Coverage.partial(query, 3, List.of(gap));
        };
    SignalReading reading = read(signal(Modality.LOGS, "x", Reducer.LOG_COUNT), minute(9), source);
    assertThat(reading.samples()).isEmpty();
    assertThat(reading.coverage().missing()).containsExactly(gap);
  }

  @Test
  void reducesSpansByTheMinute() {
    TelemetryBatch batch = new TelemetryBatch();
    for (int i = 1; i <= 20; i++) {
      batch.span(span(i, 0.1, i * 10, i <= 5 ? SpanStatus.ERROR : SpanStatus.OK));
    }
    batch.span(span(99, 2.95, 6_000, SpanStatus.OK));
    batch.log(line(1.5, "alive"));
    String name = "GET /";
    TelemetrySource source = careless(batch);
    assertThat(values(read(signal(Modality.TRACES, name, Reducer.SPAN_COUNT), minute(9), source)))
        .containsExactly(20.0, 0.0, 1.0);
    assertThat(
            values(
                read(signal(Modality.TRACES, name, Reducer.SPAN_ERROR_SHARE), minute(9), source)))
        .containsExactly(0.25, 0.0);
    SignalReading p95 = read(signal(Modality.TRACES, name, Reducer.SPAN_P95), minute(9), source);
    assertThat(values(p95)).containsExactly(190.5, 6_000.0);
    assertThat(p95.samples().get(1).from()).as("the minute it ended in").isEqualTo(minute(3));
  }

  @Test
  void refusesAVersionOfAReducerThatItDoesNotKnow() {
    PinnedSignal other = signal(Modality.METRICS, "x", new Reducer("value", 2));
    assertThatThrownBy(() -> read(other, minute(9), careless(new TelemetryBatch())))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("value@2");
  }

  private static final Component BACKEND = Component.service("backend");

  /** A call of so many ms, of which the callee takes so many; below 0 for a call never made. */
  private static void call(TelemetryBatch batch, int id, double minute, long all, long callee) {
    batch.span(span(id, minute, all, SpanStatus.OK));
    if (callee >= 0) {
      long start = minute(minute).toEpochMilli() * 1_000_000;
      batch.span(
          Span.builder("t" + id, "c" + id, BACKEND, "query")
              .parent("s" + id)
              .times(start, start + callee * 1_000_000)
              .build());
    }
  }

  @Test
  void readsTheTimeBetweenCallerAndCallee() {
    TelemetryBatch batch = new TelemetryBatch();
    call(batch, 1, 0.1, 30, 20);
    call(batch, 2, 0.2, 50, 20);
    call(batch, 3, 0.3, 90, 20);
    call(batch, 4, 0.4, 900, -1);
    call(batch, 5, 2.1, 21, 20);
    PinnedSignal gap =
        new PinnedSignal(
            CallQuery.of(NODE, "", BACKEND, ""),
            Reducer.SPAN_GAP_P50,
            Band.atMost(5),
            Optional.empty());
    assertThat(values(read(gap, minute(9), careless(batch))))
        .as("minutes without calls are missing")
        .containsExactly(30.0, 1.0);
  }

  @Test
  void readsTheShareOfSpansThatMakeACall() {
    TelemetryBatch batch = new TelemetryBatch();
    call(batch, 1, 0.1, 30, 20);
    call(batch, 2, 0.2, 30, -1);
    call(batch, 3, 1.1, 30, -1);
    PinnedSignal share =
        new PinnedSignal(
            CallQuery.of(NODE, "GET /", BACKEND, "query"),
            Reducer.SPAN_CALL_SHARE,
            Band.atLeast(0.9),
            Optional.empty());
    PinnedSignal other =
        new PinnedSignal(
            CallQuery.of(NODE, "GET /", BACKEND, "another query"),
            Reducer.SPAN_CALL_SHARE,
            Band.atLeast(0.9),
            Optional.empty());
    assertThat(values(read(share, minute(9), careless(batch)))).containsExactly(0.5, 0.0);
    assertThat(values(read(other, minute(9), careless(batch)))).containsExactly(0.0, 0.0);
  }

  @Test
  void readsHowFarAGaugeMovesFromSampleToSample() {
    TelemetryBatch batch = new TelemetryBatch();
    batch.metric(series("x", Map.of(), 5, 7, 4, 4));
    PinnedSignal jitter = signal(Modality.METRICS, "x", Reducer.STEP_SIZE);
    assertThat(values(read(jitter, minute(9), careless(batch)))).containsExactly(2.0, 3.0, 0.0);
  }
}
