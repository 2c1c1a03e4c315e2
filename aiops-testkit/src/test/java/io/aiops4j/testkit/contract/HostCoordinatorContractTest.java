package io.aiops4j.testkit.contract;

import static io.aiops4j.testkit.contract.Rejection.assertRejects;

import io.aiops4j.api.safety.HostAnswer;
import io.aiops4j.api.safety.HostCoordinator;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class HostCoordinatorContractTest extends HostCoordinatorContract {
  @Override
  protected HostCoordinator newHost() {
    return context ->
        context.step().type().id().equals("reboot")
            ? new HostAnswer.Hold("a job checkpoints", context.now().plusSeconds(60))
            : new HostAnswer.Proceed();
  }

  @Test
  @SuppressWarnings("NullAway")
  void rejectsAHostThatSaysNothing() {
    assertRejects(of(() -> context -> null)::alwaysAnswers);
  }

  @Test
  void rejectsAnObjectionWithoutAReason() {
    assertRejects(of(() -> context -> new HostAnswer.Veto(""))::saysWhyItObjectsAndUntilWhen);
  }

  @Test
  void rejectsAHoldThatIsOverAlready() {
    assertRejects(
        of(() -> context -> new HostAnswer.Hold("busy", context.now()))
            ::saysWhyItObjectsAndUntilWhen);
    assertRejects(
        of(() -> context -> new HostAnswer.ActsItself("mine", context.now().minusSeconds(1)))
            ::saysWhyItObjectsAndUntilWhen);
  }

  @Test
  void rejectsAHostThatTakesTheQuestionForTheDispatch() {
    HostCoordinatorContract contract =
        of(
            () -> {
              AtomicInteger asked = new AtomicInteger();
              return context -> new HostAnswer.Veto("no " + asked.incrementAndGet());
            });

    assertRejects(contract::isNotChangedByBeingAsked);
    assertRejects(contract::answersOnManyThreads);
  }

  private static HostCoordinatorContract of(Supplier<HostCoordinator> host) {
    return new HostCoordinatorContract() {
      @Override
      protected HostCoordinator newHost() {
        return host.get();
      }
    };
  }
}
