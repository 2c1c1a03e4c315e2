package io.aiops4j.agents.loop;

import io.aiops4j.api.agent.Detection;
import io.aiops4j.api.agent.Opinion;
import io.aiops4j.api.agent.Phase;
import io.aiops4j.api.incident.Incident;
import io.aiops4j.api.incident.IncidentState;
import io.aiops4j.api.incident.LoopEvent;
import io.aiops4j.api.incident.Signal;
import io.aiops4j.api.incident.Step;
import io.aiops4j.api.incident.WaitingReason;
import io.aiops4j.api.incident.WaitingReason.Kind;
import io.aiops4j.api.safety.ActionIntended;
import io.aiops4j.api.safety.ActionLedger.Status;
import io.aiops4j.api.safety.ActionReported;
import io.aiops4j.api.safety.Decision;
import io.aiops4j.api.safety.HostAnswer;
import io.aiops4j.api.telemetry.TimeRange;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Says what to do next: a pure function of the incident and the time.
 *
 * <p>From every state that is not terminal some event or time leads on.
 */
final class Decider {
  private final LoopSettings settings;

  Decider(LoopSettings settings) {
    this.settings = settings;
  }

  Command decide(Incident incident, Instant now) {
    if (incident.state().isTerminal()) {
      return new Command.Wait(new Step.Ended(incident.state()));
    }
    History history = new History(incident);
    Optional<Command> interruption = interruption(incident, history, now);
    if (interruption.isPresent()) {
      return interruption.get();
    }
    return switch (incident.state()) {
      case OPEN -> open(incident, history, now);
      case DETECTED -> detected(incident, history, now);
      case LOCALIZED -> new Command.Ask(Phase.DIAGNOSE);
      case DIAGNOSED -> new Command.Review();
      case REVIEWED -> new Command.Ask(Phase.MITIGATE);
      case PROPOSED -> proposed(incident, history, now);
      case AWAITING_APPROVAL -> awaitingApproval(incident, history, now);
      case ACTING, PROBING -> acting(incident, history, now);
      case ROLLING_BACK -> rollingBack(incident, history, now);
      case SUGGESTED -> suggested(incident, history, now);
      case CONFIRMING -> new Command.Verify(Questions.ofPresentAttempt(incident, history, now));
      case RESOLVED ->
          new Command.Watch(
              Questions.ofPresentAttempt(incident, history, now), incident.stateSince());
      default -> throw new IllegalStateException("No way on from " + incident.state());
    };
  }

  /** What goes before the work of any state: calling off, and the bounds of the whole. */
  private Optional<Command> interruption(Incident incident, History history, Instant now) {
    if (incident.state() == IncidentState.RESOLVED) {
      return Optional.empty();
    }
    Optional<History.Found<ActionIntended>> open =
        history.lastIntent().filter(intent -> history.status(intent.event().key()).isOpen());
    boolean underWay =
        open.isPresent()
            && (incident.state() == IncidentState.ACTING
                || incident.state() == IncidentState.PROBING
                || incident.state() == IncidentState.PROPOSED
                || incident.state() == IncidentState.ROLLING_BACK);
    if (history.eventsWithoutSignals() > settings.maxEvents()) {
      return Optional.of(
          enter(
              IncidentState.ESCALATED,
              "it has more than "
                  + settings.maxEvents()
                  + " events"
                  + (underWay ? ", and an action may still be under way" : "")));
    }
    if (underWay) {
      return incident.state() == IncidentState.PROPOSED
          ? Optional.of(unanswered(history, open.get(), now))
          : Optional.empty();
    }
    Optional<Signal.Cancel> cancel = history.signalSince(Signal.Cancel.class, 0);
    if (cancel.isPresent()) {
      return Optional.of(enter(IncidentState.CANCELLED, cancel.get().reason()));
    }
    return now.isAfter(incident.openedAt().plus(settings.maxDuration()))
        ? Optional.of(
            enter(IncidentState.ESCALATED, "it lasts longer than " + settings.maxDuration()))
        : Optional.empty();
  }

