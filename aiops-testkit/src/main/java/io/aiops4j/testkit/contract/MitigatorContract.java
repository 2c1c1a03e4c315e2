package io.aiops4j.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops4j.api.action.ActionCatalogue;
import io.aiops4j.api.action.RemediationPlan;
import io.aiops4j.api.agent.CaseFile;
import io.aiops4j.api.agent.Mitigator;
import io.aiops4j.api.agent.Opinion;
import io.aiops4j.api.agent.Ranked;
import org.junit.jupiter.api.Test;

/** What every {@link Mitigator} must hold. Extend it to test yours. */
public abstract class MitigatorContract {
  /** For subclasses. */
  protected MitigatorContract() {}

  /** {@return a new mitigator, with the same settings each time} */
  protected abstract Mitigator newMitigator();

  /** {@return a case file with an analysis; an overheating GPU by default} */
  protected CaseFile caseFile() {
    return CaseFixtures.diagnosed(CaseFixtures.seen());
  }

  /** {@return the actions that it may use; the standard catalogue by default} */
  protected ActionCatalogue catalogue() {
    return ActionCatalogue.standard();
  }

  /** The same file gives the same plans, also from another instance. */
  @Test
  public void answersTheSameForTheSameFile() {
    Mitigator mitigator = newMitigator();
    Opinion<RemediationPlan> opinion = mitigator.mitigate(caseFile());
    assertThat(mitigator.mitigate(caseFile())).as("asked again").isEqualTo(opinion);
    assertThat(newMitigator().mitigate(caseFile())).as("asked of another one").isEqualTo(opinion);
  }

  /** What it cites is in the digest, and its plans are ranked. */
  @Test
  public void citesOnlyWhatExists() {
    Opinion<RemediationPlan> opinion = newMitigator().mitigate(caseFile());
    CaseFixtures.assertCitesWhatExists(caseFile(), opinion);
    CaseFixtures.assertRanked(opinion);
    for (Ranked<RemediationPlan> ranked : opinion.ranking()) {
      CaseFixtures.assertCitesWhatExists(caseFile(), ranked.answer().evidenceIds());
    }
  }

  /** Its plans can be carried out. */
  @Test
  public void staysInTheCatalogue() {
    assertThat(newMitigator().mitigate(caseFile()).ranking())
        .allSatisfy(ranked -> assertThat(catalogue().misfit(ranked.answer())).isEmpty());
  }

  /** It touches nothing that neither the topology nor the diagnosis knows. */
  @Test
  public void touchesOnlyWhatExists() {
    CaseFile file = caseFile();
    assertThat(newMitigator().mitigate(file).ranking())
        .flatMap(ranked -> ranked.answer().steps())
        .allSatisfy(step -> assertThat(file.topology().components()).contains(step.target()));
  }

  /** Nothing is done about what nothing shows. */
  @Test
  public void proposesNothingOnAHypothesisAlone() {
    CaseFile blind = CaseFixtures.diagnosed(CaseFixtures.blind());
    assertThat(newMitigator().mitigate(blind).ranking())
        .flatMap(ranked -> ranked.answer().steps())
        .isEmpty();
  }

  /** A file without an analysis gives no plan and no exception. */
  @Test
  public void proposesNothingWithoutADiagnosis() {
    assertThat(newMitigator().mitigate(CaseFixtures.blind()).ranking()).isEmpty();
  }
}
