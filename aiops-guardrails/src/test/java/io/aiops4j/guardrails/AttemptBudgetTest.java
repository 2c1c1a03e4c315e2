package io.aiops4j.guardrails;

import static io.aiops4j.guardrails.Fleet.gpu;
import static io.aiops4j.guardrails.Fleet.node;
import static io.aiops4j.guardrails.Fleet.pod;
import static io.aiops4j.guardrails.Says.assertAllows;
import static io.aiops4j.guardrails.Says.assertDenies;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.aiops4j.api.action.ActionCatalogue;
import io.aiops4j.api.action.ActionType;
import io.aiops4j.api.action.PlanStep;
import io.aiops4j.api.safety.ActionLedger.Status;
import io.aiops4j.api.safety.GuardrailPolicy;
import io.aiops4j.api.safety.PolicyContext;
import io.aiops4j.api.topology.Component;
import io.aiops4j.api.topology.ComponentKind;
import io.aiops4j.api.topology.Relation;
import io.aiops4j.testkit.contract.GuardrailPolicyContract;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AttemptBudgetTest extends GuardrailPolicyContract {
  private static final Duration DAY = Duration.ofHours(24);
  private final AttemptBudget policy = new AttemptBudget(2, DAY, 3, 2);

  @Override
  protected GuardrailPolicy newPolicy() {
    return new AttemptBudget(1, DAY, 1, 1);
  }

  @ParameterizedTest
  @CsvSource({
    "reboot,    0, 0, true",
    "reboot,    1, 1, true",
    "reboot,    2, 1, false",
    "reboot,    2, 23, false",
    "reboot,    2, 25, true", // too long ago
    "reset-gpu, 2, 1, true", // another target of the same family
    "cordon,    2, 1, true", // another family
  })
  void countsDispatchesOnATargetByFamilyWithinTheWindow(
      String earlier, int times, int hoursAgo, boolean allowed) {
    Fleet fleet = Fleet.of(30);
    for (int i = 0; i < times; i++) {
      ActionType type = ActionCatalogue.standard().find(earlier).get();
      Component target = type.targets().contains(ComponentKind.GPU) ? gpu(0, 0) : node(0);
      fleet.acted("inc-" + (i + 5), 1, type, target, Duration.ofHours(hoursAgo), Status.FAILED);
    }
    PolicyContext context = fleet.wants(ActionType.REBOOT, node(0));

    if (allowed) {
      assertAllows(policy, context);
    } else {
      assertDenies(policy, context, "node:node-0 had 2 actions of the family reset", "inspect");
    }
  }

  @Test
  void keepsTheCountOfATargetThatCameBackUnderANewIncarnation() {
    Fleet fleet = Fleet.of(1);
    for (String uid : List.of("uid-1", "uid-2", "uid-3")) {
      fleet.topology.edge(pod("cart", uid), Relation.RUNS_ON, node(0));
      if (!uid.equals("uid-3")) {
        fleet.acted(
            "inc-" + uid,
            1,
            ActionType.RESTART,
            pod("cart", uid),
            Duration.ofHours(1),
            Status.DONE);
      }
    }

    assertDenies(
        policy, fleet.wants(ActionType.RESTART, pod("cart", "uid-3")), "had 2 actions", "inspect");
  }

  @ParameterizedTest
  @CsvSource({"1, 0, true", "3, 2, true", "4, 3, false", "4, 0, false", "3, 3, false"})
  void boundsTheAttemptsOfAnIncidentWhateverTheAskerCounts(
      int attempt, int attemptsInTheLedger, boolean allowed) {
    Fleet fleet = Fleet.of(30);
    for (int i = 0; i < attemptsInTheLedger; i++) {
      fleet.acted(
          "inc-1", 10 + i, ActionType.CORDON, node(10 + i), Duration.ofHours(2), Status.DONE);
    }
    PolicyContext context = fleet.wants(attempt, PlanStep.of(0, ActionType.CORDON, node(0)));

    if (allowed) {
      assertAllows(policy, context);
    } else {
      assertDenies(policy, context, "is one too many; 3 are allowed", "Escalate to a person");
    }
  }

  @ParameterizedTest
  @CsvSource({"1, 10, true", "2, 10, false", "2, 61, true"})
  void boundsTheNodesThatAreDisturbedWithinAnHour(int otherNodes, int minutesAgo, boolean allowed) {
    Fleet fleet = Fleet.of(30);
    for (int i = 1; i <= otherNodes; i++) {
      fleet.acted(
          "inc-9" + i, 1, ActionType.DRAIN, node(i), Duration.ofMinutes(minutesAgo), Status.DONE);
    }
    PolicyContext context = fleet.wants(ActionType.CORDON, node(0));

    if (allowed) {
      assertAllows(policy, context);
    } else {
      assertDenies(policy, context, "node number 3", "look for one cause");
    }
    assertAllows(policy, fleet.wants(ActionType.RESET_GPU, gpu(0, 0)));
    assertAllows(policy, fleet.wants(ActionType.CORDON, node(1)));
  }

  @Test
  void refusesABudgetThatAllowsNothing() {
    assertThatIllegalArgumentException().isThrownBy(() -> new AttemptBudget(0, DAY, 1, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> new AttemptBudget(1, DAY, 0, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> new AttemptBudget(1, DAY, 1, 0));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new AttemptBudget(1, Duration.ZERO, 1, 1));
  }
}
