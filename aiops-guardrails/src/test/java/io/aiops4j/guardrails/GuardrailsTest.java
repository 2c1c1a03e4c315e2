package io.aiops4j.guardrails;

import static io.aiops4j.guardrails.Fleet.gpu;
import static io.aiops4j.guardrails.Fleet.node;
import static org.assertj.core.api.Assertions.assertThat;

import io.aiops4j.api.action.ActionType;
import io.aiops4j.api.safety.Decision;
import io.aiops4j.api.safety.GuardrailPolicy;
import io.aiops4j.api.safety.PolicyContext;
import io.aiops4j.api.telemetry.Modality;
import io.aiops4j.api.telemetry.TrustClass;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The defaults are part of the promise: this test states them. */
class GuardrailsTest {
  @Test
  void saysTheSettingsOfEveryPolicyInItsName() {
    assertThat(Guardrails.standard())
        .extracting(GuardrailPolicy::id)
        .containsExactly(
            "known-target",
            "protected-components",
            "blast-limit node<=1,10% switch<=1,10%",
            "attempt-budget 3/target/PT24H 5/incident 4 nodes/h",
            "cooldown PT5M",
            "two-witnesses",
            "ineffective-chain 2/PT24H",
            "repeat-offender 5/PT168H on-call",
            "irreversible-asks [gpu, node] on-call");
  }

  @Test
  void allowsToCordonANodeThatTwoWitnessesShowSick() {
    assertThat(said(sickNode().wants(ActionType.CORDON, node(0))))
        .hasOnlyElementsOfType(Decision.Allow.class);
  }

  @Test
  void onlyAsksBeforeThatNodeOrItsGpuIsReset() {
    for (PolicyContext context :
        List.of(
            sickNode().wants(ActionType.REBOOT, node(0)),
            sickNode().wants(ActionType.RESET_GPU, gpu(0, 0)))) {
      assertThat(said(context))
          .hasAtLeastOneElementOfType(Decision.AskHuman.class)
          .doesNotHaveAnyElementsOfTypes(Decision.Deny.class);
    }
  }

  @Test
  void deniesToCordonOnTheWordOfOneWitness() {
    Fleet fleet =
        Fleet.of(20).sees(node(0), Modality.METRICS, "metric.shift", TrustClass.NODE_AGENT);

    assertThat(said(fleet.wants(ActionType.CORDON, node(0))))
        .hasAtLeastOneElementOfType(Decision.Deny.class);
  }

  private static Fleet sickNode() {
    return Fleet.of(20)
        .sees(node(0), Modality.METRICS, "metric.shift", TrustClass.NODE_AGENT)
        .sees(node(0), Modality.LOGS, "log.signature", TrustClass.KERNEL)
        .sees(gpu(0, 0), Modality.METRICS, "metric.peer", TrustClass.NODE_AGENT);
  }

  private static List<Decision> said(PolicyContext context) {
    List<Decision> decisions = new ArrayList<>();
    Guardrails.standard().forEach(policy -> decisions.add(policy.judge(context)));
    return decisions;
  }
}
