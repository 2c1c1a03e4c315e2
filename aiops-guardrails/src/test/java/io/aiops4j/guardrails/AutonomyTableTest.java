package io.aiops4j.guardrails;

import static io.aiops4j.guardrails.Fleet.gpu;
import static io.aiops4j.guardrails.Fleet.node;
import static org.assertj.core.api.Assertions.assertThat;

import io.aiops4j.api.action.ActionCatalogue;
import io.aiops4j.api.action.ActionType;
import io.aiops4j.api.safety.AutonomyLadder;
import io.aiops4j.api.safety.AutonomyLevel;
import io.aiops4j.api.safety.PolicyContext;
import io.aiops4j.api.topology.Component;
import io.aiops4j.api.topology.ComponentKind;
import io.aiops4j.api.topology.Relation;
import io.aiops4j.testkit.contract.AutonomyLadderContract;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AutonomyTableTest extends AutonomyLadderContract {
  private final AutonomyLadder table = newLadder();

  @Override
  protected AutonomyLadder newLadder() {
    return AutonomyTable.builder()
        .rule("reboot", "*", "*", AutonomyLevel.APPROVE_EACH)
        .rule("*", "gpu-thermal-throttle", "training", AutonomyLevel.AUTO)
        .rule("cordon", "*", "serving", AutonomyLevel.APPROVE_BY_CLASS)
        .rule("*", "*", "lab", AutonomyLevel.OBSERVE)
        .build();
  }

  @ParameterizedTest
  @CsvSource({
    "reboot, gpu-thermal-throttle, training, APPROVE_EACH", // the first rule that fits
    "cordon, gpu-thermal-throttle, training, AUTO",
    "cordon, ib-link-flap,         training, SUGGEST", // no rule fits
    "cordon, ib-link-flap,         serving,  APPROVE_BY_CLASS",
    "drain,  ib-link-flap,         serving,  SUGGEST",
    "drain,  ib-link-flap,         lab,      OBSERVE",
    "cordon, gpu-thermal-throttle, '',       SUGGEST", // of no pool
    "reboot, '',                   '',       APPROVE_EACH",
  })
  void answersByTheFirstRuleThatFits(
      String action, String type, String pool, AutonomyLevel expected) {
    Fleet fleet = Fleet.of(1);
    fleet.incidentClass = type;
    if (!pool.isEmpty()) {
      fleet.topology.component(node(0), "pool=" + pool);
    }
    ActionType wanted = ActionCatalogue.standard().find(action).get();

    assertThat(table.level(fleet.wants(wanted, node(0)))).isEqualTo(expected);
  }

  @Test
  void findsThePoolOfWhatTheTargetIsAPieceOfOrRunsOn() {
    Fleet fleet = Fleet.of(1);
    fleet.topology.component(node(0), "pool=training");
    fleet.topology.edge(Component.of(ComponentKind.JOB, "train-7"), Relation.RUNS_ON, gpu(0, 1));
    PolicyContext requeue =
        fleet.wants(ActionType.REQUEUE, Component.of(ComponentKind.JOB, "train-7"));

    assertThat(table.level(requeue)).isEqualTo(AutonomyLevel.AUTO);
  }

  @Test
  void takesTheLowestLevelOfSeveralPools() {
    Fleet fleet = Fleet.of(2);
    Component job = Component.of(ComponentKind.JOB, "train-7");
    fleet.topology.component(node(0), "pool=training").component(node(1), "pool=serving");
    fleet.topology.edge(job, Relation.RUNS_ON, gpu(0, 0)).edge(job, Relation.RUNS_ON, gpu(1, 0));

    assertThat(table.level(fleet.wants(ActionType.REQUEUE, job))).isEqualTo(AutonomyLevel.SUGGEST);
  }

  @Test
  void suggestsWithoutRules() {
    AutonomyTable empty = AutonomyTable.builder().build();

    assertThat(empty.level(Fleet.of(1).wants(ActionType.CORDON, node(0))))
        .isEqualTo(AutonomyLevel.SUGGEST);
  }
}
