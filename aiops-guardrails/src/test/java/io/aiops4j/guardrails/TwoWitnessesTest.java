package io.aiops4j.guardrails;

import static io.aiops4j.guardrails.Fleet.gpu;
import static io.aiops4j.guardrails.Fleet.node;
import static io.aiops4j.guardrails.Says.assertAllows;
import static io.aiops4j.guardrails.Says.assertDenies;

import io.aiops4j.api.action.ActionType;
import io.aiops4j.api.safety.GuardrailPolicy;
import io.aiops4j.api.safety.PolicyContext;
import io.aiops4j.api.telemetry.Modality;
import io.aiops4j.api.telemetry.TrustClass;
import io.aiops4j.api.topology.Component;
import io.aiops4j.api.topology.ComponentKind;
import io.aiops4j.testkit.contract.GuardrailPolicyContract;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TwoWitnessesTest extends GuardrailPolicyContract {
  private final TwoWitnesses policy = new TwoWitnesses();

  @Override
  protected GuardrailPolicy newPolicy() {
    return new TwoWitnesses();
  }

  @ParameterizedTest
  @CsvSource({
    "METRICS, metric.shift, NODE_AGENT,    LOGS,    log.signature, KERNEL,        true",
    "METRICS, metric.shift, NODE_AGENT,    METRICS, metric.peer,   NODE_AGENT,    true",
    "METRICS, metric.shift, NODE_AGENT,    METRICS, metric.shift,  KERNEL,        false",
    "METRICS, metric.shift, NODE_AGENT,    LOGS,    log.signature, WORKLOAD,      false",
    "METRICS, metric.shift, EXTERNAL,      LOGS,    log.signature, WORKLOAD,      false",
    "METRICS, metric.shift, NODE_AGENT,    CHANGES, change.deploy, CONTROL_PLANE, false",
  })
  void wantsTwoOfDifferentKindThatTheWorkloadCannotAuthor(
      Modality oneModality,
      String oneKind,
      TrustClass oneTrust,
      Modality otherModality,
      String otherKind,
      TrustClass otherTrust,
      boolean allowed) {
    Fleet fleet =
        Fleet.of(2)
            .sees(node(0), oneModality, oneKind, oneTrust)
            .sees(node(0), otherModality, otherKind, otherTrust);
    PolicyContext context = fleet.wants(ActionType.REBOOT, node(0));

    if (allowed) {
      assertAllows(policy, context);
    } else {
      assertDenies(policy, context, "of 2 independent witnesses", "Wait for a second witness");
    }
  }

  @Test
  void takesWitnessesOfThePiecesAndFoundationsOfTheTargetOnly() {
    Fleet fleet =
        Fleet.of(2)
            .sees(gpu(0, 0), Modality.METRICS, "metric.shift", TrustClass.NODE_AGENT)
            .sees(node(0), Modality.LOGS, "log.signature", TrustClass.KERNEL);

    assertAllows(policy, fleet.wants(ActionType.RESET_GPU, gpu(0, 0)));
    assertAllows(policy, fleet.wants(ActionType.REBOOT, node(0)));
    assertDenies(
        policy, fleet.wants(ActionType.RESET_GPU, gpu(0, 1)), "only 1 of 2", "second witness");
    assertDenies(policy, fleet.wants(ActionType.REBOOT, node(1)), "only 0 of 2", "second witness");
  }

  @Test
  void takesEveryActionOnANodeForDestructive() {
    assertDenies(
        policy, Fleet.of(1).wants(ActionType.CORDON, node(0)), "is destructive", "witness");
  }

  @Test
  void leavesAloneWhatCanBeTakenBack() {
    Fleet fleet = Fleet.of(1);
    Component nic = Component.of(ComponentKind.NIC, "node-0/mlx5_0");

    assertAllows(policy, fleet.wants(ActionType.ISOLATE_LINK, nic));
    assertAllows(policy, fleet.wants(ActionType.ROLLBACK, Component.service("cart")));
  }
}
