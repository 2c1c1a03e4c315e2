package io.aiops4j.testkit.contract;

import static io.aiops4j.testkit.contract.Rejection.assertRejects;

import io.aiops4j.api.safety.Decision;
import io.aiops4j.api.safety.GuardrailPolicy;
import io.aiops4j.api.safety.PolicyContext;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class GuardrailPolicyContractTest extends GuardrailPolicyContract {
  @Override
  protected GuardrailPolicy newPolicy() {
    return new Fake(
        "honest",
        (count, context) ->
            context.evidence().items().isEmpty()
                ? new Decision.Deny("nothing is seen", "look again")
                : new Decision.AskHuman("sure?", "on-call"));
  }

  @Test
  void rejectsAPolicyThatRemembersWhatItWasAsked() {
    GuardrailPolicyContract contract =
        of(() -> new Fake("counts", (count, context) -> new Decision.Allow("question " + count)));

    assertRejects(contract::answersTheSameForTheSameContext);
    assertRejects(contract::remembersNothing);
    assertRejects(contract::judgesAlikeOnManyThreads);
  }

  @Test
  void rejectsAPolicyThatDependsOnItsInstance() {
    AtomicInteger instances = new AtomicInteger();
    GuardrailPolicyContract contract =
        of(
            () -> {
              int instance = instances.incrementAndGet();
              return new Fake(
                  "instance " + instance, (count, context) -> new Decision.Allow("by " + instance));
            });

    assertRejects(contract::answersTheSameForTheSameContext);
    assertRejects(contract::keepsItsName);
  }

  @Test
  @SuppressWarnings("NullAway")
  void rejectsAPolicyThatSaysNothing() {
    assertRejects(of(() -> new Fake("mute", (count, context) -> null))::alwaysSaysWhy);
    assertRejects(
        of(() -> new Fake("blank", (count, context) -> new Decision.Allow(" ")))::alwaysSaysWhy);
  }

  @Test
  void rejectsAPolicyWhoseRemedyOnlyRepeatsTheReason() {
    assertRejects(
        of(() -> new Fake("echo", (count, context) -> new Decision.Deny("no", "no")))
            ::everyDenialSaysWhatWouldHelp);
  }

  @Test
  void rejectsAPolicyThatAsksNobody() {
    assertRejects(
        of(() -> new Fake("asks", (count, context) -> new Decision.AskHuman("sure?", "")))
            ::everyQuestionNamesWhoDecides);
  }

  private static GuardrailPolicyContract of(Supplier<GuardrailPolicy> policy) {
    return new GuardrailPolicyContract() {
      @Override
      protected GuardrailPolicy newPolicy() {
        return policy.get();
      }
    };
  }

  private static final class Fake implements GuardrailPolicy {
    private final String id;
    private final BiFunction<Integer, PolicyContext, Decision> judge;
    private final AtomicInteger count = new AtomicInteger();

    Fake(String id, BiFunction<Integer, PolicyContext, Decision> judge) {
      this.id = id;
      this.judge = judge;
    }

    @Override
    public String id() {
      return id;
    }

    @Override
    public Decision judge(PolicyContext context) {
      return judge.apply(count.incrementAndGet(), context);
    }
  }
}
