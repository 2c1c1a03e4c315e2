package io.aiops4j.api.safety;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aiops4j.api.action.ActionOutcome;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Law 2: what the gate makes is good for one redemption, within its one dispatch. */
class PermissionTest {
  private final Kernel kernel = new Kernel();
  private final Kernel.Arm arm = new Kernel.Arm();

  @Test
  void tellsTheActuatorExactlyTheStepThatWasJudged() {
    Dispatch dispatch = dispatch();

    assertThat(arm.done).containsExactly(Kernel.CORDON.steps().get(0));
    assertThat(started(dispatch).outcome()).isInstanceOf(ActionOutcome.Done.class);
  }

  @Test
  void isVoidOnceTheDispatchIsOver() {
    arm.behaviour = (action, context) -> new ActionOutcome.Accepted("later");

    Dispatch dispatch = dispatch();

    assertThatIllegalStateException().isThrownBy(() -> arm.given.get(0).redeem());
    assertThat(started(dispatch).outcome())
        .as("it was never told what to do, so what it says is worth nothing")
        .isInstanceOf(ActionOutcome.Unknown.class);
  }

  @Test
  void redeemsOnlyOnce() {
    arm.behaviour =
        (action, context) -> {
          action.redeem();
          assertThatIllegalStateException().isThrownBy(action::redeem);
          return new ActionOutcome.Done("done");
        };

    assertThat(started(dispatch()).outcome()).isInstanceOf(ActionOutcome.Done.class);
  }

  @Test
  void redeemsForOneOfManyThreads() {
    AtomicInteger redeemed = new AtomicInteger();
    arm.behaviour =
        (action, context) -> {
          redeemFromEightThreads(action, redeemed);
          return new ActionOutcome.Done("done");
        };

    dispatch();

    assertThat(redeemed).hasValue(1);
  }

  @Test
  void isWorthNothingToAnotherThreadAfterTheDispatch() throws InterruptedException {
    CountDownLatch dispatchIsOver = new CountDownLatch(1);
    AtomicInteger redeemed = new AtomicInteger();
    List<Thread> threads = new ArrayList<>();
    arm.behaviour =
        (action, context) -> {
          Thread thief =
              new Thread(
                  () -> {
                    awaitUninterruptibly(dispatchIsOver);
                    if (redeems(action)) {
                      redeemed.incrementAndGet();
                    }
                  });
          threads.add(thief);
          thief.start();
          return new ActionOutcome.Accepted("a thread will do it");
        };

    dispatch();
    dispatchIsOver.countDown();
    threads.get(0).join();

    assertThat(redeemed).hasValue(0);
  }

  @Test
  void lapses() {
    arm.behaviour =
        (action, context) -> {
          kernel.now = action.expiresAt();
          action.redeem();
          return new ActionOutcome.Done("done");
        };

    ActionOutcome outcome = started(dispatch()).outcome();

    assertThat(outcome).isInstanceOf(ActionOutcome.Unknown.class);
    assertThat(outcome.detail()).contains("lapsed at 2026-03-04T12:01:00Z; ask the gate again");
  }

  @Test
  void staysLapsedIfTheClockRunsBackwards() {
    arm.behaviour =
        (action, context) -> {
          kernel.now = action.expiresAt();
          assertThatIllegalStateException().isThrownBy(action::redeem);
          kernel.now = Kernel.NOON;
          assertThatIllegalStateException().isThrownBy(action::redeem);
          return new ActionOutcome.Failed("lapsed");
        };

    dispatch();
  }

  @Test
  void isVoidAfterAnActuatorThatDiesOfAnError() {
    arm.behaviour =
        (action, context) -> {
          throw new OutOfMemoryError("simulated");
        };

    assertThatThrownBy(this::dispatch).isInstanceOf(OutOfMemoryError.class);

    assertThatIllegalStateException().isThrownBy(() -> arm.given.get(0).redeem());
  }

  @Test
  void anActuatorThatThrowsLeavesAnUnknown() {
    arm.behaviour =
        (action, context) -> {
          action.redeem();
          throw new IllegalStateException("connection reset");
        };

    assertThat(started(dispatch()).outcome()).isInstanceOf(ActionOutcome.Unknown.class);
  }

  @Test
  void anActuatorWhoseLibraryIsMissingLeavesAnUnknown() {
    arm.behaviour =
        (action, context) -> {
          throw new NoClassDefFoundError("io/example/Client");
        };

    assertThat(started(dispatch()).outcome()).isInstanceOf(ActionOutcome.Unknown.class);
  }

  @Test
  void anActuatorThatThrowsACheckedExceptionUndeclaredLeavesAnUnknown() {
    arm.behaviour =
        (action, context) -> {
          throw sneaky(new java.io.IOException("connection reset"));
        };

    assertThat(started(dispatch()).outcome()).isInstanceOf(ActionOutcome.Unknown.class);
  }

  @Test
  @SuppressWarnings("NullAway")
  void anActuatorThatReturnsNullLeavesAnUnknown() {
    arm.behaviour =
        (action, context) -> {
          action.redeem();
          return null;
        };

    assertThat(started(dispatch()).outcome()).isInstanceOf(ActionOutcome.Unknown.class);
  }

  @Test
  void anActuatorThatNeverAskedMayStillSayThatItFailed() {
    arm.behaviour = (action, context) -> new ActionOutcome.Failed("no such node");

    assertThat(started(dispatch()).outcome()).isEqualTo(new ActionOutcome.Failed("no such node"));
  }

  @Test
  void cannotBeStoredOrCopied() {
    assertThat(Serializable.class.isAssignableFrom(ApprovedAction.class)).isFalse();
    assertThat(Cloneable.class.isAssignableFrom(ApprovedAction.class)).isFalse();
    assertThat(ApprovedAction.class.getConstructors()).isEmpty();
    assertThat(ApprovedAction.class).isFinal();
  }

  @Test
  @SuppressWarnings("NullAway")
  void cannotBeMadeWithoutASeal() {
    dispatch();
    ActionIntended intent = kernel.journal.onlyIntent().orElseThrow();

    assertThatThrownBy(() -> new ApprovedAction(null, intent, () -> kernel.now))
        .isInstanceOf(NullPointerException.class);
  }

  private Dispatch dispatch() {
    return kernel.gate().dispatch(kernel.request(), arm, 0);
  }

  private static Dispatch.Started started(Dispatch dispatch) {
    assertThat(dispatch).isInstanceOf(Dispatch.Started.class);
    return (Dispatch.Started) dispatch;
  }

  private static void redeemFromEightThreads(ApprovedAction action, AtomicInteger redeemed) {
    CountDownLatch together = new CountDownLatch(1);
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      Thread thread =
          new Thread(
              () -> {
                awaitUninterruptibly(together);
                if (redeems(action)) {
                  redeemed.incrementAndGet();
                }
              });
      threads.add(thread);
      thread.start();
    }
    together.countDown();
    for (Thread thread : threads) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }
  }

  private static boolean redeems(ApprovedAction action) {
    try {
      action.redeem();
      return true;
    } catch (IllegalStateException e) {
      return false;
    }
  }

  private static void awaitUninterruptibly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @SuppressWarnings("unchecked")
  private static <T extends Throwable> RuntimeException sneaky(Throwable thrown) throws T {
    throw (T) thrown;
  }
}
