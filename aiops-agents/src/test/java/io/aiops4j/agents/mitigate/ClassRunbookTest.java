package io.aiops4j.agents.mitigate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aiops4j.agents.localize.Cases;
import io.aiops4j.api.action.ActionType;
import io.aiops4j.api.action.RemediationPlan;
import io.aiops4j.api.agent.Diagnosis;
import io.aiops4j.api.agent.Runbook;
import io.aiops4j.api.compaction.FaultType;
import io.aiops4j.api.topology.Component;
import io.aiops4j.api.topology.ComponentKind;
import io.aiops4j.api.topology.Relation;
import io.aiops4j.api.topology.Topology;
import io.aiops4j.testkit.contract.RunbookContract;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ClassRunbookTest extends RunbookContract {
  private static final Component GPU = Component.of(ComponentKind.GPU, "node-07/gpu-3");
  private static final Component NODE = Component.of(ComponentKind.NODE, "node-07");
  private static final Component RACK = Component.of(new ComponentKind("rack"), "rack-1");
  private static final Component JOB = Component.of(ComponentKind.JOB, "train-1");
  private static final Topology TOPOLOGY =
      Topology.builder()
          .edge(GPU, Relation.PART_OF, NODE)
          .edge(NODE, Relation.PART_OF, RACK)
          .edge(JOB, Relation.RUNS_ON, GPU)
          .build();
  private static final ClassRunbook DRAIN =
      new ClassRunbook(
          "drain-hot-node", Set.of("gpu-thermal-throttle"), ActionType.DRAIN, "It is hot");

  @Override
  protected Runbook newRunbook() {
    return new ClassRunbook(
        "drain-hot-node", Set.of("gpu-thermal-throttle"), ActionType.DRAIN, "It is hot");
  }

  @Test
  void actsOnTheFailingSystemIfTheActionAppliesToItsKind() {
    assertThat(target(ActionType.DRAIN, NODE)).contains(NODE);
    assertThat(target(ActionType.RESET_GPU, GPU)).contains(GPU);
  }

  @Test
  void elseOnWhatItIsPartOf() {
    assertThat(target(ActionType.DRAIN, GPU)).contains(NODE);
  }

  @Test
  void elseOnWhatItRunsOnThroughTheWhole() {
    assertThat(target(ActionType.RESET_GPU, JOB)).contains(GPU);
    assertThat(target(ActionType.DRAIN, JOB)).contains(NODE);
  }

  @Test
  void neverOnAPieceOfTheFailingSystem() {
    assertThat(target(ActionType.RESET_GPU, NODE)).isEmpty();
  }

  @Test
  void doesNotFitWhereNothingOfTheRightKindIsKnown() {
    assertThat(target(ActionType.ROLLBACK, GPU)).isEmpty();
    Component stray = Component.of(ComponentKind.GPU, "node-99/gpu-0");
    assertThat(target(ActionType.DRAIN, stray)).isEmpty();
  }

  @Test
  void takesTheNearestOfSeveral() {
    Component service = Component.service("embedder");
    Component outer = Component.service("a-suite");
    Topology topology =
        Topology.builder()
            .edge(JOB, Relation.PART_OF, service)
            .edge(service, Relation.PART_OF, outer)
            .build();
    ClassRunbook undo =
        new ClassRunbook("undo", Set.of("bad-rollout"), ActionType.ROLLBACK, "It was rolled out");
    assertThat(undo.plan(finding(JOB, "bad-rollout"), Cases.file(topology).build()))
        .get()
        .extracting(plan -> plan.steps().get(0).target())
        .isEqualTo(service);
  }

  @Test
  void saysWhyAndCitesTheEvidenceOfTheDiagnosis() {
    RemediationPlan plan =
        DRAIN
            .plan(finding(GPU, "gpu-thermal-throttle"), Cases.file(TOPOLOGY).build())
            .orElseThrow();
    assertThat(plan.evidenceIds()).containsExactly("0123456789ab");
    assertThat(plan.toString()).contains("drain");
  }

  @Test
  void refusesAnActionThatNeedsParameters() {
    assertThatThrownBy(
            () -> new ClassRunbook("scale", Set.of("overload"), ActionType.SCALE, "It is full"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("write a Runbook of your own");
    assertThatThrownBy(() -> new ClassRunbook("x", Set.of(), ActionType.DRAIN, "Because"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static Optional<Component> target(ActionType action, Component system) {
    return new ClassRunbook("test", Set.of("gpu-thermal-throttle"), action, "It is hot")
        .plan(finding(system, "gpu-thermal-throttle"), Cases.file(TOPOLOGY).build())
        .map(plan -> plan.steps().get(0).target());
  }

  private static Diagnosis finding(Component system, String incidentClass) {
    return new Diagnosis.Finding(
        system, FaultType.HARDWARE, incidentClass, "it is hot", List.of("0123456789ab"));
  }
}
