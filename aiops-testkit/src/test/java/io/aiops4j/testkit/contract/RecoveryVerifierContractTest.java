package io.aiops4j.testkit.contract;

import static io.aiops4j.testkit.contract.Rejection.assertRejects;

import io.aiops4j.api.recovery.RecoveryQuestion;
import io.aiops4j.api.recovery.RecoveryVerdict;
import io.aiops4j.api.recovery.RecoveryVerifier;
import io.aiops4j.api.recovery.SignalReport;
import io.aiops4j.api.signal.PinnedSignal;
import io.aiops4j.api.signal.Reducer;
import io.aiops4j.api.signal.SignalReading;
import io.aiops4j.api.telemetry.TelemetrySource;
import io.aiops4j.api.telemetry.TimeRange;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

class RecoveryVerifierContractTest extends RecoveryVerifierContract {
  @Override
  protected RecoveryVerifier newVerifier() {
    return new Fake(false, samples -> samples.size() >= 20 && allGood(samples));
  }

  @Test
  void rejectsAnOptimist() {
    RecoveryVerifierContract contract = of(new Fake(true, samples -> true));
    assertRejects(contract::neverConfirmsWithoutSignals);
    assertRejects(contract::neverConfirmsWhatItCannotSee);
    assertRejects(contract::neverConfirmsAVanishedSeries);
    assertRejects(contract::neverConfirmsWhatStaysSick);
  }

  @Test
  void rejectsWhoTakesSilenceForHealth() {
    RecoveryVerifierContract contract = of(new Fake(false, RecoveryVerifierContractTest::allGood));
    assertRejects(contract::neverConfirmsWhatItCannotSee);
    assertRejects(contract::neverConfirmsAVanishedSeries);
  }

  @Test
  void rejectsWhoCountsSamplesFromBeforeCompletion() {
    assertRejects(
        of(new Fake(true, samples -> samples.size() >= 20 && allGood(samples)))
            ::doesNotCountSamplesBeforeCompletion);
  }

  @Test
  void rejectsWhoIsContentWithOneGoodSample() {
    assertRejects(
        of(new Fake(false, samples -> samples.stream().anyMatch(s -> s.value() <= 70)))
            ::neverConfirmsOneGoodSample);
  }

  @Test
  void rejectsWhoIsContentWithANewLevel() {
    assertRejects(
        of(new Fake(false, samples -> samples.size() >= 20 && allBelow(samples, 80)))
            ::neverConfirmsANewLevelOutsideTheBand);
  }

  @Test
  void rejectsWhoNeverConfirms() {
    assertRejects(of(new Fake(false, samples -> false))::confirmsHealthThatLasts);
  }

  private static boolean allGood(List<SignalReading.Sample> samples) {
    return allBelow(samples, 70);
  }

  private static boolean allBelow(List<SignalReading.Sample> samples, double celsius) {
    return samples.stream().allMatch(sample -> sample.value() <= celsius);
  }

  private static RecoveryVerifierContract of(RecoveryVerifier verifier) {
    return new RecoveryVerifierContract() {
      @Override
      protected RecoveryVerifier newVerifier() {
        return verifier;
      }
    };
  }

  /** Confirms when the last five minutes please it. */
  private record Fake(boolean alsoBeforeCompletion, Predicate<List<SignalReading.Sample>> pleases)
      implements RecoveryVerifier {
    @Override
    public RecoveryVerdict verify(RecoveryQuestion question, TelemetrySource source) {
      Instant counts = question.actionCompleted().plus(question.settle());
      Instant from = question.asOf().minusSeconds(301);
      if (!alsoBeforeCompletion && from.isBefore(counts)) {
        return new RecoveryVerdict.Inconclusive(Optional.empty(), "too early", List.of());
      }
      List<PinnedSignal> signals =
          question.signals().isEmpty() && alsoBeforeCompletion
              ? List.of(SignalEvaluatorContract.signal(Reducer.VALUE))
              : question.signals();
      TimeRange range = new TimeRange(from, question.asOf().plusSeconds(1));
      boolean good = !signals.isEmpty();
      for (PinnedSignal signal : signals) {
        good &=
            pleases.test(
                new PlainEvaluator().evaluate(signal, range, question.asOf(), source).samples());
      }
      if (!good) {
        return new RecoveryVerdict.NotRecovered("not good", List.of());
      }
      List<SignalReport> reports =
          signals.stream()
              .map(s -> new SignalReport(s, SignalReport.State.HELD, 20, "good", List.of()))
              .toList();
      return new RecoveryVerdict.Confirmed(counts, false, "good", reports);
    }

    @Override
    public RecoveryVerdict watch(
        RecoveryQuestion question, Instant confirmedAt, TelemetrySource source) {
      return verify(question, source);
    }
  }
}
