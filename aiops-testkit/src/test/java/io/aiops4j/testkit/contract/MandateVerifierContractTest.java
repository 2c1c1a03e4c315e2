package io.aiops4j.testkit.contract;

import static io.aiops4j.testkit.contract.Rejection.assertRejects;

import io.aiops4j.api.safety.Mandate;
import io.aiops4j.api.safety.MandateVerifier;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class MandateVerifierContractTest extends MandateVerifierContract {
  @Override
  protected MandateVerifier newVerifier(Mandate real) {
    return real::equals;
  }

  @Test
  void rejectsAVerifierThatBelievesEverything() {
    assertRejects(of(real -> mandate -> true)::knowsEveryForgery);
  }

  @Test
  void rejectsAVerifierThatLooksAtTheIdOnly() {
    assertRejects(of(real -> mandate -> mandate.id().equals(real.id()))::knowsEveryForgery);
  }

  @Test
  void rejectsAVerifierThatKnowsNothing() {
    assertRejects(of(real -> mandate -> false)::knowsWhatWasGiven);
    assertRejects(of(real -> mandate -> false)::answersAlikeOnManyThreads);
  }

  private static MandateVerifierContract of(Function<Mandate, MandateVerifier> verifier) {
    return new MandateVerifierContract() {
      @Override
      protected MandateVerifier newVerifier(Mandate real) {
        return verifier.apply(real);
      }
    };
  }
}
