package io.aiops4j.agents.confirm;

import static io.aiops4j.agents.confirm.ScriptedSignals.DONE;
import static io.aiops4j.agents.confirm.ScriptedSignals.at;
import static io.aiops4j.agents.confirm.ScriptedSignals.gauge;
import static org.assertj.core.api.Assertions.assertThat;

import io.aiops4j.api.action.ActionOutcome;
import io.aiops4j.api.agent.Opinion;
import io.aiops4j.api.recovery.RecoveryQuestion;
import io.aiops4j.api.recovery.RecoveryVerdict;
import io.aiops4j.api.recovery.RecoveryVerifier;
import io.aiops4j.api.signal.Band;
import io.aiops4j.api.signal.PinnedSignal;
import io.aiops4j.api.signal.SignalEvaluator;
import io.aiops4j.api.signal.SignalReading;
import io.aiops4j.api.signal.SignalReading.Sample;
import io.aiops4j.api.telemetry.Coverage;
import io.aiops4j.api.telemetry.MetricSeries;
import io.aiops4j.api.telemetry.TelemetryBatch;
import io.aiops4j.api.telemetry.TelemetryQuery;
import io.aiops4j.api.telemetry.TelemetrySink;
import io.aiops4j.api.telemetry.TelemetrySource;
import io.aiops4j.api.telemetry.TelemetryUnavailableException;
import io.aiops4j.api.telemetry.TimeRange;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Nothing is resolved on hearsay, and missing telemetry is never health: the fakes that try. */
class RecoveryOnHearsayTest {
  private static final PinnedSignal SIGNAL = gauge("gpu.temperature", Band.atMost(80));

  /** A source and an evaluator that want a recovery confirmed without telemetry for it. */
  record Liar(String name, SignalEvaluator evaluator, TelemetrySource source) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Liar> liars() {
    TelemetrySource healthy = RecoveryOnHearsayTest::healthyMetrics;
    SignalEvaluator honest = RecoveryOnHearsayTest::readMetrics;
    return Stream.of(
        new Liar(
            "a source that returns nothing and says that nothing is missing",
            honest,
            (query, sink) -> Coverage.complete(query, 0)),
        new Liar(
            "a source that returns nothing and says so",
            honest,
            (query, sink) -> Coverage.partial(query, 0, List.of())),
        new Liar(
            "a source that throws",
            honest,
            (query, sink) -> {
              throw new TelemetryUnavailableException("No telemetry today", false);
            }),
        new Liar(
            "a source with a defect",
            honest,
            (query, sink) -> {
              throw new IllegalStateException("closed");
            }),
        new Liar(
            "an evaluator that returns no samples",
            (signal, range, asOf, source) -> reading(signal, range, List.of()),
            healthy),
        new Liar(
            "an evaluator that repeats the last sample from before the action",
            (signal, range, asOf, source) -> reading(signal, range, steady(at(-3600), at(59), 1)),
            healthy),
        new Liar(
            "an evaluator that foretells",
            (signal, range, asOf, source) ->
                reading(signal, range, steady(asOf, asOf.plusSeconds(3600), 1)),
            healthy),
        new Liar(
            "an evaluator whose one sample spans the whole hold",
            (signal, range, asOf, source) ->
                reading(signal, range, List.of(new Sample(range.from(), asOf.minusSeconds(1), 1))),
            healthy),
        new Liar(
            "an evaluator that answers for an easier signal",
            (signal, range, asOf, source) ->
                reading(gauge("gpu.fan", Band.atMost(1e9)), range, steady(range.from(), asOf, 5)),
            healthy));
  }

  @ParameterizedTest
  @MethodSource("liars")
  void isNeverConfirmed(Liar liar) {
    RecoveryVerifier verifier = HoldVerifier.builder(liar.evaluator()).build();

    for (int second = 0; second <= 3000; second += 100) {
      assertThat(verifier.verify(question(second), liar.source()))
          .isInstanceOf(RecoveryVerdict.Inconclusive.class);
      assertThat(verifier.watch(question(second), at(400), liar.source()))
          .isInstanceOf(RecoveryVerdict.Inconclusive.class);
    }
  }

