package io.aiops4j.guardrails;

import static io.aiops4j.guardrails.Fleet.gpu;
import static io.aiops4j.guardrails.Fleet.node;
import static io.aiops4j.guardrails.Fleet.pod;
import static io.aiops4j.guardrails.Says.assertAllows;
import static io.aiops4j.guardrails.Says.assertAsks;
import static org.assertj.core.api.Assertions.assertThat;

import io.aiops4j.api.action.ActionType;
import io.aiops4j.api.safety.GuardrailPolicy;
import io.aiops4j.api.topology.Component;
import io.aiops4j.api.topology.ComponentKind;
import io.aiops4j.api.topology.Relation;
import io.aiops4j.testkit.contract.GuardrailPolicyContract;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class IrreversibleAsksTest extends GuardrailPolicyContract {
  @Override
  protected GuardrailPolicy newPolicy() {
    return IrreversibleAsks.standard();
  }

  @Test
  void asksBeforeANodeOrGpuLosesItsWork() {
    Fleet fleet = Fleet.of(1);
    fleet.topology.edge(pod("cart", "uid-1"), Relation.RUNS_ON, node(0));
    IrreversibleAsks policy = IrreversibleAsks.standard();

    assertAsks(policy, fleet.wants(ActionType.REBOOT, node(0)), "cannot be taken back");
    assertAsks(policy, fleet.wants(ActionType.RESET_GPU, gpu(0, 0)), "cannot be taken back");
    assertAllows(policy, fleet.wants(ActionType.DRAIN, node(0)));
    assertAllows(policy, fleet.wants(ActionType.RESTART, pod("cart", "uid-1")));
  }

  @Test
  void asksWhomItIsTold() {
    IrreversibleAsks policy =
        new IrreversibleAsks(new TreeSet<>(Set.of(ComponentKind.JOB)), "job-owner");
    Component job = Component.of(ComponentKind.JOB, "train-7");

    assertAsks(policy, Fleet.of(1).wants(ActionType.REQUEUE, job), "requeue job:train-7");
    assertThat(policy.id()).isEqualTo("irreversible-asks [job] job-owner");
  }
}
