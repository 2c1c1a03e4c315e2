package io.aiops4j.guardrails;

import static io.aiops4j.guardrails.Fleet.gpu;
import static io.aiops4j.guardrails.Fleet.node;
import static io.aiops4j.guardrails.Says.assertAllows;
import static io.aiops4j.guardrails.Says.assertDenies;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.aiops4j.api.action.ActionType;
import io.aiops4j.api.action.PlanStep;
import io.aiops4j.api.safety.ActionLedger.Status;
import io.aiops4j.api.safety.GuardrailPolicy;
import io.aiops4j.api.safety.PolicyContext;
import io.aiops4j.testkit.contract.GuardrailPolicyContract;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CooldownTest extends GuardrailPolicyContract {
  private final Cooldown policy = new Cooldown(Duration.ofMinutes(5));

  @Override
  protected GuardrailPolicy newPolicy() {
    return new Cooldown(Duration.ofMinutes(5));
  }

  @ParameterizedTest
  @CsvSource({
    "DONE, 4, false",
    "DONE, 5, true",
    "FAILED, 1, true", // nothing was done, for sure
    "RUNNING, 60, false",
    "UNKNOWN, 60, false",
    "INTENDED, 60, false",
  })
  void letsAComponentRestAfterAnAction(Status status, int minutesAgo, boolean allowed) {
    Fleet fleet =
        Fleet.of(2)
            .acted("inc-9", 1, ActionType.CORDON, node(0), Duration.ofMinutes(minutesAgo), status);
    PolicyContext context = fleet.wants(ActionType.REBOOT, node(0));

    if (allowed) {
      assertAllows(policy, context);
    } else {
      assertDenies(policy, context, "cordon node:node-0", "Wait until");
    }
    assertAllows(policy, fleet.wants(ActionType.REBOOT, node(1)));
  }

  @Test
  void saysWhenTheRestIsOver() {
    Fleet fleet =
        Fleet.of(1)
            .acted("inc-9", 1, ActionType.CORDON, node(0), Duration.ofMinutes(2), Status.DONE);

    assertDenies(
        policy,
        fleet.wants(ActionType.REBOOT, node(0)),
        "ended at 2026-03-04T11:58:00Z",
        "Wait until 2026-03-04T12:03:00Z");
  }

  @Test
  void countsAnActionOnAPieceAsOneOnTheWhole() {
    Fleet fleet =
        Fleet.of(1)
            .acted("inc-9", 1, ActionType.RESET_GPU, gpu(0, 1), Duration.ofMinutes(1), Status.DONE);

    assertDenies(policy, fleet.wants(ActionType.REBOOT, node(0)), "reset-gpu", "Wait until");
    assertAllows(policy, fleet.wants(ActionType.RESET_GPU, gpu(0, 0)));
  }

  @Test
  void doesNotHoldUpTheStepsOfOneAttempt() {
    Fleet fleet =
        Fleet.of(1)
            .acted("inc-1", 1, ActionType.CORDON, node(0), Duration.ofMinutes(1), Status.DONE);

    assertAllows(policy, fleet.wants(1, PlanStep.of(0, ActionType.DRAIN, node(0))));
    assertDenies(
        policy,
        fleet.wants(2, PlanStep.of(0, ActionType.DRAIN, node(0))),
        "cordon node:node-0",
        "Wait until");
  }

  @Test
  void doesNotHoldUpTakingItBack() {
    Fleet fleet =
        Fleet.of(1)
            .acted("inc-1", 1, ActionType.CORDON, node(0), Duration.ofMinutes(1), Status.DONE);

    assertAllows(policy, fleet.wants(2, PlanStep.of(0, ActionType.UNCORDON, node(0))));
  }

  @Test
  void refusesNoRest() {
    assertThatIllegalArgumentException().isThrownBy(() -> new Cooldown(Duration.ZERO));
  }
}
