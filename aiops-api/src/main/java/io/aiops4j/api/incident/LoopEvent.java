package io.aiops4j.api.incident;

import static java.util.Objects.requireNonNull;

import io.aiops4j.api.Canonical;
import io.aiops4j.api.action.RemediationPlan;
import io.aiops4j.api.agent.Analysis;
import io.aiops4j.api.agent.Attempt;
import io.aiops4j.api.agent.Detection;
import io.aiops4j.api.agent.Diagnosis;
import io.aiops4j.api.agent.Opinion;
import io.aiops4j.api.agent.Phase;
import io.aiops4j.api.agent.Ranked;
import io.aiops4j.api.agent.Review;
import io.aiops4j.api.compaction.CompactionWindow;
import io.aiops4j.api.compaction.EvidenceDigest;
import io.aiops4j.api.journal.IncidentEvent;
import io.aiops4j.api.recovery.RecoveryVerdict;
import io.aiops4j.api.safety.ApprovalRequest;
import io.aiops4j.api.safety.HostAnswer;
import io.aiops4j.api.safety.Judgement;
import io.aiops4j.api.signal.PinnedSignal;
import io.aiops4j.api.telemetry.TimeRange;
import io.aiops4j.api.topology.Component;
import java.time.Instant;
import java.util.List;

/** What the loop itself writes into the journal. Actions are told by the safety kernel's events. */
public sealed interface LoopEvent extends IncidentEvent {

  @Override
  default String type() {
    StringBuilder name = new StringBuilder("incident.");
    for (char letter : getClass().getSimpleName().toCharArray()) {
      if (Character.isUpperCase(letter) && name.charAt(name.length() - 1) != '.') {
        name.append('_');
      }
      name.append(Character.toLowerCase(letter));
    }
    return name.toString();
  }

  /**
   * It began.
   *
   * @param trigger why
   */
  record Opened(Trigger trigger) implements LoopEvent {
    /** Checks the part. */
    public Opened {
      requireNonNull(trigger, "trigger");
    }

    @Override
    public String text() {
      return trigger.source() + " reports: " + trigger.summary();
    }
  }

  /**
   * Something came from outside.
   *
   * @param signal what came
   */
  record SignalReceived(Signal signal) implements LoopEvent {
    /** Checks the part. */
    public SignalReceived {
      requireNonNull(signal, "signal");
    }

    @Override
    public String text() {
      if (signal instanceof Signal.Alert alert) {
        return alert.trigger().source() + " reports as well: " + alert.trigger().summary();
      } else if (signal instanceof Signal.Approved approved) {
        return approved.approval().approver()
            + " approves plan "
            + approved.approval().planDigest().substring(0, 8);
      } else if (signal instanceof Signal.Declined declined) {
        return declined.actor() + " declines: " + declined.reason();
      } else if (signal instanceof Signal.HumanActed acted) {
        return acted.actor() + " says: " + acted.what();
      }
      Signal.Cancel cancel = (Signal.Cancel) signal;
      return cancel.actor() + " calls it off: " + cancel.reason();
    }
  }

  /**
   * It is in a new state. Never RESOLVED: that takes {@link Resolved}.
   *
   * @param state which
   * @param reason one sentence
   */
  record StateEntered(IncidentState state, String reason) implements LoopEvent {
    /** Checks that the state may be entered this way. */
    public StateEntered {
      requireNonNull(reason, "reason");
      if (requireNonNull(state, "state") == IncidentState.RESOLVED) {
        throw new IllegalArgumentException(
            "RESOLVED needs a confirmed recovery: use Resolved, which carries the verdict");
      }
    }

    @Override
    public String text() {
      return state + ": " + reason;
    }
  }

