package io.aiops4j.guardrails;

import static io.aiops4j.guardrails.Fleet.node;
import static io.aiops4j.guardrails.Says.assertAllows;
import static io.aiops4j.guardrails.Says.assertAsks;

import io.aiops4j.api.action.ActionType;
import io.aiops4j.api.safety.ActionLedger.Status;
import io.aiops4j.api.safety.GuardrailPolicy;
import io.aiops4j.api.safety.PolicyContext;
import io.aiops4j.testkit.contract.GuardrailPolicyContract;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RepeatOffenderTest extends GuardrailPolicyContract {
  private final RepeatOffender policy = new RepeatOffender(2, Duration.ofDays(7), "hardware");

  @Override
  protected GuardrailPolicy newPolicy() {
    return new RepeatOffender(1, Duration.ofDays(7), "hardware");
  }

  @ParameterizedTest
  @CsvSource({"1, 1, true", "2, 1, false", "2, 8, true"})
  void asksAboutATargetOfManyIncidentsEvenIfEachTreatmentHelped(
      int incidents, int daysAgo, boolean allowed) {
    Fleet fleet = Fleet.of(2);
    for (int i = 0; i < incidents; i++) {
      String incident = "inc-9" + i;
      fleet.acted(incident, 1, ActionType.REBOOT, node(0), Duration.ofDays(daysAgo), Status.DONE);
      fleet.verified(incident, 1, ActionType.REBOOT, node(0), true);
    }
    PolicyContext context = fleet.wants(ActionType.CORDON, node(0));

    if (allowed) {
      assertAllows(policy, context);
    } else {
      assertAsks(policy, context, "treated for 2 other incidents");
    }
    assertAllows(policy, fleet.wants(ActionType.CORDON, node(1)));
  }

  @Test
  void doesNotCountThePresentIncident() {
    Fleet fleet = Fleet.of(1);
    for (int attempt = 1; attempt <= 3; attempt++) {
      fleet.acted("inc-1", attempt, ActionType.CORDON, node(0), Duration.ofHours(1), Status.DONE);
    }

    assertAllows(policy, fleet.wants(ActionType.CORDON, node(0)));
  }
}
