package io.aiops4j.agents.diagnose;

import static io.aiops4j.agents.localize.Cases.evidence;
import static io.aiops4j.api.compaction.FaultType.CODE_IMAGE;
import static io.aiops4j.api.compaction.FaultType.HARDWARE;
import static io.aiops4j.api.compaction.FaultType.NETWORK;
import static io.aiops4j.api.compaction.FaultType.RESOURCE_EXHAUSTION;
import static io.aiops4j.api.compaction.FaultType.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;

import io.aiops4j.agents.localize.Cases;
import io.aiops4j.api.agent.Analysis;
import io.aiops4j.api.agent.Diagnoser;
import io.aiops4j.api.agent.Diagnosis;
import io.aiops4j.api.compaction.Evidence;
import io.aiops4j.api.compaction.FaultType;
import io.aiops4j.api.telemetry.Modality;
import io.aiops4j.api.telemetry.TelemetryQuery;
import io.aiops4j.api.telemetry.TrustClass;
import io.aiops4j.api.topology.Component;
import io.aiops4j.api.topology.ComponentKind;
import io.aiops4j.api.topology.Topology;
import io.aiops4j.testkit.contract.DiagnoserContract;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class StrengthDiagnoserTest extends DiagnoserContract {
  private static final Component CART = Component.service("cart");
  private static final Component PAY = Component.service("pay");
  private static final Component GPU = Component.of(ComponentKind.GPU, "node-07/gpu-3");

  @Override
  protected Diagnoser newDiagnoser() {
    return new StrengthDiagnoser();
  }

  @Test
  void citesWhatItRestsOn() {
    Evidence late = evidence(CART, NETWORK, 8);

    Diagnosis best = best(diagnose(late));

    assertThat(best).isInstanceOf(Diagnosis.Finding.class);
    assertThat(best.system()).isEqualTo(CART);
    assertThat(best.faultType()).isEqualTo(NETWORK);
    assertThat(best.evidenceIds()).containsExactly(late.id());
    assertThat(best.statement()).contains(late.id());
  }

  @Test
  void aStarvedProcessIsSlowButASlowNetworkBurnsNoCpu() {
    Analysis analysis =
        diagnose(evidence(CART, NETWORK, 12), evidence(CART, RESOURCE_EXHAUSTION, 2.5));

    assertThat(firstType(analysis)).isEqualTo(RESOURCE_EXHAUSTION);
  }

  @Test
  void aLittleCpuDecidesOnlyWithSlowWorkOfItsOwn() {
    Evidence network = evidence(CART, NETWORK, 12);
    Evidence cpu = evidence(CART, RESOURCE_EXHAUSTION, 1.1);
    Evidence slow = evidence(CART, UNKNOWN, 5, Map.of("supports", "resource_exhaustion"));

    assertThat(firstType(diagnose(network, cpu))).isEqualTo(NETWORK);
    assertThat(firstType(diagnose(network, cpu, slow))).isEqualTo(RESOURCE_EXHAUSTION);
  }

  @Test
  void systemAndFaultTypeAreSeparateRankings() {
    Analysis analysis = diagnose(evidence(CART, NETWORK, 8), evidence(PAY, CODE_IMAGE, 6));

    assertThat(analysis.system().ranking()).hasSize(2);
    assertThat(analysis.faultType().ranking().stream().map(r -> r.answer()))
        .containsExactly(NETWORK, CODE_IMAGE);
  }

  @Test
  void leavesOutWhatTelemetryRefuted() {
    Evidence network = evidence(CART, NETWORK, 8);
    Evidence code = evidence(PAY, CODE_IMAGE, 6);
    Set<String> refuted = Set.of(best(diagnose(network, code)).key());

    Analysis again =
        new StrengthDiagnoser()
            .diagnose(Cases.file(Topology.empty(), network, code).refuted(refuted).build());

    assertThat(best(again).system()).isEqualTo(PAY);
    assertThat(again.diagnoses().ranking()).noneMatch(r -> refuted.contains(r.answer().key()));
  }

  @Test
  void takesTheIncidentClassOfTheStrongestEvidenceThatCarriesOne() {
    Evidence signature = evidence(GPU, HARDWARE, 9, Map.of("incidentClass", "gpu-fell-off-bus"));

    Diagnosis best = best(diagnose(evidence(GPU, RESOURCE_EXHAUSTION, 10), signature));

    assertThat(best.incidentClass()).isEqualTo("gpu-fell-off-bus");
    assertThat(best.faultType()).isEqualTo(HARDWARE);
    assertThat(best.evidenceIds()).contains(signature.id());
  }

  @Test
  void wrongBehaviourIsABadRolloutOnlyWhereSomethingWasDeployed() {
    Evidence errors = evidence(CART, CODE_IMAGE, 8);
    Evidence deploy = change("change.deploy", CART);

    assertThat(best(diagnose(errors)).incidentClass()).isEmpty();
    assertThat(best(diagnose(errors, deploy)).incidentClass()).isEqualTo("bad-rollout");
    assertThat(best(diagnose(errors, deploy)).evidenceIds()).contains(deploy.id(), errors.id());
  }

  @Test
  void aDeployOfSomethingElseOrAnotherChangeIsNoBadRollout() {
    Evidence errors = evidence(CART, CODE_IMAGE, 8);
    assertThat(best(diagnose(errors, change("change.deploy", PAY))).incidentClass()).isEmpty();
    assertThat(best(diagnose(errors, change("change.config", CART))).incidentClass()).isEmpty();
  }

  @Test
  void aDeployDoesNotMakeAnotherSortOfFaultABadRollout() {
    Evidence late = evidence(CART, NETWORK, 8);
    assertThat(best(diagnose(late, change("change.deploy", CART))).incidentClass()).isEmpty();
  }

  @Test
  void aDeployAloneIsAWeakSuspicionOfTheCode() {
    Diagnosis best = best(diagnose(change("change.deploy", CART)));
    assertThat(best.statement()).startsWith("Weak");
    assertThat(best.faultType()).isEqualTo(CODE_IMAGE);
  }

  /** A change is a modest reason: strength 2 at most. */
  private static Evidence change(String kind, Component component) {
    TelemetryQuery query = evidence(component, UNKNOWN, 1).query();
    return Evidence.builder(Modality.CHANGES, component, kind, query.range())
        .speaksFor(kind.equals("change.deploy") ? CODE_IMAGE : FaultType.CONFIG)
        .strength(2)
        .trust(TrustClass.CONTROL_PLANE)
        .statement(component + " got " + kind)
        .query(query)
        .build();
  }

  @Test
  void aWeakFindingSaysSoAndAllowsUnknown() {
    Analysis analysis = diagnose(evidence(CART, NETWORK, 2));

    assertThat(best(analysis).statement()).startsWith("Weak");
    assertThat(analysis.faultType().ranking().stream().map(r -> r.answer()))
        .containsExactly(NETWORK, UNKNOWN);
    assertThat(analysis.faultType().ranking().get(0).confidence()).isLessThanOrEqualTo(0.2);
  }

  @Test
  void withoutEvidenceAReportIsOnlyAHypothesis() {
    Analysis analysis =
        new StrengthDiagnoser()
            .diagnose(Cases.file(Topology.empty()).reported(Set.of(CART)).build());

    assertThat(best(analysis)).isInstanceOf(Diagnosis.Hypothesis.class);
    assertThat(analysis.faultType().ranking()).isEmpty();
    assertThat(diagnose().diagnoses().ranking()).isEmpty();
  }

  private static Analysis diagnose(Evidence... evidence) {
    return new StrengthDiagnoser().diagnose(Cases.file(Topology.empty(), evidence).build());
  }

  private static Diagnosis best(Analysis analysis) {
    return analysis.diagnoses().best().orElseThrow().answer();
  }

  private static FaultType firstType(Analysis analysis) {
    return analysis.faultType().best().orElseThrow().answer();
  }
}
