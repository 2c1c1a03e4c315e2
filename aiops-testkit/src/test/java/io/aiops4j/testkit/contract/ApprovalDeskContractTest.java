package io.aiops4j.testkit.contract;

import static io.aiops4j.testkit.contract.Rejection.assertRejects;

import io.aiops4j.api.safety.Actor;
import io.aiops4j.api.safety.Approval;
import io.aiops4j.api.safety.ApprovalDesk;
import io.aiops4j.api.safety.ApprovalRequest;
import io.aiops4j.testkit.safety.ScriptedDesk;
import java.time.Duration;
import java.util.function.BiPredicate;
import org.junit.jupiter.api.Test;

class ApprovalDeskContractTest extends ApprovalDeskContract {
  @Override
  protected ApprovalDesk newDesk() {
    return new ScriptedDesk();
  }

  @Override
  protected Approval approve(ApprovalDesk desk, ApprovalRequest request, Actor person) {
    return issue((ScriptedDesk) desk, request, person);
  }

  @Test
  void rejectsADeskThatBelievesEverything() {
    ApprovalDeskContract contract = of((desk, approval) -> true);

    assertRejects(contract::holdsNothingForRealBeforeSomebodyAnswered);
    assertRejects(contract::knowsEveryForgery);
  }

  @Test
  void rejectsADeskThatLooksAtTheIdOnly() {
    assertRejects(of((desk, approval) -> approval.id().startsWith("approval-"))::knowsEveryForgery);
  }

  @Test
  void rejectsADeskThatDisownsWhatItIssued() {
    assertRejects(of((desk, approval) -> false)::issuesAnApprovalOfThePlanThatWasAsked);
  }

  private static ApprovalDeskContract of(BiPredicate<ScriptedDesk, Approval> authentic) {
    return new ApprovalDeskContract() {
      @Override
      protected ApprovalDesk newDesk() {
        return new Fake(authentic);
      }

      @Override
      protected Approval approve(ApprovalDesk desk, ApprovalRequest request, Actor person) {
        return issue(((Fake) desk).honest, request, person);
      }
    };
  }

  private static Approval issue(ScriptedDesk desk, ApprovalRequest request, Actor person) {
    return desk.approve(request, person, SafetyFixtures.NOON, Duration.ofMinutes(10));
  }

  private static final class Fake implements ApprovalDesk {
    private final ScriptedDesk honest = new ScriptedDesk();
    private final BiPredicate<ScriptedDesk, Approval> authentic;

    Fake(BiPredicate<ScriptedDesk, Approval> authentic) {
      this.authentic = authentic;
    }

    @Override
    public void ask(ApprovalRequest request) {
      honest.ask(request);
    }

    @Override
    public boolean isAuthentic(Approval approval) {
      return authentic.test(honest, approval);
    }
  }
}
