package io.aiops4j.testkit.contract;

import static io.aiops4j.testkit.contract.Rejection.assertRejects;

import io.aiops4j.api.signal.SignalEvaluator;
import io.aiops4j.api.signal.SignalReading;
import io.aiops4j.api.telemetry.Coverage;
import io.aiops4j.api.telemetry.TelemetryQuery;
import io.aiops4j.api.telemetry.TelemetryUnavailableException;
import java.util.List;
import org.junit.jupiter.api.Test;

class SignalEvaluatorContractTest extends SignalEvaluatorContract {
  @Override
  protected SignalEvaluator newEvaluator() {
    return new PlainEvaluator();
  }

  @Test
  void rejectsAnEvaluatorThatTakesSilenceForZero() {
    SignalEvaluatorContract contract =
        of(
            (signal, range, asOf, source) -> {
              SignalReading.Sample zero = new SignalReading.Sample(range.from(), range.from(), 0);
              Coverage complete = Coverage.complete(TelemetryQuery.builder(range, asOf).build(), 1);
              return new SignalReading(signal, List.of(zero), complete);
            });
    assertRejects(contract::makesNothingUp);
    assertRejects(contract::readsTheValuesInsideTheRange);
    assertRejects(contract::refusesAReducerItDoesNotKnow);
  }

  @Test
  void rejectsAnEvaluatorThatLooksIntoTheFuture() {
    assertRejects(
        of(
                (signal, range, asOf, source) ->
                    new PlainEvaluator().evaluate(signal, range, range.to(), source))
            ::readsNothingLaterThanAsOf);
  }

  @Test
  void rejectsAnEvaluatorThatSwallowsAnOutage() {
    assertRejects(
        of(
                (signal, range, asOf, source) -> {
                  try {
                    return new PlainEvaluator().evaluate(signal, range, asOf, source);
                  } catch (TelemetryUnavailableException e) {
                    return new SignalReading(
                        signal,
                        List.of(),
                        Coverage.complete(TelemetryQuery.builder(range, asOf).build(), 0));
                  }
                })
            ::passesOnThatTheSourceCannotAnswer);
  }

  private static SignalEvaluatorContract of(SignalEvaluator evaluator) {
    return new SignalEvaluatorContract() {
      @Override
      protected SignalEvaluator newEvaluator() {
        return evaluator;
      }
    };
  }
}