  /**
   * The intent is durable but its dispatch is not told of: another replica is in the middle of it,
   * or a crash was. While the permission lives the actuator may still act on it; once it has lapsed
   * nobody can learn from it what to do, and a probe tells the truth.
   */
  private static Command unanswered(
      History history, History.Found<ActionIntended> intent, Instant now) {
    Instant lapsed = intent.event().expiresAt();
    if (history.status(intent.event().key()) == Status.INTENDED && now.isBefore(lapsed)) {
      return waitUntil(
          lapsed, Kind.ACTION, intent.event().step() + " is being dispatched", "Nothing");
    }
    return enter(IncidentState.PROBING, "an intent without an outcome: find out before going on");
  }

  private Command open(Incident incident, History history, Instant now) {
    long looked = history.sequenceOfLast(LoopEvent.Compacted.class);
    Optional<History.Found<LoopEvent.DetectionHeld>> held =
        history.last(LoopEvent.DetectionHeld.class);
    if (looked > held.map(History.Found::sequence).orElse(0L)) {
      return new Command.Ask(Phase.DETECT);
    }
    if (held.isPresent()) {
      if (now.isAfter(incident.openedAt().plus(settings.detectionPatience()))) {
        return undetected(held.get().event().opinion());
      }
      Instant next = held.get().at().plus(settings.lookInterval());
      if (now.isBefore(next)) {
        return waitUntil(
            next,
            Kind.TELEMETRY,
            held.get().event().opinion().statement(),
            "Make sure that the telemetry of the reported components can be read");
      }
    }
    // An alert that comes late, or is opened late, is still looked at with what went before it.
    Instant reported = incident.triggers().get(0).at();
    Instant from = (reported.isBefore(now) ? reported : now).minus(settings.firstLook());
    return new Command.Look(
        new TimeRange(from.minus(settings.reference()), from), new TimeRange(from, now));
  }

  private static Command undetected(Opinion<Detection> opinion) {
    boolean absent =
        opinion.best().map(best -> best.answer() instanceof Detection.Absent).orElse(false);
    return absent
        ? enter(IncidentState.NO_INCIDENT, opinion.statement())
        : enter(IncidentState.ESCALATED, "telemetry cannot tell: " + opinion.statement());
  }

  private Command detected(Incident incident, History history, Instant now) {
    long entered = history.enteredAt(IncidentState.DETECTED);
    if (history.sequenceOfLast(LoopEvent.Compacted.class) > entered) {
      return new Command.Ask(Phase.LOCALIZE);
    }
    Optional<History.Found<LoopEvent.AttemptJudged>> judged =
        history.last(LoopEvent.AttemptJudged.class);
    if (judged.isPresent()) {
      Instant next = judged.get().at().plus(settings.lookInterval());
      if (now.isBefore(next)) {
        return waitUntil(
            next, Kind.TELEMETRY, judged.get().event().text(), "Nothing: it looks again");
      }
    }
    Instant normalUntil = incident.onset().minus(settings.guard());
    // After a failed attempt or a relapse only what telemetry shows since then speaks.
    Instant from = incident.attempts().isEmpty() ? normalUntil : now.minus(settings.firstLook());
    return new Command.Look(
        new TimeRange(normalUntil.minus(settings.reference()), normalUntil),
        new TimeRange(from.isBefore(normalUntil) ? normalUntil : from, now));
  }

