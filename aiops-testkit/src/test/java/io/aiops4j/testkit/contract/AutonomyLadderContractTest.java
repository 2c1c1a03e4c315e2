package io.aiops4j.testkit.contract;

import static io.aiops4j.testkit.contract.Rejection.assertRejects;

import io.aiops4j.api.safety.AutonomyLadder;
import io.aiops4j.api.safety.AutonomyLevel;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class AutonomyLadderContractTest extends AutonomyLadderContract {
  @Override
  protected AutonomyLadder newLadder() {
    return context ->
        context.step().type().id().equals("cordon")
            ? AutonomyLevel.AUTO
            : AutonomyLevel.APPROVE_EACH;
  }

  @Test
  @SuppressWarnings("NullAway")
  void rejectsALadderWithoutARung() {
    assertRejects(of(() -> context -> null)::alwaysNamesALevel);
  }

  @Test
  void rejectsALadderThatGrowsBolderByBeingAsked() {
    AutonomyLadderContract contract =
        of(
            () -> {
              AtomicInteger asked = new AtomicInteger();
              return context ->
                  asked.incrementAndGet() > 30 ? AutonomyLevel.AUTO : AutonomyLevel.SUGGEST;
            });

    assertRejects(contract::isAFunctionOfTheContext);
    assertRejects(contract::answersAlikeOnManyThreads);
  }

  private static AutonomyLadderContract of(Supplier<AutonomyLadder> ladder) {
    return new AutonomyLadderContract() {
      @Override
      protected AutonomyLadder newLadder() {
        return ladder.get();
      }
    };
  }
}
