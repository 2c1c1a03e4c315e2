package io.aiops4j.agents.report;

import io.aiops4j.api.Canonical;
import io.aiops4j.api.agent.Diagnosis;
import io.aiops4j.api.agent.Ranked;
import io.aiops4j.api.agent.Review;
import io.aiops4j.api.compaction.Evidence;
import io.aiops4j.api.incident.Incident;
import io.aiops4j.api.incident.LoopEvent;
import io.aiops4j.api.journal.IncidentEvent;
import io.aiops4j.api.journal.JournalEntry;
import io.aiops4j.api.recovery.RecoveryVerdict;
import io.aiops4j.api.recovery.SignalReport;
import io.aiops4j.api.safety.Decision;
import io.aiops4j.api.safety.Judgement;
import io.aiops4j.api.signal.PinnedSignal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The trail of an incident: one entry an event, with what bears it out.
 *
 * <p>A function of the journal: the same events give the same text on every JDK. Everything in it
 * was redacted when it was compacted; line breaks and control characters of untrusted text are
 * replaced, so that no text can forge a line.
 */
public final class Trail {
  private static final int MAX_DETAILS = 6;
  private static final int MAX_SUSPECTS = 3;
  private static final int MAX_TEXT = 400;

  private Trail() {}

  /**
   * One entry of a trail.
   *
   * @param entry the event in its place
   * @param phase which step of the loop it belongs to, such as {@code detect}
   * @param text what happened, one line
   * @param details what bears it out, a line each
   */
  public record Line(JournalEntry entry, String phase, String text, List<String> details) {
    /** Copies the list. */
    public Line {
      details = List.copyOf(details);
    }
  }

  /**
   * {@return the trail of an incident, oldest first}
   *
   * @param incident as its events tell it
   */
  public static List<Line> of(Incident incident) {
    List<Line> lines = new ArrayList<>();
    for (JournalEntry entry : incident.history()) {
      List<String> details =
          details(entry.event(), incident).stream().limit(MAX_DETAILS).map(Trail::safe).toList();
      lines.add(new Line(entry, phase(entry.event()), safe(entry.event().text()), details));
    }
    return lines;
  }

  private static String phase(IncidentEvent event) {
    if (event instanceof LoopEvent.Compacted) {
      return "compact";
    } else if (event instanceof LoopEvent.DetectionHeld
        || event instanceof LoopEvent.SignalsPinned) {
      return "detect";
    } else if (event instanceof LoopEvent.LocalizationHeld) {
      return "localize";
    } else if (event instanceof LoopEvent.AnalysisHeld) {
      return "diagnose";
    } else if (event instanceof LoopEvent.CitationRejected rejected) {
      return rejected.phase().name().toLowerCase(Locale.ROOT);
    } else if (event instanceof LoopEvent.AgentFailed failed) {
      return failed.phase().name().toLowerCase(Locale.ROOT);
    } else if (event instanceof LoopEvent.Reviewed) {
      return "review";
    } else if (event instanceof LoopEvent.PlanProposed) {
      return "mitigate";
    } else if (event instanceof LoopEvent.StepJudged
        || event instanceof LoopEvent.ApprovalAsked
        || event instanceof LoopEvent.HostObjected) {
      return "guard";
    } else if (event instanceof LoopEvent.RecoveryLooked
        || event instanceof LoopEvent.AttemptJudged
        || event.type().equals("action.verified")) {
      return "confirm";
    } else if (event.type().startsWith("action.")) {
      return "act";
    } else if (event instanceof LoopEvent.Opened || event instanceof LoopEvent.SignalReceived) {
      return "signal";
    }
    return "state";
  }

  private static List<String> details(IncidentEvent event, Incident incident) {
    if (event instanceof LoopEvent.DetectionHeld held) {
      return held.opinion()
          .best()
          .map(best -> cited(best.evidenceIds(), incident))
          .orElse(List.of());
    } else if (event instanceof LoopEvent.SignalsPinned pinned) {
      return pinned.signals().stream().map(PinnedSignal::toString).toList();
    } else if (event instanceof LoopEvent.LocalizationHeld held) {
      return held.opinion().ranking().stream().map(Trail::ranked).limit(MAX_SUSPECTS).toList();
    } else if (event instanceof LoopEvent.AnalysisHeld held) {
      return held.analysis()
          .diagnoses()
          .best()
          .map(Ranked::answer)
          .map(Diagnosis::evidenceIds)
          .map(ids -> cited(ids, incident))
          .orElse(List.of());
    } else if (event instanceof LoopEvent.Reviewed reviewed) {
      return reviewed.reviews().stream().map(Trail::review).toList();
    } else if (event instanceof LoopEvent.StepJudged judged) {
      return judged.judgement().policies().stream()
          .filter(said -> !(said.decision() instanceof Decision.Allow))
          .map(Trail::policy)
          .toList();
    } else if (event instanceof LoopEvent.RecoveryLooked looked) {
      return signals(looked.verdict());
    }
    return List.of();
  }

  private static List<String> cited(List<String> ids, Incident incident) {
    List<String> lines = new ArrayList<>();
    for (String id : ids) {
      Evidence evidence = incident.evidence().get(id);
      if (evidence != null) {
        lines.add(
            id
                + " ("
                + evidence.trust()
                + ", strength "
                + Canonical.number(evidence.strength())
                + ") "
                + evidence.statement());
      }
    }
    return lines;
  }

  private static String ranked(Ranked<?> ranked) {
    return ranked.answer() + ", confidence " + Canonical.number(ranked.confidence());
  }

  private static String review(Review review) {
    return review.reviewer() + " " + review.stance() + ": " + review.reason();
  }

  private static String policy(Judgement.PolicyDecision said) {
    String remedy = said.decision() instanceof Decision.Deny deny ? " -> " + deny.remedy() : "";
    return said.policy() + ": " + said.decision().reason() + remedy;
  }

  private static List<String> signals(RecoveryVerdict verdict) {
    return verdict.signals().stream().map(Trail::signal).toList();
  }

  private static String signal(SignalReport report) {
    return report.state() + " (" + report.signal().reducer().id() + ") " + report.statement();
  }

  private static String safe(String text) {
    StringBuilder line = new StringBuilder();
    text.codePoints()
        .limit(MAX_TEXT)
        .map(point -> isHarmless(point) ? point : '\ufffd')
        .forEach(line::appendCodePoint);
    return text.codePointCount(0, text.length()) > MAX_TEXT ? line + " ..." : line.toString();
  }

  private static boolean isHarmless(int point) {
    int type = Character.getType(point);
    return type != Character.CONTROL
        && type != Character.FORMAT
        && type != Character.LINE_SEPARATOR
        && type != Character.PARAGRAPH_SEPARATOR
        && type != Character.SURROGATE;
  }
}