  @ParameterizedTest
  @MethodSource("liars")
  void isGivenUpAtTheDeadline(Liar liar) {
    RecoveryVerdict verdict =
        HoldVerifier.builder(liar.evaluator()).build().verify(question(1200), liar.source());

    assertThat(((RecoveryVerdict.Inconclusive) verdict).lookAgainAt()).isEmpty();
  }

  @Test
  void theHonestEvaluatorAndSourceAreConfirmed() {
    RecoveryVerdict verdict =
        HoldVerifier.builder(RecoveryOnHearsayTest::readMetrics)
            .build()
            .verify(question(400), RecoveryOnHearsayTest::healthyMetrics);

    assertThat(verdict).isInstanceOf(RecoveryVerdict.Confirmed.class);
  }

  @Test
  void nothingButTelemetryCanBeHandedToAVerifier() {
    List<Class<?>> asked =
        Arrays.stream(RecoveryQuestion.class.getRecordComponents())
            .<Class<?>>map(RecordComponent::getType)
            .toList();
    assertThat(asked)
        .containsExactly(
            List.class,
            Instant.class,
            Instant.class,
            Instant.class,
            Duration.class,
            int.class,
            Instant.class)
        .doesNotContain(ActionOutcome.class, Opinion.class);
    assertThat(RecoveryQuestion.class.getRecordComponents()[0].getGenericType().getTypeName())
        .isEqualTo("java.util.List<" + PinnedSignal.class.getName() + ">");
    for (Method method : RecoveryVerifier.class.getMethods()) {
      assertThat(method.getParameterTypes())
          .isSubsetOf(RecoveryQuestion.class, Instant.class, TelemetrySource.class);
    }
  }

  private static RecoveryQuestion question(int asOf) {
    return new RecoveryQuestion(
        List.of(SIGNAL), at(-600), at(-120), DONE, Duration.ofMinutes(1), 1, at(asOf));
  }

  private static SignalReading readMetrics(
      PinnedSignal signal, TimeRange range, Instant asOf, TelemetrySource source) {
    TelemetryBatch batch = new TelemetryBatch();
    Coverage coverage = source.read(TelemetryQuery.builder(range, asOf).build(), batch);
    List<Sample> samples = new ArrayList<>();
    for (MetricSeries series : batch.metrics()) {
      for (int i = 0; i < series.size(); i++) {
        Instant when = Instant.ofEpochMilli(series.epochMillis(i));
        samples.add(new Sample(when, when, series.value(i)));
      }
    }
    return new SignalReading(signal, samples, coverage);
  }

  private static Coverage healthyMetrics(TelemetryQuery query, TelemetrySink sink) {
    List<Sample> samples =
        steady(query.range().from(), query.range().to(), 70).stream()
            .filter(sample -> query.wants(sample.at()))
            .toList();
    sink.metric(
        MetricSeries.builder(SIGNAL.query().component(), SIGNAL.query().name())
            .build(
                samples.stream().mapToLong(sample -> sample.at().toEpochMilli()).toArray(),
                samples.stream().mapToDouble(Sample::value).toArray()));
    return Coverage.complete(query, samples.size());
  }

  private static List<Sample> steady(Instant from, Instant to, double value) {
    return Stream.iterate(from, when -> when.isBefore(to), when -> when.plusSeconds(15))
        .map(when -> new Sample(when, when, value))
        .toList();
  }

  private static SignalReading reading(PinnedSignal signal, TimeRange range, List<Sample> samples) {
    return new SignalReading(
        signal, samples, new Coverage(range, samples.size(), List.of(), range.to(), Duration.ZERO));
  }
}
