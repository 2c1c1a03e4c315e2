package io.aiops4j.evaluation.nezha;

import io.aiops4j.api.Canonical;
import io.aiops4j.api.agent.Diagnosis;
import io.aiops4j.api.agent.Ranked;
import io.aiops4j.api.compaction.Evidence;
import io.aiops4j.api.compaction.FaultType;
import io.aiops4j.api.topology.Component;
import io.aiops4j.evaluation.EvaluationException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;

/** Prints the diagnosis of one recorded incident, with what it rests on and what is missing. */
public final class NezhaDiagnosis {
  private static final int SUSPECTS = 5;

  private NezhaDiagnosis() {}

  /**
   * Diagnoses one case.
   *
   * @param data the pack's root, or one day's folder
   * @param caseId {@code DAY/N}
   * @param out where to print
   * @throws EvaluationException if the pack or the case does not exist, or nothing was recorded
   */
  public static void print(Path data, String caseId, PrintStream out) {
    List<NezhaDay> days = NezhaDay.allOf(data);
    for (NezhaDay day : days) {
      for (NezhaCase incident : day.cases()) {
        if (incident.id().equals(caseId)) {
          NezhaInquiry.Answer answer = new NezhaInquiry(day).answer(incident);
          if (answer.status() == NezhaInquiry.Status.NO_TELEMETRY) {
            throw new EvaluationException(
                "No telemetry for "
                    + caseId
                    + " in '"
                    + data
                    + "' between its onset "
                    + incident.onset()
                    + " and "
                    + incident.asOf()
                    + "; restore the day's metric, trace or log files of that time");
          }
          print(answer, out);
          return;
        }
      }
    }
    throw new EvaluationException(
        "No case '" + caseId + "' in '" + data + "'; it has " + ids(days) + ": give one of these");
  }

  private static String ids(List<NezhaDay> days) {
    return String.join(
        ", ",
        days.stream()
            .map(
                day ->
                    day.cases().get(0).id()
                        + " to /"
                        + day.cases().get(day.cases().size() - 1).number())
            .toList());
  }

  private static void print(NezhaInquiry.Answer answer, PrintStream out) {
    NezhaCase incident = answer.incident();
    out.println(
        "Case " + incident.id() + ", onset " + incident.onset() + ", as of " + incident.asOf());
    out.println();
    out.println("Diagnosis");
    answer
        .analysis()
        .diagnoses()
        .best()
        .ifPresentOrElse(
            best -> out.println("  " + best.answer().statement() + " " + confidence(best)),
            () -> out.println("  none: " + answer.analysis().diagnoses().statement()));
    out.println("Evidence cited");
    for (Evidence evidence : NezhaSuite.cited(answer)) {
      out.println("  " + evidence.id() + " " + evidence.statement() + strength(evidence));
    }
    out.println("Suspects");
    for (Ranked<Component> suspect :
        answer.localization().ranking().stream().limit(SUSPECTS).toList()) {
      out.println("  " + suspect.answer() + " " + confidence(suspect));
      answer.digest().about(suspect.answer()).stream()
          .limit(2)
          .forEach(
              item -> out.println("    " + item.id() + " " + item.statement() + strength(item)));
    }
    out.println("Fault types");
    for (Ranked<FaultType> type : answer.analysis().faultType().ranking()) {
      out.println("  " + type.answer().wireName() + " " + confidence(type));
    }
    out.println("Other diagnoses");
    for (Ranked<Diagnosis> other :
        answer.analysis().diagnoses().ranking().stream().skip(1).limit(3).toList()) {
      out.println("  " + other.answer().statement() + " " + confidence(other));
    }
    out.println("Missing");
    if (answer.digest().coverage().isComplete()) {
      out.println("  nothing");
    }
    answer
        .digest()
        .coverage()
        .missing()
        .forEach(
            gap -> out.println("  " + gap.modality().name() + " " + gap.what() + ": " + gap.why()));
  }

  private static String confidence(Ranked<?> ranked) {
    return "(confidence " + rounded(ranked.confidence()) + ")";
  }

  private static String strength(Evidence evidence) {
    return " [" + evidence.kind() + ", strength " + rounded(evidence.strength()) + "]";
  }

  private static String rounded(double value) {
    return Canonical.number(Math.round(value * 100) / 100.0);
  }
}
