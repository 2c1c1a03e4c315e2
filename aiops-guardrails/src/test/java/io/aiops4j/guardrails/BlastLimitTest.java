package io.aiops4j.guardrails;

import static io.aiops4j.guardrails.Fleet.gpu;
import static io.aiops4j.guardrails.Fleet.node;
import static io.aiops4j.guardrails.Says.assertAllows;
import static io.aiops4j.guardrails.Says.assertDenies;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.aiops4j.api.action.ActionType;
import io.aiops4j.api.action.PlanStep;
import io.aiops4j.api.safety.ActionLedger.Status;
import io.aiops4j.api.safety.GuardrailPolicy;
import io.aiops4j.api.safety.PolicyContext;
import io.aiops4j.api.topology.ComponentKind;
import io.aiops4j.testkit.contract.GuardrailPolicyContract;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class BlastLimitTest extends GuardrailPolicyContract {
  @Override
  protected GuardrailPolicy newPolicy() {
    return BlastLimit.of(ComponentKind.GPU, 0, 10);
  }

  @ParameterizedTest
  @CsvSource({
    // nodes in the fleet, count, percent, nodes in the plan, allowed
    "  1, 1,  10, 1, true", // a share never falls below one
    " 10, 1,  10, 1, true",
    " 10, 1,  10, 2, false",
    " 10, 5,  10, 2, false", // the share is the tighter one
    " 20, 5,  10, 2, true",
    " 29, 5,  10, 3, false", // the share rounds down
    " 30, 5,  10, 3, true",
    " 90, 5,  10, 6, false", // the count is the tighter one
    " 90, 5,  10, 5, true",
    "  4, 9, 100, 4, true",
    "  4, 0, 100, 1, false",
  })
  void holdsBothACountAndAShareOverTheWholePlan(
      int fleetSize, int maxCount, int maxPercent, int planned, boolean allowed) {
    BlastLimit policy = BlastLimit.of(ComponentKind.NODE, maxCount, maxPercent);
    PlanStep[] steps = new PlanStep[planned];
    for (int i = 0; i < planned; i++) {
      steps[i] = PlanStep.of(i, ActionType.CORDON, node(i));
    }
    PolicyContext context = Fleet.of(fleetSize).wants(1, steps);

    if (allowed) {
      assertAllows(policy, context);
    } else {
      assertDenies(
          policy, context, planned + " of " + fleetSize + " nodes", "Propose fewer targets");
    }
  }

  @ParameterizedTest
  @EnumSource(Status.class)
  void countsWhatIsUnderWayForAnyIncident(Status status) {
    Fleet fleet =
        Fleet.of(100).acted("inc-9", 1, ActionType.DRAIN, node(7), Duration.ofMinutes(2), status);
    BlastLimit policy = BlastLimit.of(ComponentKind.NODE, 1, 10);

    if (status.isOpen()) {
      assertDenies(
          policy,
          fleet.wants(ActionType.CORDON, node(0)),
          "2 of 100 nodes; at most 1 at once",
          "wait until what is under way has ended");
      assertAllows(policy, fleet.wants(ActionType.DRAIN, node(7)));
    } else {
      assertAllows(policy, fleet.wants(ActionType.CORDON, node(0)));
    }
  }

  @Test
  void limitsOnlyTheKindsItNames() {
    BlastLimit policy = BlastLimit.of(ComponentKind.SWITCH, 1, 10).and(ComponentKind.GPU, 1, 100);

    assertAllows(policy, Fleet.of(1).wants(ActionType.RESET_GPU, gpu(0, 0)));
    assertDenies(
        policy, Fleet.of(1).wants(ActionType.REBOOT, node(0)), "2 of 2 gpus", "fewer targets");
    assertThat(policy.id()).isEqualTo("blast-limit gpu<=1,100% switch<=1,10%");
  }

  @Test
  void refusesLimitsThatCannotBeKept() {
    for (int percent : new int[] {0, 101, -1}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> BlastLimit.of(ComponentKind.NODE, 1, percent));
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> BlastLimit.of(ComponentKind.NODE, -1, 10));
  }
}
