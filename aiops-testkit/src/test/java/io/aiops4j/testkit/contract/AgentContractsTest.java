package io.aiops4j.testkit.contract;

import static io.aiops4j.testkit.contract.Rejection.assertRejects;

import io.aiops4j.api.action.ActionType;
import io.aiops4j.api.action.PlanStep;
import io.aiops4j.api.action.RemediationPlan;
import io.aiops4j.api.action.Rollback;
import io.aiops4j.api.agent.Analysis;
import io.aiops4j.api.agent.CaseFile;
import io.aiops4j.api.agent.Detection;
import io.aiops4j.api.agent.Detector;
import io.aiops4j.api.agent.Diagnoser;
import io.aiops4j.api.agent.Diagnosis;
import io.aiops4j.api.agent.Localizer;
import io.aiops4j.api.agent.Mitigator;
import io.aiops4j.api.agent.Opinion;
import io.aiops4j.api.agent.Phase;
import io.aiops4j.api.agent.Ranked;
import io.aiops4j.api.agent.Review;
import io.aiops4j.api.agent.Reviewer;
import io.aiops4j.api.agent.Runbook;
import io.aiops4j.api.compaction.Evidence;
import io.aiops4j.api.compaction.FaultType;
import io.aiops4j.api.topology.Component;
import io.aiops4j.api.topology.ComponentKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** For each contract of an agent: a plain agent that keeps it and ones that break it. */
class AgentContractsTest {
  private static final List<String> INVENTED = List.of("000000000000");

  @Nested
  class Detectors extends DetectorContract {
    @Override
    protected Detector newDetector() {
      return file ->
          file.digest().items().isEmpty()
              ? Opinion.none("plain", "nothing can be seen")
              : opinion(present(file), ids(file));
    }

    @Test
    void rejectsWhoTakesSilenceForHealth() {
      assertRejects(
          of(file -> opinion(new Detection.Absent("all quiet"), ids(file)))
              ::claimsNothingWhenItSeesNothing);
    }

    @Test
    void rejectsAnAlarmWithoutEvidence() {
      DetectorContract contract = of(file -> opinion(present(file), List.of()));
      assertRejects(contract::reportsNoIncidentWithoutEvidence);
      assertRejects(contract::claimsNothingWhenItSeesNothing);
    }

    @Test
    void rejectsInventedEvidence() {
      assertRejects(of(file -> opinion(present(file), INVENTED))::citesOnlyWhatExists);
    }

    @Test
    void rejectsADetectorThatChangesItsMind() {
      AtomicInteger asked = new AtomicInteger();
      assertRejects(
          of(file -> Opinion.none("moody", "question " + asked.incrementAndGet()))
              ::answersTheSameForTheSameFile);
    }

    private DetectorContract of(Detector detector) {
      return new DetectorContract() {
        @Override
        protected Detector newDetector() {
          return detector;
        }
      };
    }
  }

  @Nested
  class Localizers extends LocalizerContract {
    @Override
    protected Localizer newLocalizer() {
      return file ->
          new Opinion<>(
              "plain",
              file.digest().items().stream()
                  .map(e -> new Ranked<>(e.component(), e.strength() / 12, List.of(e.id()), ""))
                  .toList(),
              "by strength");
    }

    @Test
    void rejectsASuspectThatDoesNotExist() {
      assertRejects(of(file -> opinion(Component.service("ghost"), ids(file)))::inventsNoComponent);
    }

    @Test
    void rejectsInventedEvidence() {
      LocalizerContract contract = of(file -> opinion(SafetyFixtures.GPU, INVENTED));
      assertRejects(contract::citesOnlyWhatExists);
      assertRejects(contract::showsNothingWhenItSeesNothing);
    }

    @Test
    void rejectsARankingUpsideDown() {
      assertRejects(
          of(
                  file ->
                      new Opinion<>(
                          "reversed",
                          List.of(
                              new Ranked<>(SafetyFixtures.NODE, 0.1, List.of(), ""),
                              new Ranked<>(SafetyFixtures.GPU, 0.9, List.of(), "")),
                          "worst first"))
              ::citesOnlyWhatExists);
    }

    private LocalizerContract of(Localizer localizer) {
      return new LocalizerContract() {
        @Override
        protected Localizer newLocalizer() {
          return localizer;
        }
      };
    }
  }

  @Nested
  class Diagnosers extends DiagnoserContract {
    @Override
    protected Diagnoser newDiagnoser() {
      return file -> analysis(file, true);
    }

    @Test
    void rejectsWhoInsistsOnWhatWasRefuted() {
      assertRejects(of(file -> analysis(file, false))::putsRefutedDiagnosesLast);
    }

    @Test
    void rejectsAFindingThatNothingShows() {
      DiagnoserContract contract =
          of(
              file -> {
                Diagnosis finding =
                    new Diagnosis.Finding(
                        SafetyFixtures.GPU, FaultType.HARDWARE, "x", "it is sick", INVENTED);
                return new Analysis(
                    opinion(SafetyFixtures.GPU, List.of()),
                    opinion(FaultType.HARDWARE, List.of()),
                    opinion(finding, List.of()));
              });
      assertRejects(contract::findsNothingWhenItSeesNothing);
      assertRejects(contract::citesOnlyWhatExists);
    }

