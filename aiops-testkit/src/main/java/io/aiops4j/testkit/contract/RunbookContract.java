package io.aiops4j.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops4j.api.action.ActionCatalogue;
import io.aiops4j.api.action.RemediationPlan;
import io.aiops4j.api.agent.CaseFile;
import io.aiops4j.api.agent.Diagnosis;
import io.aiops4j.api.agent.Runbook;
import io.aiops4j.api.compaction.FaultType;
import io.aiops4j.api.topology.Component;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every {@link Runbook} must hold. Extend it to test yours. */
public abstract class RunbookContract {
  /** For subclasses. */
  protected RunbookContract() {}

  /** {@return a new runbook, with the same settings each time} */
  protected abstract Runbook newRunbook();

  /** {@return a case file with an analysis; an overheating GPU by default} */
  protected CaseFile caseFile() {
    return CaseFixtures.diagnosed(CaseFixtures.seen());
  }

  /** {@return a diagnosis that the runbook is for; an overheating GPU by default} */
  protected Diagnosis fitting() {
    return CaseFixtures.diagnosis(caseFile(), "gpu-thermal-throttle");
  }

  /** {@return the actions that it may use; the standard catalogue by default} */
  protected ActionCatalogue catalogue() {
    return ActionCatalogue.standard();
  }

  /** It has a name that stays. */
  @Test
  public void keepsItsName() {
    Runbook runbook = newRunbook();
    String name = runbook.name();
    assertThat(name).isNotBlank();
    runbook.plan(fitting(), caseFile());
    assertThat(runbook.name()).isEqualTo(name);
    assertThat(newRunbook().name()).isEqualTo(name);
  }

  /** It has a plan for what it is for, the same each time. */
  @Test
  public void plansForWhatItIsFor() {
    Optional<RemediationPlan> plan = newRunbook().plan(fitting(), caseFile());
    assertThat(plan).as("a plan for %s", fitting().key()).isPresent();
    assertThat(newRunbook().plan(fitting(), caseFile())).isEqualTo(plan);
  }

  /** It keeps its hands off everything else. */
  @Test
  public void leavesOtherDiagnosesAlone() {
    Diagnosis other =
        new Diagnosis.Hypothesis(
            Component.service("unrelated"), FaultType.UNKNOWN, "", "something else");
    assertThat(newRunbook().plan(other, caseFile())).isEmpty();
  }

  /** Its plan can be carried out, on what exists, and cites what exists. */
  @Test
  public void plansWhatCanBeDone() {
    CaseFile file = caseFile();
    RemediationPlan plan = newRunbook().plan(fitting(), file).orElseThrow();
    assertThat(catalogue().misfit(plan)).isEmpty();
    assertThat(plan.steps())
        .allSatisfy(step -> assertThat(file.topology().components()).contains(step.target()));
    CaseFixtures.assertCitesWhatExists(file, plan.evidenceIds());
  }
}
