package io.aiops4j.guardrails;

import static io.aiops4j.guardrails.Fleet.node;
import static io.aiops4j.guardrails.Says.assertAllows;
import static io.aiops4j.guardrails.Says.assertDenies;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.aiops4j.api.action.ActionType;
import io.aiops4j.api.safety.ActionLedger.Status;
import io.aiops4j.api.safety.GuardrailPolicy;
import io.aiops4j.api.safety.PolicyContext;
import io.aiops4j.testkit.contract.GuardrailPolicyContract;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IneffectiveChainTest extends GuardrailPolicyContract {
  private static final Duration HOUR = Duration.ofHours(1);
  private final IneffectiveChain policy = new IneffectiveChain(2, Duration.ofHours(24));

  @Override
  protected GuardrailPolicy newPolicy() {
    return new IneffectiveChain(1, Duration.ofDays(30));
  }

  @ParameterizedTest
  @CsvSource({
    "'', true",
    "-, true",
    "--, false",
    "---, false",
    "-+, true", // one success ends the chain
    "+--, false",
    "--+-, true",
    "-?-, false", // what nobody judged says nothing
    "--?, false",
  })
  void deniesWhatFailedTwiceInARow(String history, boolean allowed) {
    Fleet fleet = Fleet.of(1);
    for (int i = 0; i < history.length(); i++) {
      String incident = "inc-9" + i;
      fleet.acted(incident, 1, ActionType.REBOOT, node(0), HOUR, Status.DONE);
      if (history.charAt(i) != '?') {
        fleet.verified(incident, 1, ActionType.REBOOT, node(0), history.charAt(i) == '+');
      }
    }
    PolicyContext context = fleet.wants(ActionType.REBOOT, node(0));

    if (allowed) {
      assertAllows(policy, context);
    } else {
      assertDenies(policy, context, "times in a row, says telemetry", "Try another action");
    }
  }

  @Test
  void knowsActionsAndTargetsApart() {
    Fleet fleet = Fleet.of(2);
    for (String incident : List.of("inc-91", "inc-92")) {
      fleet.acted(incident, 1, ActionType.REBOOT, node(0), HOUR, Status.DONE);
      fleet.verified(incident, 1, ActionType.REBOOT, node(0), false);
    }

    assertAllows(policy, fleet.wants(ActionType.REBOOT, node(1)));
    assertAllows(policy, fleet.wants(ActionType.DRAIN, node(0)));
  }

  @Test
  void forgetsWhatIsLongAgo() {
    Fleet fleet = Fleet.of(1);
    for (String incident : List.of("inc-91", "inc-92")) {
      fleet.acted(incident, 1, ActionType.REBOOT, node(0), Duration.ofHours(25), Status.DONE);
      fleet.verified(incident, 1, ActionType.REBOOT, node(0), false);
    }

    assertAllows(policy, fleet.wants(ActionType.REBOOT, node(0)));
  }

  @Test
  void refusesNoChain() {
    assertThatIllegalArgumentException().isThrownBy(() -> new IneffectiveChain(0, HOUR));
    assertThatIllegalArgumentException().isThrownBy(() -> new IneffectiveChain(1, Duration.ZERO));
  }
}