  /**
   * Telemetry was read and compacted.
   *
   * @param reference what was held to be normal
   * @param observed what was compared with it
   * @param digest the evidence
   */
  record Compacted(List<TimeRange> reference, TimeRange observed, EvidenceDigest digest)
      implements LoopEvent {
    /** Copies the list. */
    public Compacted {
      reference = List.copyOf(reference);
      requireNonNull(observed, "observed");
      requireNonNull(digest, "digest");
    }

    /**
     * {@return the event of a digest}
     *
     * @param window what was compared
     * @param digest what it showed
     */
    public static Compacted of(CompactionWindow window, EvidenceDigest digest) {
      return new Compacted(window.reference(), window.observed(), digest);
    }

    @Override
    public String text() {
      int gaps = digest.coverage().missing().size();
      return digest.coverage().records()
          + " records of telemetry make "
          + digest.items().size()
          + " pieces of evidence"
          + (gaps == 0 ? "" : "; " + gaps + " gaps in what can be seen");
    }
  }

  /**
   * The detector's opinion.
   *
   * @param opinion what it holds
   */
  record DetectionHeld(Opinion<Detection> opinion) implements LoopEvent {
    /** Checks the part. */
    public DetectionHeld {
      requireNonNull(opinion, "opinion");
    }

    @Override
    public String text() {
      return opinion.statement();
    }
  }

  /**
   * The signals that recovery will be judged by.
   *
   * @param signals with their frozen baselines
   */
  record SignalsPinned(List<PinnedSignal> signals) implements LoopEvent {
    /** Copies the list. */
    public SignalsPinned {
      signals = List.copyOf(signals);
    }

    @Override
    public String text() {
      return signals.size()
          + " signals pinned"
          + (signals.isEmpty() ? ": recovery cannot be confirmed by telemetry" : "");
    }
  }

  /**
   * The localizer's opinion.
   *
   * @param opinion what it holds
   */
  record LocalizationHeld(Opinion<Component> opinion) implements LoopEvent {
    /** Checks the part. */
    public LocalizationHeld {
      requireNonNull(opinion, "opinion");
    }

    @Override
    public String text() {
      return opinion.statement();
    }
  }

  /**
   * The diagnoser's answers.
   *
   * @param analysis what it holds
   */
  record AnalysisHeld(Analysis analysis) implements LoopEvent {
    /** Checks the part. */
    public AnalysisHeld {
      requireNonNull(analysis, "analysis");
    }

    @Override
    public String text() {
      return analysis
          .diagnoses()
          .best()
          .map(best -> best.answer().statement() + confidence(best))
          .orElse(analysis.diagnoses().statement());
    }

    private static String confidence(Ranked<Diagnosis> best) {
      return " (confidence " + Canonical.number(best.confidence()) + ")";
    }
  }

  /**
   * An opinion cited what does not bear it out; it counts as a hypothesis.
   *
   * @param phase whose opinion
   * @param reason what is wrong with the citation
   */
  record CitationRejected(Phase phase, String reason) implements LoopEvent {
    /** Checks the parts. */
    public CitationRejected {
      requireNonNull(phase, "phase");
      requireNonNull(reason, "reason");
    }

    @Override
    public String text() {
      return reason;
    }
  }

  /**
   * An agent or reviewer failed; the loop goes on without it.
   *
   * @param phase for which it worked
   * @param agent who
   * @param message what it threw
   */
  record AgentFailed(Phase phase, String agent, String message) implements LoopEvent {
    /** Checks the parts. */
    public AgentFailed {
      requireNonNull(phase, "phase");
      requireNonNull(agent, "agent");
      requireNonNull(message, "message");
    }

    @Override
    public String text() {
      return agent + " failed: " + message;
    }
  }

  /**
   * The reviewers spoke.
   *
   * @param reviews what they said, dissent included
   */
  record Reviewed(List<Review> reviews) implements LoopEvent {
    /** Copies the list. */
    public Reviewed {
      reviews = List.copyOf(reviews);
    }

