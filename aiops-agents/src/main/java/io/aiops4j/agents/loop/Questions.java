package io.aiops4j.agents.loop;

import io.aiops4j.api.action.PlanStep;
import io.aiops4j.api.action.RemediationPlan;
import io.aiops4j.api.incident.Incident;
import io.aiops4j.api.incident.IncidentState;
import io.aiops4j.api.incident.LoopEvent;
import io.aiops4j.api.incident.Signal;
import io.aiops4j.api.recovery.RecoveryQuestion;
import io.aiops4j.api.safety.ActionIntended;
import io.aiops4j.api.safety.ActionLedger.Status;
import io.aiops4j.api.safety.ActionReported;
import io.aiops4j.api.signal.PinnedSignal;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Makes the question to the verifier from what the journal says of an attempt. */
final class Questions {
  private static final Duration SETTLE_OF_PERSONS = Duration.ofSeconds(60);
  private static final int MAX_HOLD_FACTOR = 4;

  private Questions() {}

  /** When an attempt began and ended, by the host's clock. */
  private record Span(Instant started, Instant completed) {}

  static RecoveryQuestion ofPresentAttempt(Incident incident, History history, Instant now) {
    long proposed = history.sequenceOfLast(LoopEvent.PlanProposed.class);
    Span span = span(incident, history, proposed, now);
    return new RecoveryQuestion(
        signals(incident),
        incident.onset(),
        span.started(),
        span.completed(),
        settle(incident),
        holdFactor(history),
        now);
  }

  /** What a person did counts besides what the loop did: the later end decides. */
  private static Span span(Incident incident, History history, long proposed, Instant now) {
    List<History.Found<ActionIntended>> intents = history.intentsSince(proposed);
    Optional<Signal.HumanActed> person = history.personActed();
    Instant entered =
        history
            .last(LoopEvent.StateEntered.class, state -> state.state() == IncidentState.CONFIRMING)
            .map(History.Found::at)
            .orElse(now);
    Instant started = person.map(Signal.HumanActed::startedAt).orElse(entered);
    Instant completed = person.map(Signal.HumanActed::completedAt).orElse(Instant.MIN);
    for (History.Found<ActionIntended> intent : intents) {
      if (intent.at().isBefore(started)) {
        started = intent.at();
      }
      Instant end =
          history
              .last(
                  ActionReported.class,
                  report ->
                      report.key().equals(intent.event().key()) && report.status() == Status.DONE)
              .map(History.Found::at)
              .orElse(entered);
      if (end.isAfter(completed)) {
        completed = end;
      }
    }
    if (completed.equals(Instant.MIN)) {
      completed = entered;
    }
    return new Span(started.isAfter(completed) ? completed : started, completed);
  }

  private static Duration settle(Incident incident) {
    Duration settle = SETTLE_OF_PERSONS;
    List<PlanStep> steps = incident.plan().map(RemediationPlan::steps).orElse(List.of());
    for (PlanStep step : steps) {
      if (step.type().settle().compareTo(settle) > 0) {
        settle = step.type().settle();
      }
    }
    return settle;
  }

  private static int holdFactor(History history) {
    long relapses =
        history.countSince(LoopEvent.Resolved.class, 0)
            - (history.sequenceOfLast(LoopEvent.Resolved.class)
                    > history.enteredAt(IncidentState.DETECTED)
                ? 1
                : 0);
    return (int) Math.min(MAX_HOLD_FACTOR, 1L << Math.min(8, relapses));
  }

  /** The pinned signals, with what the plan adds or tightens; nothing is ever loosened. */
  static List<PinnedSignal> signals(Incident incident) {
    Map<String, PinnedSignal> byId = new LinkedHashMap<>();
    Stream<PinnedSignal> added =
        incident.plan().stream().flatMap(plan -> plan.addedSignals().stream());
    Stream.concat(incident.pinned().stream(), added)
        .forEach(
            signal ->
                byId.merge(
                    signal.id(),
                    signal,
                    (pinned, later) -> later.tightens(pinned) ? later : pinned));
    return List.copyOf(byId.values());
  }
}
