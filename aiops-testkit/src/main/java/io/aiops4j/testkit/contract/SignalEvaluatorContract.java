package io.aiops4j.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aiops4j.api.signal.Band;
import io.aiops4j.api.signal.PinnedSignal;
import io.aiops4j.api.signal.Reducer;
import io.aiops4j.api.signal.SignalEvaluator;
import io.aiops4j.api.signal.SignalQuery;
import io.aiops4j.api.signal.SignalReading;
import io.aiops4j.api.telemetry.MetricKind;
import io.aiops4j.api.telemetry.Modality;
import io.aiops4j.api.telemetry.TelemetrySource;
import io.aiops4j.api.telemetry.TelemetryUnavailableException;
import io.aiops4j.api.telemetry.TimeRange;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every {@link SignalEvaluator} must hold. Extend it to test yours. */
public abstract class SignalEvaluatorContract {
  private static final Instant NOON = SafetyFixtures.NOON;
  private static final TimeRange RANGE = new TimeRange(NOON, NOON.plusSeconds(600));
  private static final TelemetrySource RISING =
      FixtureSource.gauge(NOON.minusSeconds(600), NOON.plusSeconds(1200), seconds -> seconds);

  /** For subclasses. */
  protected SignalEvaluatorContract() {}

  /** {@return a new evaluator} */
  protected abstract SignalEvaluator newEvaluator();

  /** The samples of a gauge are its values inside the range, in order. */
  @Test
  public void readsTheValuesInsideTheRange() {
    List<SignalReading.Sample> samples = samples(RISING, RANGE.to());
    assertThat(samples).hasSize(40);
    for (int i = 0; i < samples.size(); i++) {
      assertThat(samples.get(i).value()).isEqualTo(15.0 * i);
      assertThat(samples.get(i).at()).isEqualTo(NOON.plusSeconds(15L * i));
      assertThat(samples.get(i).from()).isBeforeOrEqualTo(samples.get(i).at());
    }
  }

  /** Nothing later than the question counts. */
  @Test
  public void readsNothingLaterThanAsOf() {
    Instant asOf = NOON.plusSeconds(100);
    assertThat(samples(RISING, asOf)).hasSize(7).noneMatch(sample -> sample.at().isAfter(asOf));
  }

  /** What cannot be read is missing, and no sample is made up for it. */
  @Test
  public void makesNothingUp() {
    SignalReading reading = evaluate(signal(Reducer.VALUE), RANGE.to(), FixtureSource.silent());
    assertThat(reading.samples()).isEmpty();
    assertThat(reading.coverage().isComplete()).isFalse();
  }

  /** What is not a number is not a sample. */
  @Test
  public void leavesOutWhatIsNotANumber() {
    TelemetrySource holes =
        FixtureSource.gauge(NOON, RANGE.to(), seconds -> seconds % 30 == 0 ? Double.NaN : seconds);
    assertThat(samples(holes, RANGE.to())).hasSize(20);
  }

  /** A counter that was reset counts from zero: no increase is negative. */
  @Test
  public void countsAResetFromZero() {
    TelemetrySource counter =
        new FixtureSource(MetricKind.COUNTER, NOON, RANGE.to(), seconds -> seconds < 300 ? 50 : 2);
    SignalReading reading = evaluate(signal(Reducer.INCREASE), RANGE.to(), counter);
    assertThat(reading.samples()).isNotEmpty().allMatch(sample -> sample.value() >= 0);
    double sum = reading.samples().stream().mapToDouble(SignalReading.Sample::value).sum();
    assertThat(sum).isEqualTo(2);
  }

  /** The same question has the same answer. */
  @Test
  public void answersTheSameForTheSameQuestion() {
    assertThat(samples(RISING, RANGE.to())).isEqualTo(samples(RISING, RANGE.to()));
  }

  /** Arithmetic that it does not know is refused, not guessed. */
  @Test
  public void refusesAReducerItDoesNotKnow() {
    PinnedSignal unknown = signal(new Reducer("known-to-nobody", 1));
    assertThatThrownBy(() -> evaluate(unknown, RANGE.to(), RISING))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /** A source that cannot answer is not taken for one without telemetry. */
  @Test
  public void passesOnThatTheSourceCannotAnswer() {
    TelemetrySource down =
        (query, sink) -> {
          throw new TelemetryUnavailableException("The backend is down; ask again later", true);
        };
    assertThatThrownBy(() -> evaluate(signal(Reducer.VALUE), RANGE.to(), down))
        .isInstanceOf(TelemetryUnavailableException.class);
  }

  private List<SignalReading.Sample> samples(TelemetrySource source, Instant asOf) {
    return evaluate(signal(Reducer.VALUE), asOf, source).samples();
  }

  private SignalReading evaluate(PinnedSignal signal, Instant asOf, TelemetrySource source) {
    return newEvaluator().evaluate(signal, RANGE, asOf, source);
  }

  static PinnedSignal signal(Reducer reducer) {
    SignalQuery query =
        new SignalQuery(
            Modality.METRICS,
            SafetyFixtures.GPU,
            FixtureSource.METRIC,
            Collections.emptySortedMap());
    return new PinnedSignal(query, reducer, Band.atMost(70), Optional.empty());
  }
}
