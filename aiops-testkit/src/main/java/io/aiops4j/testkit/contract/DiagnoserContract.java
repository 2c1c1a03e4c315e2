package io.aiops4j.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops4j.api.agent.Analysis;
import io.aiops4j.api.agent.CaseFile;
import io.aiops4j.api.agent.Diagnoser;
import io.aiops4j.api.agent.Diagnosis;
import io.aiops4j.api.agent.Ranked;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What every {@link Diagnoser} must hold. Extend it to test yours. */
public abstract class DiagnoserContract {
  /** For subclasses. */
  protected DiagnoserContract() {}

  /** {@return a new diagnoser, with the same settings each time} */
  protected abstract Diagnoser newDiagnoser();

  /** {@return a case file with a localization, in which it finds something} */
  protected CaseFile caseFile() {
    return CaseFixtures.localized(CaseFixtures.seen());
  }

  /** The same file gives the same answers, also from another instance. */
  @Test
  public void answersTheSameForTheSameFile() {
    Diagnoser diagnoser = newDiagnoser();
    Analysis analysis = diagnoser.diagnose(caseFile());
    assertThat(diagnoser.diagnose(caseFile())).as("asked again").isEqualTo(analysis);
    assertThat(newDiagnoser().diagnose(caseFile())).as("asked of another one").isEqualTo(analysis);
  }

  /** What it cites is in the digest, and all three answers are ranked. */
  @Test
  public void citesOnlyWhatExists() {
    Analysis analysis = newDiagnoser().diagnose(caseFile());
    List.of(analysis.system(), analysis.faultType(), analysis.diagnoses())
        .forEach(
            opinion -> {
              CaseFixtures.assertCitesWhatExists(caseFile(), opinion);
              CaseFixtures.assertRanked(opinion);
            });
  }

  /** Without evidence there is no finding. */
  @Test
  public void findsNothingWhenItSeesNothing() {
    CaseFile blind = CaseFixtures.localized(CaseFixtures.blind());
    assertThat(newDiagnoser().diagnose(blind).diagnoses().ranking())
        .allSatisfy(ranked -> assertThat(ranked.answer()).isInstanceOf(Diagnosis.Hypothesis.class));
  }

  /** What telemetry refuted comes last or not at all. */
  @Test
  public void putsRefutedDiagnosesLast() {
    List<Ranked<Diagnosis>> first = newDiagnoser().diagnose(caseFile()).diagnoses().ranking();
    assertThat(first).as("override caseFile() with one that it can diagnose").isNotEmpty();
    String refuted = first.get(0).answer().key();

    CaseFile later = caseFile().toBuilder().refuted(Set.of(refuted)).build();
    List<Ranked<Diagnosis>> second = newDiagnoser().diagnose(later).diagnoses().ranking();

    boolean othersMayFollow = true;
    for (int i = second.size() - 1; i >= 0; i--) {
      boolean isRefuted = second.get(i).answer().key().equals(refuted);
      assertThat(isRefuted && !othersMayFollow)
          .as("%s was refuted and stands before one that was not", refuted)
          .isFalse();
      othersMayFollow &= isRefuted;
    }
  }
}
