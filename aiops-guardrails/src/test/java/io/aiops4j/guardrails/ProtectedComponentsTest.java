package io.aiops4j.guardrails;

import static io.aiops4j.guardrails.Fleet.gpu;
import static io.aiops4j.guardrails.Fleet.node;
import static io.aiops4j.guardrails.Fleet.pod;
import static io.aiops4j.guardrails.Says.assertAllows;
import static io.aiops4j.guardrails.Says.assertDenies;
import static org.assertj.core.api.Assertions.assertThat;

import io.aiops4j.api.action.ActionType;
import io.aiops4j.api.safety.GuardrailPolicy;
import io.aiops4j.api.topology.Component;
import io.aiops4j.api.topology.ComponentKind;
import io.aiops4j.api.topology.Relation;
import io.aiops4j.testkit.contract.GuardrailPolicyContract;
import org.junit.jupiter.api.Test;

class ProtectedComponentsTest extends GuardrailPolicyContract {
  private final ProtectedComponents policy = ProtectedComponents.byTrait();

  @Override
  protected GuardrailPolicy newPolicy() {
    return ProtectedComponents.naming(node(0));
  }

  @Test
  void allowsWhatDisturbsNothingProtected() {
    Fleet fleet = Fleet.of(2);
    fleet.topology.component(node(0), "protected");

    assertAllows(policy, fleet.wants(ActionType.REBOOT, node(1)));
  }

  @Test
  void deniesAProtectedTarget() {
    Fleet fleet = Fleet.of(1);
    fleet.topology.component(node(0), "protected");

    assertDenies(
        policy,
        fleet.wants(ActionType.CORDON, node(0)),
        "would disturb node:node-0, which is protected",
        "end its protection");
  }

  @Test
  void deniesWhatWouldTakeSomethingProtectedDownWithIt() {
    Fleet fleet = Fleet.of(1);
    Component job = Component.of(ComponentKind.JOB, "pretraining");
    fleet.topology.component(job, "protected").edge(job, Relation.RUNS_ON, gpu(0, 1));

    assertDenies(
        policy,
        fleet.wants(ActionType.REBOOT, node(0)),
        "job:pretraining",
        "move job:pretraining away");
    assertAllows(policy, fleet.wants(ActionType.RESET_GPU, gpu(0, 0)));
  }

  @Test
  void deniesAPieceOfSomethingProtected() {
    Fleet fleet = Fleet.of(1);
    Component rack = Component.of(new ComponentKind("rack"), "rack-1");
    fleet.topology.component(rack, "protected").edge(node(0), Relation.PART_OF, rack);

    assertDenies(policy, fleet.wants(ActionType.RESET_GPU, gpu(0, 0)), "rack:rack-1", "Act");
  }

  @Test
  void protectsEveryIncarnationOfANamedRole() {
    Fleet fleet = Fleet.of(1);
    fleet.topology.edge(pod("etcd-0", "uid-9"), Relation.RUNS_ON, node(0));
    ProtectedComponents named = ProtectedComponents.naming(pod("etcd-0", ""));

    assertDenies(named, fleet.wants(ActionType.DRAIN, node(0)), "etcd-0@uid-9", "Act");
  }

  @Test
  void saysInItsNameWhatItProtects() {
    assertThat(policy.id()).isEqualTo("protected-components");
    assertThat(ProtectedComponents.naming(node(1), node(0)).id())
        .isEqualTo("protected-components [node:node-0, node:node-1]");
  }
}
