package io.aiops4j.guardrails;

import static io.aiops4j.guardrails.Fleet.node;
import static io.aiops4j.guardrails.Says.assertAllows;
import static io.aiops4j.guardrails.Says.assertDenies;

import io.aiops4j.api.action.ActionCatalogue;
import io.aiops4j.api.action.ActionType;
import io.aiops4j.api.safety.GuardrailPolicy;
import io.aiops4j.api.safety.PolicyContext;
import io.aiops4j.testkit.contract.GuardrailPolicyContract;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AllowedActionsTest extends GuardrailPolicyContract {
  private final AllowedActions policy =
      AllowedActions.of(
          Map.of(
              "gpu-thermal-throttle",
              Set.of("cordon", "drain"),
              "ib-link-flap",
              Set.of("isolate-link"),
              AllowedActions.ANY,
              Set.of("uncordon")));

  @Override
  protected GuardrailPolicy newPolicy() {
    return AllowedActions.of(Map.of("gpu-thermal-throttle", Set.of("cordon", "drain")));
  }

  @ParameterizedTest
  @CsvSource({
    "gpu-thermal-throttle, cordon, true",
    "gpu-thermal-throttle, drain, true",
    "gpu-thermal-throttle, uncordon, true",
    "gpu-thermal-throttle, reboot, false",
    "ib-link-flap, cordon, false",
    "ib-link-flap, uncordon, true",
    "bad-rollout, cordon, false",
    "'', cordon, false",
    "'', uncordon, true",
  })
  void allowsWhatIsListedForTheClassOrForAll(String type, String action, boolean allowed) {
    Fleet fleet = Fleet.of(1);
    fleet.incidentClass = type;
    ActionType wanted = ActionCatalogue.standard().find(action).get();
    PolicyContext context = fleet.wants(wanted, node(0));

    if (allowed) {
      assertAllows(policy, context);
    } else {
      assertDenies(
          policy,
          context,
          "'" + action + "' is not listed for the incident class '" + type,
          "list");
    }
  }
}
