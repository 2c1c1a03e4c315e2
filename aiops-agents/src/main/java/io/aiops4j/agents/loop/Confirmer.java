package io.aiops4j.agents.loop;

import io.aiops4j.api.action.PlanStep;
import io.aiops4j.api.action.RemediationPlan;
import io.aiops4j.api.action.Rollback;
import io.aiops4j.api.agent.Attempt;
import io.aiops4j.api.agent.Diagnosis;
import io.aiops4j.api.incident.Credit;
import io.aiops4j.api.incident.Incident;
import io.aiops4j.api.incident.IncidentState;
import io.aiops4j.api.incident.LoopEvent;
import io.aiops4j.api.incident.Step;
import io.aiops4j.api.incident.WaitingReason;
import io.aiops4j.api.journal.IncidentEvent;
import io.aiops4j.api.journal.IncidentJournal;
import io.aiops4j.api.recovery.RecoveryQuestion;
import io.aiops4j.api.recovery.RecoveryVerdict;
import io.aiops4j.api.recovery.RecoveryVerifier;
import io.aiops4j.api.safety.ActionGate;
import io.aiops4j.api.safety.ActionIntended;
import io.aiops4j.api.safety.ActionLedger;
import io.aiops4j.api.safety.ActionLedger.Status;
import io.aiops4j.api.safety.ActionVerified;
import io.aiops4j.api.telemetry.TelemetrySource;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Asks telemetry whether it is over, and draws the consequences. */
final class Confirmer {
  private final RecoveryVerifier verifier;
  private final TelemetrySource telemetry;
  private final IncidentJournal journal;
  private final ActionGate gate;
  private final LoopSettings settings;

  Confirmer(LoopEngine.Builder builder) {
    this.verifier = builder.verifier;
    this.telemetry = builder.telemetry;
    this.journal = builder.journal;
    this.gate = builder.gate;
    this.settings = builder.settings;
  }

  Performed verify(Incident incident, RecoveryQuestion question) {
    RecoveryVerdict verdict = guarded(question, () -> verifier.verify(question, telemetry));
    if (verdict instanceof RecoveryVerdict.Inconclusive open && open.lookAgainAt().isPresent()) {
      return lookAgain(incident, open, question.asOf(), WaitingReason.Kind.RECOVERY);
    }
    List<IncidentEvent> events = new ArrayList<>();
    events.add(new LoopEvent.RecoveryLooked(question.actionCompleted(), verdict));
    if (verdict instanceof RecoveryVerdict.Confirmed confirmed) {
      return confirmed(incident, question, confirmed, events);
    }
    return failed(incident, verdict, events);
  }

  private Performed confirmed(
      Incident incident,
      RecoveryQuestion question,
      RecoveryVerdict.Confirmed verdict,
      List<IncidentEvent> events) {
    if (verdict.recoveredBefore()) {
      events.add(judged(incident, verdict, false));
      verified(incident, false).ifPresent(events::add);
      return Performed.enter(
          incident.sequence(),
          events,
          IncidentState.RECOVERED_UNAIDED,
          "the signals had recovered before anything was done");
    }
    Credit credit = credit(incident, question);
    events.add(judged(incident, verdict, false));
    verified(incident, credit == Credit.LOOP).ifPresent(events::add);
    events.add(new LoopEvent.Resolved(verdict, credit));
    return Performed.write(incident.sequence(), events);
  }

  private Performed failed(Incident incident, RecoveryVerdict verdict, List<IncidentEvent> events) {
    boolean failed = verdict instanceof RecoveryVerdict.NotRecovered;
    // Only what the loop itself did for the diagnosis can refute it.
    boolean refutes = failed && acted(incident);
    events.add(judged(incident, verdict, refutes));
    verified(incident, false).ifPresent(events::add);
    History history = new History(incident);
    boolean unknown =
        history
            .lastIntent()
            .map(intent -> history.status(intent.event().key()).isOpen())
            .orElse(false);
    if (!failed) {
      return escalate(incident, events, "recovery cannot be seen: " + verdict.reason());
    }
    if (unknown) {
      return escalate(incident, events, "an action may still be under way: " + verdict.reason());
    }
    if (incident.attempts().size() + 1 >= settings.maxAttempts()) {
      return escalate(incident, events, settings.maxAttempts() + " attempts did not help");
    }
    Optional<RemediationPlan> inverse = inverse(incident);
    if (inverse.isPresent()) {
      events.add(new LoopEvent.PlanProposed(incident.diagnosis().orElseThrow(), inverse.get()));
      return Performed.enter(
          incident.sequence(),
          events,
          IncidentState.ROLLING_BACK,
          "it did not help, so it is taken back");
    }
    return Performed.enter(
        incident.sequence(),
        events,
        IncidentState.DETECTED,
        "it did not help; look again without that diagnosis");
  }