    private Analysis analysis(CaseFile file, boolean heedsRefutation) {
      List<Ranked<Diagnosis>> ranked = new ArrayList<>();
      for (String incidentClass : List.of("gpu-thermal-throttle", "gpu-power-brake")) {
        Diagnosis diagnosis = CaseFixtures.diagnosis(file, incidentClass);
        if (!heedsRefutation || !file.refuted().contains(diagnosis.key())) {
          ranked.add(new Ranked<>(diagnosis, 0.5, ids(file), ""));
        }
      }
      return new Analysis(
          opinion(SafetyFixtures.GPU, ids(file)),
          opinion(FaultType.HARDWARE, ids(file)),
          new Opinion<>("plain", ranked, "hot"));
    }

    private DiagnoserContract of(Diagnoser diagnoser) {
      return new DiagnoserContract() {
        @Override
        protected Diagnoser newDiagnoser() {
          return diagnoser;
        }
      };
    }
  }

  @Nested
  class Mitigators extends MitigatorContract {
    @Override
    protected Mitigator newMitigator() {
      return file ->
          file.analysis()
              .flatMap(analysis -> analysis.diagnoses().best())
              .filter(best -> best.answer() instanceof Diagnosis.Finding)
              .map(best -> opinion(plan(ActionType.DRAIN, SafetyFixtures.NODE), ids(file)))
              .orElseGet(() -> Opinion.none("plain", "nothing is shown"));
    }

    @Test
    void rejectsWhoActsOnNothing() {
      MitigatorContract contract =
          of(file -> opinion(plan(ActionType.DRAIN, SafetyFixtures.NODE), List.of()));
      assertRejects(contract::proposesNothingOnAHypothesisAlone);
      assertRejects(contract::proposesNothingWithoutADiagnosis);
    }

    @Test
    void rejectsActionsOutsideTheCatalogueAndTargetsOutsideTheFleet() {
      ActionType format =
          ActionType.of("format-disk", Rollback.NONE, "", Duration.ZERO, ComponentKind.NODE);
      assertRejects(
          of(file -> opinion(plan(format, SafetyFixtures.NODE), List.of()))::staysInTheCatalogue);
      assertRejects(
          of(file -> opinion(plan(ActionType.DRAIN, SafetyFixtures.node(99)), List.of()))
              ::touchesOnlyWhatExists);
    }

    private MitigatorContract of(Mitigator mitigator) {
      return new MitigatorContract() {
        @Override
        protected Mitigator newMitigator() {
          return mitigator;
        }
      };
    }
  }

  @Nested
  class Reviewers extends ReviewerContract {
    @Override
    protected Reviewer newReviewer() {
      return file ->
          List.of(
              review(
                  Phase.DIAGNOSE,
                  ids(file).isEmpty() ? Review.Stance.ABSTAIN : Review.Stance.AGREE,
                  ids(file)));
    }

    @Test
    void rejectsWhoAlwaysAgrees() {
      assertRejects(
          of(file -> List.of(review(Phase.DETECT, Review.Stance.AGREE, List.of())))
              ::agreesWithNothingWhenItSeesNothing);
    }

    @Test
    void rejectsInventedEvidenceAndForeignPhases() {
      ReviewerContract contract =
          of(file -> List.of(review(Phase.CONFIRM, Review.Stance.CHALLENGE, INVENTED)));
      assertRejects(contract::citesOnlyWhatExists);
      assertRejects(contract::reviewsOpinionsOnly);
    }

    private Review review(Phase phase, Review.Stance stance, List<String> ids) {
      return new Review("plain", phase, stance, "because", ids);
    }

    private ReviewerContract of(Reviewer reviewer) {
      return new ReviewerContract() {
        @Override
        protected Reviewer newReviewer() {
          return reviewer;
        }
      };
    }
  }

  @Nested
  class Runbooks extends RunbookContract {
    @Override
    protected Runbook newRunbook() {
      return new Plain("gpu-thermal-throttle", SafetyFixtures.NODE);
    }

    @Test
    void rejectsARunbookForEverything() {
      assertRejects(of(new Plain("", SafetyFixtures.NODE))::leavesOtherDiagnosesAlone);
    }

    @Test
    void rejectsARunbookWithoutAPlanForItsCase() {
      assertRejects(of(new Plain("other", SafetyFixtures.NODE))::plansForWhatItIsFor);
    }

    @Test
    void rejectsATargetThatDoesNotExist() {
      assertRejects(
          of(new Plain("gpu-thermal-throttle", SafetyFixtures.node(99)))::plansWhatCanBeDone);
    }

    private RunbookContract of(Runbook runbook) {
      return new RunbookContract() {
        @Override
        protected Runbook newRunbook() {
          return runbook;
        }
      };
    }

    /** Drains one node for one class; for all if the class is empty. */
    private record Plain(String incidentClass, Component target) implements Runbook {
      @Override
      public String name() {
        return "plain";
      }

      @Override
      public Optional<RemediationPlan> plan(Diagnosis diagnosis, CaseFile caseFile) {
        return incidentClass.isEmpty() || diagnosis.incidentClass().equals(incidentClass)
            ? Optional.of(AgentContractsTest.plan(ActionType.DRAIN, target))
            : Optional.empty();
      }
    }
  }

  private static Detection present(CaseFile file) {
    return new Detection.Present(
        file.asOf().minusSeconds(600), new TreeSet<>(List.of(SafetyFixtures.GPU)));
  }

  private static RemediationPlan plan(ActionType type, Component target) {
    return new RemediationPlan(
        "plain", List.of(PlanStep.of(0, type, target)), List.of(), List.of());
  }

  private static <T> Opinion<T> opinion(T answer, List<String> ids) {
    return new Opinion<>("plain", List.of(new Ranked<>(answer, 0.8, ids, "")), "so it seems");
  }

  private static List<String> ids(CaseFile file) {
    return file.digest().items().stream().map(Evidence::id).toList();
  }
}
