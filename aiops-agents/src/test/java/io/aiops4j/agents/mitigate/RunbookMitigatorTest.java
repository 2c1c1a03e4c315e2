package io.aiops4j.agents.mitigate;

import static io.aiops4j.agents.localize.Cases.evidence;
import static org.assertj.core.api.Assertions.assertThat;

import io.aiops4j.agents.localize.Cases;
import io.aiops4j.api.action.ActionType;
import io.aiops4j.api.action.RemediationPlan;
import io.aiops4j.api.agent.Analysis;
import io.aiops4j.api.agent.CaseFile;
import io.aiops4j.api.agent.Diagnosis;
import io.aiops4j.api.agent.Mitigator;
import io.aiops4j.api.agent.Opinion;
import io.aiops4j.api.agent.Ranked;
import io.aiops4j.api.agent.Runbook;
import io.aiops4j.api.compaction.Evidence;
import io.aiops4j.api.compaction.FaultType;
import io.aiops4j.api.topology.Component;
import io.aiops4j.api.topology.ComponentKind;
import io.aiops4j.api.topology.Relation;
import io.aiops4j.api.topology.Topology;
import io.aiops4j.testkit.contract.MitigatorContract;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RunbookMitigatorTest extends MitigatorContract {
  private static final Component GPU = Component.of(ComponentKind.GPU, "node-07/gpu-3");
  private static final Component NODE = Component.of(ComponentKind.NODE, "node-07");
  private static final Topology TOPOLOGY =
      Topology.builder().edge(GPU, Relation.PART_OF, NODE).build();
  private static final Evidence HOT = evidence(GPU, FaultType.HARDWARE, 9);

  @Override
  protected Mitigator newMitigator() {
    return new RunbookMitigator(Runbooks.gpuFleet());
  }

  @Test
  void proposesThePlanOfEachRunbookThatFitsInTheirOrder() {
    Mitigator mitigator =
        new RunbookMitigator(
            List.of(
                runbook("reset", "gpu-ecc-uncorrectable", ActionType.RESET_GPU),
                runbook("drain", "gpu-thermal-throttle", ActionType.DRAIN),
                runbook("cordon", "gpu-thermal-throttle", ActionType.CORDON)));

    Opinion<RemediationPlan> opinion = mitigator.mitigate(diagnosed(finding()));

    assertThat(opinion.ranking())
        .extracting(ranked -> ranked.answer().steps().get(0).type())
        .containsExactly(ActionType.DRAIN, ActionType.CORDON);
    assertThat(opinion.statement()).isEqualTo("runbook drain fits the diagnosis");
  }

  @Test
  void thePlanCitesWhatTheDiagnosisRestsOn() {
    Opinion<RemediationPlan> opinion = newMitigator().mitigate(diagnosed(finding()));
    assertThat(opinion.best().orElseThrow().answer().evidenceIds()).containsExactly(HOT.id());
    assertThat(opinion.best().orElseThrow().evidenceIds()).containsExactly(HOT.id());
  }

  @Test
  void isAsSureAsTheDiagnosis() {
    assertThat(newMitigator().mitigate(diagnosed(finding())).best().orElseThrow().confidence())
        .isEqualTo(0.7);
  }

  @Test
  void aHypothesisProposesNothingAndSaysWhy() {
    Diagnosis guess =
        new Diagnosis.Hypothesis(GPU, FaultType.HARDWARE, "gpu-thermal-throttle", "it may be hot");

    Opinion<RemediationPlan> opinion = newMitigator().mitigate(diagnosed(guess));

    assertThat(opinion.ranking()).isEmpty();
    assertThat(opinion.statement()).contains("only a hypothesis", "it may be hot");
  }

  @Test
  void onlyTheBestDiagnosisIsActedOn() {
    Diagnosis unknown =
        new Diagnosis.Finding(GPU, FaultType.HARDWARE, "", "it is sick", List.of(HOT.id()));

    Opinion<RemediationPlan> opinion = newMitigator().mitigate(diagnosed(unknown, finding()));

    assertThat(opinion.ranking()).isEmpty();
    assertThat(opinion.statement()).isEqualTo("no runbook fits: it is sick");
  }

  private static Runbook runbook(String name, String incidentClass, ActionType action) {
    return new ClassRunbook(name, Set.of(incidentClass), action, "Because");
  }

  private static Diagnosis finding() {
    return new Diagnosis.Finding(
        GPU, FaultType.HARDWARE, "gpu-thermal-throttle", "it is hot", List.of(HOT.id()));
  }

  private static CaseFile diagnosed(Diagnosis... diagnoses) {
    List<Ranked<Diagnosis>> ranking =
        Arrays.stream(diagnoses)
            .map(each -> new Ranked<>(each, 0.7, each.evidenceIds(), ""))
            .toList();
    Analysis analysis =
        new Analysis(
            Opinion.none("test", ""),
            Opinion.none("test", ""),
            new Opinion<>("test", ranking, "as the test has it"));
    return Cases.file(TOPOLOGY, HOT).analysis(analysis).build();
  }
}