    @Override
    public String text() {
      long against =
          reviews.stream().filter(review -> review.stance() == Review.Stance.CHALLENGE).count();
      return reviews.size()
          + " reviews, "
          + against
          + " of them challenges"
          + reviews.stream()
              .filter(review -> review.stance() == Review.Stance.CHALLENGE)
              .findFirst()
              .map(review -> ": " + review.reason())
              .orElse("");
    }
  }

  /**
   * A plan is on the table.
   *
   * @param diagnosis what it is for
   * @param plan what would be done
   */
  record PlanProposed(Diagnosis diagnosis, RemediationPlan plan) implements LoopEvent {
    /** Checks the parts. */
    public PlanProposed {
      requireNonNull(diagnosis, "diagnosis");
      requireNonNull(plan, "plan");
    }

    @Override
    public String text() {
      return plan.toString();
    }
  }

  /**
   * The gate judged a step.
   *
   * @param stepIndex which step of the plan
   * @param judgement what it holds
   */
  record StepJudged(int stepIndex, Judgement judgement) implements LoopEvent {
    /** Checks the part. */
    public StepJudged {
      requireNonNull(judgement, "judgement");
    }

    @Override
    public String text() {
      return "step "
          + stepIndex
          + ": "
          + judgement.decision().getClass().getSimpleName()
          + ": "
          + judgement.decision().reason();
    }
  }

  /**
   * A person was asked.
   *
   * @param request what
   */
  record ApprovalAsked(ApprovalRequest request) implements LoopEvent {
    /** Checks the part. */
    public ApprovalAsked {
      requireNonNull(request, "request");
    }

    @Override
    public String text() {
      return "asks "
          + request.approver()
          + " until "
          + request.expiresAt()
          + ": "
          + request.reason();
    }
  }

  /**
   * The host objected.
   *
   * @param answer what it said
   */
  record HostObjected(HostAnswer answer) implements LoopEvent {
    /** Checks the part. */
    public HostObjected {
      requireNonNull(answer, "answer");
    }

    @Override
    public String text() {
      if (answer instanceof HostAnswer.Hold hold) {
        return "the host holds it until " + hold.until() + ": " + hold.reason();
      } else if (answer instanceof HostAnswer.ActsItself acts) {
        return "the host acts itself: " + acts.reason();
      } else if (answer instanceof HostAnswer.Veto veto) {
        return "the host vetoes it: " + veto.reason();
      }
      return "the host has no objection";
    }
  }

  /**
   * Recovery was looked for.
   *
   * @param actionCompleted when the action ended that is judged
   * @param verdict what telemetry says
   */
  record RecoveryLooked(Instant actionCompleted, RecoveryVerdict verdict) implements LoopEvent {
    /** Checks the parts. */
    public RecoveryLooked {
      requireNonNull(actionCompleted, "actionCompleted");
      requireNonNull(verdict, "verdict");
    }

    @Override
    public String text() {
      return verdict.getClass().getSimpleName() + ": " + verdict.reason();
    }
  }

  /**
   * An attempt was judged.
   *
   * @param attempt what was tried and what telemetry said
   * @param refutes whether the diagnosis is refuted by it
   */
  record AttemptJudged(Attempt attempt, boolean refutes) implements LoopEvent {
    /** Checks the part. */
    public AttemptJudged {
      requireNonNull(attempt, "attempt");
    }

    @Override
    public String text() {
      return (refutes ? "telemetry refutes: " : "judged: ") + attempt.diagnosis().statement();
    }
  }

  /**
   * The only way to RESOLVED.
   *
   * @param verdict the confirmation
   * @param credit who it is credited to
   */
  record Resolved(RecoveryVerdict.Confirmed verdict, Credit credit) implements LoopEvent {
    /** Checks the parts. */
    public Resolved {
      requireNonNull(verdict, "verdict");
      requireNonNull(credit, "credit");
    }

    @Override
    public String text() {
      return "RESOLVED: " + verdict.reason() + " (credit: " + credit + ")";
    }
  }
}
