package io.aiops4j.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops4j.api.recovery.RecoveryQuestion;
import io.aiops4j.api.recovery.RecoveryVerdict;
import io.aiops4j.api.recovery.RecoveryVerifier;
import io.aiops4j.api.signal.PinnedSignal;
import io.aiops4j.api.signal.Reducer;
import io.aiops4j.api.telemetry.TelemetrySource;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.LongToDoubleFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What every {@link RecoveryVerifier} must hold. Extend it to test yours.
 *
 * <p>A GPU is hot (90 degrees, healthy up to 70) from 11:50; an action ends at noon and settles for
 * a minute.
 */
public abstract class RecoveryVerifierContract {
  private static final Instant NOON = SafetyFixtures.NOON;
  private static final Duration SETTLE = Duration.ofSeconds(60);

  /** For subclasses. */
  protected RecoveryVerifierContract() {}

  /** {@return a new verifier} */
  protected abstract RecoveryVerifier newVerifier();

  /** {@return how long after completion it certainly knows; two hours by default} */
  protected Duration patience() {
    return Duration.ofHours(2);
  }

  /** Health for long enough after the action confirms. */
  @Test
  public void confirmsHealthThatLasts() {
    RecoveryVerdict verdict = firstFinal(seconds -> seconds < 30 ? 90 : wobble(60, seconds));
    assertThat(verdict).isInstanceOf(RecoveryVerdict.Confirmed.class);
  }

  /** Without signals nothing is confirmed, whatever telemetry says. */
  @Test
  public void neverConfirmsWithoutSignals() {
    TelemetrySource good = source(seconds -> wobble(60, seconds));
    RecoveryQuestion question =
        new RecoveryQuestion(
            List.of(), NOON.minusSeconds(600), NOON.minusSeconds(60), NOON, SETTLE, 1, end());
    assertNotConfirmed(newVerifier().verify(question, good));
  }

  /** A source that shows nothing never confirms. */
  @Test
  public void neverConfirmsWhatItCannotSee() {
    for (Instant asOf : moments()) {
      assertNotConfirmed(newVerifier().verify(question(asOf), FixtureSource.silent()));
    }
  }

  /** A series that vanished with the action never confirms. */
  @Test
  public void neverConfirmsAVanishedSeries() {
    neverConfirms(seconds -> seconds < 0 ? 90 : Double.POSITIVE_INFINITY);
  }

  /** Health from before the action has settled does not count. */
  @Test
  public void doesNotCountSamplesBeforeCompletion() {
    neverConfirms(seconds -> seconds < 60 ? 60 : Double.POSITIVE_INFINITY);
  }

  /** What stays sick is never confirmed. */
  @Test
  public void neverConfirmsWhatStaysSick() {
    neverConfirms(seconds -> wobble(90, seconds));
  }

  /** A new steady level outside the band is not recovery. */
  @Test
  public void neverConfirmsANewLevelOutsideTheBand() {
    neverConfirms(seconds -> seconds < 30 ? 90 : wobble(75, seconds));
  }

  /** One good sample is not recovery. */
  @Test
  public void neverConfirmsOneGoodSample() {
    neverConfirms(seconds -> seconds == 600 ? 60 : wobble(90, seconds));
  }

  /** The same question and telemetry give the same verdict. */
  @Test
  public void answersTheSameForTheSameQuestion() {
    TelemetrySource source = source(seconds -> seconds < 30 ? 90 : wobble(60, seconds));
    for (Instant asOf : moments()) {
      assertThat(newVerifier().verify(question(asOf), source))
          .isEqualTo(newVerifier().verify(question(asOf), source));
    }
  }

  private void neverConfirms(LongToDoubleFunction celsius) {
    for (Instant asOf : moments()) {
      assertNotConfirmed(newVerifier().verify(question(asOf), source(celsius)));
    }
  }

  private static void assertNotConfirmed(RecoveryVerdict verdict) {
    assertThat(verdict).isNotInstanceOf(RecoveryVerdict.Confirmed.class);
  }

  private RecoveryVerdict firstFinal(LongToDoubleFunction celsius) {
    RecoveryVerdict verdict = new RecoveryVerdict.NotRecovered("not asked yet", List.of());
    for (Instant asOf : moments()) {
      verdict = newVerifier().verify(question(asOf), source(celsius));
      if (verdict instanceof RecoveryVerdict.Confirmed
          || verdict instanceof RecoveryVerdict.NotRecovered) {
        return verdict;
      }
    }
    return verdict;
  }

  /** From before completion to the end of patience, every two minutes. */
  private List<Instant> moments() {
    return Stream.iterate(NOON, at -> !at.isAfter(end()), at -> at.plusSeconds(120)).toList();
  }

  private Instant end() {
    return NOON.plus(patience());
  }

  private TelemetrySource source(LongToDoubleFunction celsius) {
    return FixtureSource.gauge(NOON.minusSeconds(1800), end(), celsius);
  }

  private static double wobble(double level, long seconds) {
    return level + Math.floorMod(seconds / 15 * 7, 5) * 0.3;
  }

  private static RecoveryQuestion question(Instant asOf) {
    PinnedSignal hot = SignalEvaluatorContract.signal(Reducer.VALUE);
    return new RecoveryQuestion(
        List.of(hot), NOON.minusSeconds(600), NOON.minusSeconds(60), NOON, SETTLE, 1, asOf);
  }
}