  private static Performed escalate(Incident incident, List<IncidentEvent> events, String reason) {
    return Performed.enter(
        incident.sequence(),
        events,
        IncidentState.ESCALATED,
        reason + "; " + Escalations.summary(incident));
  }

  /** A verifier that throws sees nothing; it is asked again. */
  private RecoveryVerdict guarded(RecoveryQuestion question, Supplier<RecoveryVerdict> ask) {
    try {
      return ask.get();
    } catch (RuntimeException e) {
      return new RecoveryVerdict.Inconclusive(
          Optional.of(question.asOf().plus(settings.lookInterval())),
          "the verifier failed: " + e,
          List.of());
    }
  }

  private static boolean acted(Incident incident) {
    History history = new History(incident);
    return !history.intentsSince(history.sequenceOfLast(LoopEvent.PlanProposed.class)).isEmpty();
  }

  /** What the loop itself did and can take back exactly. */
  private Optional<RemediationPlan> inverse(Incident incident) {
    RemediationPlan plan = incident.plan().orElseThrow();
    boolean exact =
        plan.steps().stream()
            .map(PlanStep::type)
            .allMatch(type -> type.rollback() == Rollback.EXACT);
    return acted(incident) && exact ? plan.inverse(gate.catalogue()) : Optional.empty();
  }

  Performed watch(Incident incident, Command.Watch watch, Instant now) {
    RecoveryVerdict verdict =
        guarded(
            watch.question(),
            () -> verifier.watch(watch.question(), watch.confirmedAt(), telemetry));
    if (verdict instanceof RecoveryVerdict.Inconclusive open && open.lookAgainAt().isPresent()) {
      return lookAgain(incident, open, now, WaitingReason.Kind.RELAPSE_WATCH);
    }
    List<IncidentEvent> events = new ArrayList<>();
    events.add(new LoopEvent.RecoveryLooked(watch.question().actionCompleted(), verdict));
    if (verdict instanceof RecoveryVerdict.Confirmed) {
      return Performed.enter(
          incident.sequence(), events, IncidentState.CLOSED, "the recovery lasted");
    }
    if (!(verdict instanceof RecoveryVerdict.Relapsed)) {
      return escalate(incident, events, "whether it lasts cannot be seen: " + verdict.reason());
    }
    verified(incident, false).ifPresent(events::add);
    long relapses = new History(incident).countSince(LoopEvent.Resolved.class, 0);
    return relapses > settings.maxRelapses()
        ? escalate(incident, events, "it came back " + relapses + " times")
        : Performed.enter(
            incident.sequence(), events, IncidentState.DETECTED, "it came back; look again");
  }

  private Performed lookAgain(
      Incident incident, RecoveryVerdict.Inconclusive open, Instant now, WaitingReason.Kind kind) {
    Instant wanted = open.lookAgainAt().orElseThrow();
    // A verifier that wants to be asked in the past must not keep a host's thread busy.
    Instant next = wanted.isAfter(now) ? wanted : now.plus(settings.lookInterval());
    return Performed.await(
        incident.sequence(),
        new Step.At(
            next,
            new WaitingReason(
                kind, open.reason(), Optional.of(next), "Nothing: telemetry decides")));
  }

  private static LoopEvent.AttemptJudged judged(
      Incident incident, RecoveryVerdict verdict, boolean refutes) {
    Diagnosis diagnosis = incident.diagnosis().orElseThrow();
    return new LoopEvent.AttemptJudged(
        new Attempt(diagnosis, incident.plan().orElseThrow(), verdict), refutes);
  }

  /** What the ledger is told, if the loop acted at all. */
  private static Optional<ActionVerified> verified(Incident incident, boolean recovered) {
    History history = new History(incident);
    return history
        .lastIntent()
        .filter(intent -> intent.sequence() > history.sequenceOfLast(LoopEvent.PlanProposed.class))
        .map(History.Found::event)
        .map(intent -> new ActionVerified(intent.planDigest(), intent.attempt(), recovered));
  }

  private Credit credit(Incident incident, RecoveryQuestion question) {
    History history = new History(incident);
    long proposed = history.sequenceOfLast(LoopEvent.PlanProposed.class);
    List<History.Found<ActionIntended>> own = history.intentsSince(proposed);
    boolean person = history.personActed().isPresent();
    boolean others =
        ActionLedger.fold(journal.readLedger()).since(question.actionStarted()).stream()
            .filter(entry -> !entry.incident().equals(incident.id()))
            .filter(entry -> entry.status() != Status.FAILED)
            .anyMatch(
                entry ->
                    own.stream()
                        .anyMatch(
                            intent -> intent.event().blast().intersects(entry.intent().blast())));
    if (others || (person && !own.isEmpty())) {
      return Credit.SHARED;
    }
    return person ? Credit.PERSON : Credit.LOOP;
  }
}
