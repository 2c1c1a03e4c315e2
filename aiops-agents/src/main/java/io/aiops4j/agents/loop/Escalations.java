package io.aiops4j.agents.loop;

import io.aiops4j.api.agent.Attempt;
import io.aiops4j.api.agent.Ranked;
import io.aiops4j.api.compaction.Evidence;
import io.aiops4j.api.incident.Incident;
import java.util.List;
import java.util.stream.Collectors;

/** What people are told when an incident is handed to them. */
final class Escalations {
  private static final int MOST = 3;

  private Escalations() {}

  /** One line: suspects, strongest evidence and what was tried. */
  static String summary(Incident incident) {
    String suspects =
        incident.localization().stream()
            .flatMap(opinion -> opinion.ranking().stream())
            .limit(MOST)
            .map(Ranked::answer)
            .map(String::valueOf)
            .collect(Collectors.joining(", "));
    String evidence =
        incident.evidence().values().stream()
            .sorted(Evidence.BY_STRENGTH)
            .limit(MOST)
            .map(Evidence::id)
            .collect(Collectors.joining(", "));
    List<Attempt> attempts = incident.attempts();
    String tried =
        attempts.isEmpty()
            ? "nothing was tried"
            : attempts.stream()
                .map(attempt -> "tried " + attempt.plan().steps())
                .collect(Collectors.joining("; "));
    return "suspects "
        + (suspects.isEmpty() ? "none" : suspects)
        + "; evidence "
        + (evidence.isEmpty() ? "none" : evidence)
        + "; "
        + tried;
  }
}