  private Command proposed(Incident incident, History history, Instant now) {
    Optional<Command> byPerson = personActed(incident, history);
    if (byPerson.isPresent()) {
      return byPerson.get();
    }
    long since = history.sequenceOfLast(LoopEvent.PlanProposed.class);
    Optional<Command> declined = declined(history, since);
    if (declined.isPresent()) {
      return declined.get();
    }
    Optional<Command> held = heldByHost(history, since, now);
    if (held.isPresent()) {
      return held.get();
    }
    Optional<History.Found<LoopEvent.StepJudged>> denial =
        history
            .last(LoopEvent.StepJudged.class, Decider::isDenial)
            .filter(found -> found.sequence() > since);
    if (denial.isPresent()) {
      if (history.countSince(LoopEvent.StepJudged.class, since, Decider::isDenial)
          >= settings.maxDenials()) {
        return enter(
            IncidentState.ESCALATED,
            "denied: " + denial.get().event().text() + "; " + Escalations.summary(incident));
      }
      Instant next = denial.get().at().plus(settings.lookInterval());
      if (now.isBefore(next)) {
        return waitUntil(
            next,
            Kind.OTHER_INCIDENT,
            denial.get().event().text(),
            "See what the policy says would help");
      }
    }
    return nextStep(incident, history, since)
        .<Command>map(Command.Dispatch::new)
        .orElseGet(() -> enter(IncidentState.CONFIRMING, "every step was carried out"));
  }

  private static Optional<Command> declined(History history, long since) {
    return history
        .signalSince(Signal.Declined.class, since)
        .map(declined -> enter(IncidentState.ESCALATED, "declined: " + declined.reason()));
  }

  private static Optional<Command> heldByHost(History history, long since, Instant now) {
    return history
        .last(LoopEvent.HostObjected.class)
        .filter(objection -> objection.sequence() > since)
        .filter(objection -> now.isBefore(until(objection.event().answer(), objection.at())))
        .map(
            objection ->
                waitUntil(
                    until(objection.event().answer(), objection.at()),
                    Kind.HOST,
                    objection.event().text(),
                    "Lift the hold in the host"));
  }

  private static boolean isDenial(LoopEvent.StepJudged judged) {
    return judged.judgement().decision() instanceof Decision.Deny;
  }

  private static Instant until(HostAnswer answer, Instant at) {
    if (answer instanceof HostAnswer.Hold hold) {
      return hold.until();
    }
    return answer instanceof HostAnswer.ActsItself acts ? acts.until() : at;
  }

  /** The first step of the present plan without a DONE; empty if all are done. */
  private static Optional<Integer> nextStep(Incident incident, History history, long since) {
    List<History.Found<ActionIntended>> intents = history.intentsSince(since);
    int done =
        (int)
            intents.stream()
                .filter(intent -> history.status(intent.event().key()) == Status.DONE)
                .count();
    int steps = incident.plan().map(plan -> plan.steps().size()).orElse(0);
    return done >= steps ? Optional.empty() : Optional.of(done);
  }

  private Command awaitingApproval(Incident incident, History history, Instant now) {
    Optional<Command> byPerson = personActed(incident, history);
    if (byPerson.isPresent()) {
      return byPerson.get();
    }
    History.Found<LoopEvent.ApprovalAsked> asked =
        history.last(LoopEvent.ApprovalAsked.class).orElseThrow();
    long since = history.sequenceOfLast(LoopEvent.PlanProposed.class);
    if (history.countSince(LoopEvent.ApprovalAsked.class, since) > settings.maxDenials()) {
      return enter(IncidentState.ESCALATED, "approvals that are not valid keep coming in");
    }
    Optional<Command> declined = declined(history, since);
    if (declined.isPresent()) {
      return declined.get();
    }
    if (history.signalSince(Signal.Approved.class, asked.sequence()).isPresent()) {
      return enter(IncidentState.PROPOSED, "an approval came in");
    }
    Instant expiry = asked.event().request().expiresAt();
    if (!now.isBefore(expiry)) {
      return enter(IncidentState.ESCALATED, "nobody answered until " + expiry);
    }
    return waitUntil(expiry, Kind.APPROVAL, asked.event().text(), "Approve or decline the plan");
  }

