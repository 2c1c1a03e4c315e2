package io.aiops4j.agents.diagnose;

import io.aiops4j.agents.localize.Confidence;
import io.aiops4j.agents.localize.StrengthLocalizer;
import io.aiops4j.agents.localize.Suspect;
import io.aiops4j.agents.localize.Suspects;
import io.aiops4j.api.Canonical;
import io.aiops4j.api.agent.Analysis;
import io.aiops4j.api.agent.CaseFile;
import io.aiops4j.api.agent.Diagnoser;
import io.aiops4j.api.agent.Diagnosis;
import io.aiops4j.api.agent.Opinion;
import io.aiops4j.api.agent.Ranked;
import io.aiops4j.api.compaction.Evidence;
import io.aiops4j.api.compaction.FaultType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads system and fault type off the strengths of the evidence, without a model and without
 * training.
 *
 * <p>Evidence may carry the attribute {@code incidentClass}; the strongest such evidence about a
 * system gives the class and the fault type of its diagnosis. Diagnoses that telemetry refuted are
 * left out. Stateless and thread-safe.
 */
public final class StrengthDiagnoser implements Diagnoser {
  private static final String NAME = "strength-diagnoser";
  private static final int SYSTEMS = 5;
  private static final String REFUTED_BY =
      "treatment of it without effect, or the same evidence at times without incident";

  /** Makes the diagnoser. */
  public StrengthDiagnoser() {}

  @Override
  public Analysis diagnose(CaseFile caseFile) {
    List<Suspect> suspects = Suspects.of(caseFile);
    return new Analysis(
        new StrengthLocalizer().localize(caseFile),
        faultTypes(suspects),
        diagnoses(caseFile, suspects));
  }

  private static Opinion<FaultType> faultTypes(List<Suspect> suspects) {
    if (suspects.isEmpty()) {
      return Opinion.none(NAME, "No evidence speaks for any sort of fault.");
    }
    Suspect first = suspects.get(0);
    FaultType kind = kind(first);
    Map<FaultType, Double> scores = new EnumMap<>(FaultType.class);
    for (int i = 0; i < Math.min(SYSTEMS, suspects.size()); i++) {
      double rank = i + 1;
      suspects
          .get(i)
          .strengths()
          .forEach((type, strength) -> scores.merge(type, strength / rank, Math::max));
    }
    scores.remove(kind);
    List<FaultType> order = new ArrayList<>(List.of(kind));
    scores.entrySet().stream()
        .sorted(
            Map.Entry.<FaultType, Double>comparingByValue()
                .reversed()
                .thenComparing(Map.Entry::getKey))
        .forEach(entry -> order.add(entry.getKey()));
    if (first.isWeak() && !order.contains(FaultType.UNKNOWN)) {
      order.add(FaultType.UNKNOWN);
    }
    List<Ranked<FaultType>> ranking = new ArrayList<>();
    double confidence = Confidence.of(suspects, 0);
    for (FaultType type : order) {
      List<String> cited = first.citations(type);
      ranking.add(new Ranked<>(type, confidence, cited, REFUTED_BY));
      confidence /= 2;
    }
    return new Opinion<>(
        NAME,
        ranking,
        (first.isWeak() ? "Weak: the evidence about " : "The evidence about ")
            + first.component()
            + " speaks for "
            + kind.wireName()
            + ".");
  }

  private static Opinion<Diagnosis> diagnoses(CaseFile caseFile, List<Suspect> suspects) {
    record Scored(Diagnosis diagnosis, double score, double confidence) {}
    List<Scored> scored = new ArrayList<>();
    for (int i = 0; i < Math.min(SYSTEMS, suspects.size()); i++) {
      Suspect suspect = suspects.get(i);
      double share = 1;
      double scale = suspect.total() / strongest(suspect);
      for (FaultType type : types(suspect)) {
        double score =
            share == 1 ? suspect.total() : scale * suspect.strengths().getOrDefault(type, 0.0);
        scored.add(new Scored(finding(suspect, type), score, share * Confidence.of(suspects, i)));
        share /= 2;
      }
    }
    List<Ranked<Diagnosis>> ranking =
        scored.stream()
            .filter(s -> !caseFile.refuted().contains(s.diagnosis().key()))
            .sorted(
                Comparator.comparingDouble(Scored::score)
                    .reversed()
                    .thenComparing(s -> s.diagnosis().key()))
            .map(s -> ranked(s.diagnosis(), s.confidence()))
            .toList();
    if (!ranking.isEmpty()) {
      return new Opinion<>(NAME, ranking, ranking.get(0).answer().statement());
    }
    return withoutEvidence(caseFile);
  }

