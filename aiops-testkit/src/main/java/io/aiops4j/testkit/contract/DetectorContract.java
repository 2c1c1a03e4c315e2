package io.aiops4j.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops4j.api.agent.CaseFile;
import io.aiops4j.api.agent.Detection;
import io.aiops4j.api.agent.Detector;
import io.aiops4j.api.agent.Opinion;
import org.junit.jupiter.api.Test;

/** What every {@link Detector} must hold. Extend it to test yours. */
public abstract class DetectorContract {
  /** For subclasses. */
  protected DetectorContract() {}

  /** {@return a new detector, with the same settings each time} */
  protected abstract Detector newDetector();

  /** {@return a case file without opinions, with evidence; a hot GPU by default} */
  protected CaseFile caseFile() {
    return CaseFixtures.seen();
  }

  /** The same file gives the same opinion, also from another instance. */
  @Test
  public void answersTheSameForTheSameFile() {
    Detector detector = newDetector();
    Opinion<Detection> opinion = detector.detect(caseFile());
    assertThat(detector.detect(caseFile())).as("asked again").isEqualTo(opinion);
    assertThat(newDetector().detect(caseFile())).as("asked of another one").isEqualTo(opinion);
  }

  /** What it cites is in the digest, and its answers are ranked. */
  @Test
  public void citesOnlyWhatExists() {
    Opinion<Detection> opinion = newDetector().detect(caseFile());
    CaseFixtures.assertCitesWhatExists(caseFile(), opinion);
    CaseFixtures.assertRanked(opinion);
  }

  /** An incident that nothing shows is not reported. */
  @Test
  public void reportsNoIncidentWithoutEvidence() {
    newDetector()
        .detect(caseFile())
        .ranking()
        .forEach(
            ranked -> {
              if (ranked.answer() instanceof Detection.Present) {
                assertThat(ranked.evidenceIds()).as("what shows it").isNotEmpty();
              }
            });
  }

  /** Missing telemetry is never health, and no incident either. */
  @Test
  public void claimsNothingWhenItSeesNothing() {
    Opinion<Detection> opinion = newDetector().detect(CaseFixtures.blind());
    assertThat(opinion.ranking())
        .allSatisfy(ranked -> assertThat(ranked.answer()).isInstanceOf(Detection.Blind.class));
  }
}
