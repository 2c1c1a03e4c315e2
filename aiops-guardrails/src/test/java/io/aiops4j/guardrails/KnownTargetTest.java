package io.aiops4j.guardrails;

import static io.aiops4j.guardrails.Fleet.node;
import static io.aiops4j.guardrails.Fleet.pod;
import static io.aiops4j.guardrails.Says.assertAllows;
import static io.aiops4j.guardrails.Says.assertDenies;

import io.aiops4j.api.action.ActionType;
import io.aiops4j.api.safety.GuardrailPolicy;
import io.aiops4j.api.topology.Relation;
import io.aiops4j.testkit.contract.GuardrailPolicyContract;
import org.junit.jupiter.api.Test;

class KnownTargetTest extends GuardrailPolicyContract {
  private final KnownTarget policy = new KnownTarget();

  @Override
  protected GuardrailPolicy newPolicy() {
    return new KnownTarget();
  }

  @Test
  void allowsWhatTheTopologyHolds() {
    assertAllows(policy, Fleet.of(1).wants(ActionType.CORDON, node(0)));
  }

  @Test
  void deniesANodeThatWasDeletedOrMadeUp() {
    assertDenies(
        policy,
        Fleet.of(1).wants(ActionType.CORDON, node(7)),
        "does not hold node:node-7",
        "close the incident");
  }

  @Test
  void deniesAPodThatWasReplacedSince() {
    Fleet fleet = Fleet.of(1);
    fleet.topology.edge(pod("cart", "uid-2"), Relation.RUNS_ON, node(0));

    assertDenies(
        policy,
        fleet.wants(ActionType.RESTART, pod("cart", "uid-1")),
        "cart@uid-1",
        "present incarnation");
  }
}