  private static Opinion<Diagnosis> withoutEvidence(CaseFile caseFile) {
    List<Ranked<Diagnosis>> guesses =
        caseFile.reported().stream()
            .map(
                component ->
                    (Diagnosis)
                        new Diagnosis.Hypothesis(
                            component,
                            FaultType.UNKNOWN,
                            "",
                            component + " was reported; no evidence is left that says why."))
            .filter(guess -> !caseFile.refuted().contains(guess.key()))
            .map(guess -> ranked(guess, 0.01))
            .toList();
    String why = "No evidence is left that telemetry has not refuted.";
    return guesses.isEmpty() ? Opinion.none(NAME, why) : new Opinion<>(NAME, guesses, why);
  }

  private static Ranked<Diagnosis> ranked(Diagnosis diagnosis, double confidence) {
    return new Ranked<>(diagnosis, confidence, diagnosis.evidenceIds(), REFUTED_BY);
  }

  private static double strongest(Suspect suspect) {
    return Math.max(
        1e-9, suspect.strengths().values().stream().mapToDouble(s -> s).max().orElse(0));
  }

  /** The kind first, then whatever else evidence speaks for. */
  private static List<FaultType> types(Suspect suspect) {
    List<FaultType> types = new ArrayList<>(List.of(kind(suspect)));
    suspect.faultTypes().stream()
        .filter(type -> !types.contains(type) && suspect.strengths().containsKey(type))
        .forEach(types::add);
    return types;
  }

  private static FaultType kind(Suspect suspect) {
    return classified(suspect)
        .map(Evidence::speaksFor)
        .filter(type -> type != FaultType.UNKNOWN)
        .orElse(suspect.faultTypes().get(0));
  }

  private static Optional<Evidence> classified(Suspect suspect) {
    return suspect.evidence().stream()
        .filter(item -> !item.attributes().getOrDefault("incidentClass", "").isEmpty())
        .findFirst();
  }

  private static Diagnosis finding(Suspect suspect, FaultType type) {
    Optional<Evidence> named = naming(suspect, type);
    String incidentClass = named.map(StrengthDiagnoser::incidentClass).orElse("");
    List<String> cited = new ArrayList<>(named.map(Evidence::id).stream().toList());
    suspect.citations(type).stream().filter(id -> !cited.contains(id)).forEach(cited::add);
    String statement =
        (suspect.isWeak() ? "Weak: " : "")
            + suspect.component()
            + " has a fault: "
            + type.wireName()
            + (incidentClass.isEmpty() ? "" : " (" + incidentClass + ")")
            + ", total strength "
            + Canonical.number(suspect.total())
            + ", shown by "
            + String.join(", ", cited)
            + ".";
    return new Diagnosis.Finding(suspect.component(), type, incidentClass, statement, cited);
  }

  /** The evidence that gives a diagnosis its incident class. */
  private static Optional<Evidence> naming(Suspect suspect, FaultType type) {
    Optional<Evidence> classified =
        classified(suspect)
            .filter(item -> item.speaksFor() == type || item.speaksFor() == FaultType.UNKNOWN);
    if (classified.isPresent() || type != FaultType.CODE_IMAGE) {
      return classified;
    }
    // Wrong behaviour of a system that was rolled out just before: the roll-out is what is wrong.
    return suspect.evidence().stream().filter(StrengthDiagnoser::isRollout).findFirst();
  }

  private static String incidentClass(Evidence item) {
    return isRollout(item) ? "bad-rollout" : item.attributes().getOrDefault("incidentClass", "");
  }

  private static boolean isRollout(Evidence item) {
    return item.kind().equals("change.deploy");
  }
}
