package io.aiops4j.api.incident;

import static java.util.Objects.requireNonNull;

import io.aiops4j.api.IncidentId;
import io.aiops4j.api.action.RemediationPlan;
import io.aiops4j.api.agent.Analysis;
import io.aiops4j.api.agent.Attempt;
import io.aiops4j.api.agent.Detection;
import io.aiops4j.api.agent.Diagnosis;
import io.aiops4j.api.agent.Opinion;
import io.aiops4j.api.agent.Review;
import io.aiops4j.api.compaction.Evidence;
import io.aiops4j.api.journal.JournalEntry;
import io.aiops4j.api.recovery.RecoveryVerdict;
import io.aiops4j.api.safety.Approval;
import io.aiops4j.api.signal.PinnedSignal;
import io.aiops4j.api.topology.Component;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * One disturbance of the fleet as its events tell it: the fold of the journal. Immutable once
 * folded; {@link #fold} is a pure function of the events.
 */
public final class Incident {
  private final IncidentId id;
  private final List<JournalEntry> history;
  private final List<Trigger> triggers = new ArrayList<>();
  private final SortedMap<String, Evidence> evidence = new TreeMap<>();
  private final List<String> unseen = new ArrayList<>();
  private final List<Review> reviews = new ArrayList<>();
  private final List<PinnedSignal> pinned = new ArrayList<>();
  private final List<Attempt> attempts = new ArrayList<>();
  private final SortedSet<String> refuted = new TreeSet<>();
  private final List<Approval> approvals = new ArrayList<>();
  private IncidentState state = IncidentState.OPEN;
  private @Nullable Instant stateSince;
  private @Nullable Opinion<Detection> detection;
  private @Nullable Opinion<Component> localization;
  private @Nullable Analysis analysis;
  private @Nullable Diagnosis diagnosis;
  private @Nullable RemediationPlan plan;
  private @Nullable RecoveryVerdict verdict;
  private @Nullable Credit credit;

  private Incident(IncidentId id, List<JournalEntry> history) {
    this.id = id;
    this.history = List.copyOf(history);
  }

  /**
   * {@return the incident that the events tell}
   *
   * @param id whose events
   * @param history all of them, in order; at least one
   * @throws IllegalArgumentException if there is none, or if an event says what cannot be, such as
   *     RESOLVED without a confirmation
   */
  public static Incident fold(IncidentId id, List<JournalEntry> history) {
    requireNonNull(id, "id");
    if (history.isEmpty()) {
      throw new IllegalArgumentException(
          "There is no incident '" + id + "' in this journal; open() makes one");
    }
    Incident incident = new Incident(id, history);
    incident.history.forEach(incident::apply);
    return incident;
  }

  private void apply(JournalEntry entry) {
    if (entry.event() instanceof LoopEvent event) {
      applyOpinions(event);
      applyActions(event);
      if (event instanceof LoopEvent.StateEntered entered) {
        enter(entered.state(), entry.at());
      } else if (event instanceof LoopEvent.Resolved resolved) {
        verdict = resolved.verdict();
        credit = resolved.credit();
        enter(IncidentState.RESOLVED, entry.at());
      }
    }
  }

  private void applyOpinions(LoopEvent event) {
    if (event instanceof LoopEvent.Opened opened) {
      triggers.add(opened.trigger());
    } else if (event instanceof LoopEvent.SignalReceived received) {
      if (received.signal() instanceof Signal.Alert alert) {
        triggers.add(alert.trigger());
      } else if (received.signal() instanceof Signal.Approved approved) {
        approvals.add(approved.approval());
      }
    } else if (event instanceof LoopEvent.Compacted compacted) {
      compacted.digest().items().forEach(item -> evidence.put(item.id(), item));
      unseen.clear();
      compacted
          .digest()
          .coverage()
          .missing()
          .forEach(gap -> unseen.add(gap.modality() + " of " + gap.what() + ": " + gap.why()));
    } else if (event instanceof LoopEvent.DetectionHeld held) {
      detection = held.opinion();
    } else if (event instanceof LoopEvent.LocalizationHeld held) {
      localization = held.opinion();
    } else if (event instanceof LoopEvent.AnalysisHeld held) {
      analysis = held.analysis();
      reviews.clear();
    } else if (event instanceof LoopEvent.Reviewed reviewed) {
      reviews.addAll(reviewed.reviews());
    } else if (event instanceof LoopEvent.SignalsPinned signals) {
      pinned.addAll(signals.signals());
    }
  }

  private void applyActions(LoopEvent event) {
    if (event instanceof LoopEvent.PlanProposed proposed) {
      plan = proposed.plan();
      diagnosis = proposed.diagnosis();
    } else if (event instanceof LoopEvent.AttemptJudged judged) {
      attempts.add(judged.attempt());
      if (judged.refutes()) {
        refuted.add(judged.attempt().diagnosis().key());
      }
    } else if (event instanceof LoopEvent.RecoveryLooked looked) {
      verdict = looked.verdict();
    }
  }

  private void enter(IncidentState next, Instant at) {
    if (next == IncidentState.RESOLVED && !(verdict instanceof RecoveryVerdict.Confirmed)) {
      throw new IllegalArgumentException(
          id + " claims RESOLVED without a confirmed recovery; the journal is damaged");
    }
    if (next == IncidentState.CLOSED && state != IncidentState.RESOLVED) {
      throw new IllegalArgumentException(
          id + " claims CLOSED out of " + state + "; the journal is damaged");
    }
    state = next;
    stateSince = at;
  }

  /** {@return its name} */
  public IncidentId id() {
    return id;
  }

  /** {@return all its events, in order} */
  public List<JournalEntry> history() {
    return history;
  }

  /** {@return the sequence of its last event} */
  public long sequence() {
    return history.get(history.size() - 1).sequence();
  }

  /** {@return when it was opened} */
  public Instant openedAt() {
    return history.get(0).at();
  }

  /** {@return where it stands} */
  public IncidentState state() {
    return state;
  }

  /** {@return since when it stands there} */
  public Instant stateSince() {
    return stateSince == null ? openedAt() : stateSince;
  }

  /** {@return the alerts it was made of, oldest first} */
  public List<Trigger> triggers() {
    return Collections.unmodifiableList(triggers);
  }

  /** {@return all evidence seen so far, by id, sorted} */
  public SortedMap<String, Evidence> evidence() {
    return Collections.unmodifiableSortedMap(evidence);
  }

  /** {@return what the last look could not see, a sentence each} */
  public List<String> unseen() {
    return Collections.unmodifiableList(unseen);
  }

  /** {@return the detector's opinion, once it is there} */
  public Optional<Opinion<Detection>> detection() {
    return Optional.ofNullable(detection);
  }

  /** {@return when the first symptom showed: detected, or else reported} */
  public Instant onset() {
    return detection()
        .flatMap(Opinion::best)
        .map(best -> best.answer())
        .filter(Detection.Present.class::isInstance)
        .map(present -> ((Detection.Present) present).onset())
        .orElseGet(() -> triggers.isEmpty() ? openedAt() : triggers.get(0).at());
  }

  /** {@return the localizer's opinion, once it is there} */
  public Optional<Opinion<Component>> localization() {
    return Optional.ofNullable(localization);
  }

  /** {@return the diagnoser's answers, once they are there} */
  public Optional<Analysis> analysis() {
    return Optional.ofNullable(analysis);
  }

  /** {@return what the reviewers said of the present analysis} */
  public List<Review> reviews() {
    return Collections.unmodifiableList(reviews);
  }

  /** {@return the signals that recovery is judged by, pinned at detection} */
  public List<PinnedSignal> pinned() {
    return Collections.unmodifiableList(pinned);
  }

  /** {@return the diagnosis that the present plan is for} */
  public Optional<Diagnosis> diagnosis() {
    return Optional.ofNullable(diagnosis);
  }

  /** {@return the present plan} */
  public Optional<RemediationPlan> plan() {
    return Optional.ofNullable(plan);
  }

  /** {@return what was tried, oldest first} */
  public List<Attempt> attempts() {
    return Collections.unmodifiableList(attempts);
  }

  /** {@return the keys of the diagnoses that telemetry refuted, sorted} */
  public SortedSet<String> refuted() {
    return Collections.unmodifiableSortedSet(refuted);
  }

  /**
   * {@return the approvals that came in, oldest first; whether they are real the gate finds out}
   */
  public List<Approval> approvals() {
    return Collections.unmodifiableList(approvals);
  }

  /** {@return what telemetry last said of recovery} */
  public Optional<RecoveryVerdict> verdict() {
    return Optional.ofNullable(verdict);
  }

  /** {@return who the recovery is credited to, once it is resolved} */
  public Optional<Credit> credit() {
    return Optional.ofNullable(credit);
  }
}