  private Command acting(Incident incident, History history, Instant now) {
    History.Found<ActionIntended> intent = history.lastIntent().orElseThrow();
    String key = intent.event().key();
    Status status = history.status(key);
    if (status == Status.DONE) {
      return enter(IncidentState.PROPOSED, "the step is said to be done");
    }
    if (status == Status.FAILED) {
      return enter(IncidentState.DETECTED, "the action was not carried out; look again");
    }
    if (now.isAfter(intent.at().plus(settings.actionPatience()))) {
      return enter(
          IncidentState.CONFIRMING,
          "what became of the action cannot be found out; telemetry decides");
    }
    boolean unknown = status == Status.UNKNOWN || status == Status.INTENDED;
    WaitingReason reason =
        new WaitingReason(
            unknown ? Kind.PROBE : Kind.ACTION,
            intent.event().step() + (unknown ? " may have been done" : " is under way"),
            Optional.of(now.plus(settings.probeInterval())),
            "See what the actuator is doing");
    Optional<Instant> next =
        history
            .last(ActionReported.class, report -> report.key().equals(key))
            .map(report -> report.at().plus(settings.probeInterval()))
            .filter(now::isBefore);
    return next.isPresent()
        ? new Command.Wait(new Step.At(next.get(), reason))
        : new Command.Probe(key, reason);
  }

  private Command rollingBack(Incident incident, History history, Instant now) {
    long since = history.sequenceOfLast(LoopEvent.PlanProposed.class);
    List<History.Found<ActionIntended>> intents = history.intentsSince(since);
    if (!intents.isEmpty()) {
      History.Found<ActionIntended> last = intents.get(intents.size() - 1);
      Status status = history.status(last.event().key());
      if (status == Status.RUNNING || status == Status.UNKNOWN || status == Status.INTENDED) {
        return now.isAfter(last.at().plus(settings.actionPatience()))
            ? enter(IncidentState.ESCALATED, "taking it back did not end")
            : acting(incident, history, now);
      }
      if (status == Status.FAILED) {
        return enter(IncidentState.ESCALATED, "it could not be taken back");
      }
    }
    Optional<Command> held = heldByHost(history, since, now);
    if (held.isPresent()) {
      return held.get();
    }
    return nextStep(incident, history, since)
        .<Command>map(Command.Dispatch::new)
        .orElseGet(
            () -> enter(IncidentState.DETECTED, "taken back; look again without that diagnosis"));
  }

  private Command suggested(Incident incident, History history, Instant now) {
    Optional<Command> byPerson = personActed(incident, history);
    if (byPerson.isPresent()) {
      return byPerson.get();
    }
    Optional<Command> declined =
        declined(history, history.sequenceOfLast(LoopEvent.PlanProposed.class));
    if (declined.isPresent()) {
      return declined.get();
    }
    Instant expiry = incident.stateSince().plus(settings.suggestionPatience());
    if (!now.isBefore(expiry)) {
      return enter(IncidentState.ESCALATED, "nobody acted on the suggestion until " + expiry);
    }
    String what = incident.plan().map(plan -> "suggested: " + plan).orElse("suggested");
    return new Command.Wait(
        new Step.At(
            expiry,
            new WaitingReason(
                Kind.HUMAN_ACTION,
                what,
                Optional.of(expiry),
                "Do it and report it, or decline it")));
  }

  /** A person's report that no verdict has answered yet: telemetry judges it. */
  private static Optional<Command> personActed(Incident incident, History history) {
    return history
        .personActed()
        .map(acted -> enter(IncidentState.CONFIRMING, acted.actor() + " acted: " + acted.what()));
  }

  private static Command enter(IncidentState state, String reason) {
    return new Command.Write(List.of(new LoopEvent.StateEntered(state, reason)));
  }

  private static Command waitUntil(Instant until, Kind kind, String what, String wouldHelp) {
    return new Command.Wait(
        new Step.At(until, new WaitingReason(kind, what, Optional.of(until), wouldHelp)));
  }
}
