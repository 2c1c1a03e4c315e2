package io.aiops4j.agents.loop;

import io.aiops4j.api.action.ActionOutcome;
import io.aiops4j.api.action.PlanStep;
import io.aiops4j.api.action.ProbeResult;
import io.aiops4j.api.action.RemediationPlan;
import io.aiops4j.api.agent.Attempt;
import io.aiops4j.api.agent.Diagnosis;
import io.aiops4j.api.compaction.Evidence;
import io.aiops4j.api.incident.Incident;
import io.aiops4j.api.incident.IncidentState;
import io.aiops4j.api.incident.LoopEvent;
import io.aiops4j.api.incident.Step;
import io.aiops4j.api.incident.WaitingReason;
import io.aiops4j.api.journal.IncidentEvent;
import io.aiops4j.api.recovery.RecoveryVerdict;
import io.aiops4j.api.safety.ActionGate;
import io.aiops4j.api.safety.ActionLedger.Status;
import io.aiops4j.api.safety.ActionReported;
import io.aiops4j.api.safety.ActionRequest;
import io.aiops4j.api.safety.Actor;
import io.aiops4j.api.safety.Actuator;
import io.aiops4j.api.safety.ApprovalRequest;
import io.aiops4j.api.safety.AutonomyLevel;
import io.aiops4j.api.safety.BlastRadius;
import io.aiops4j.api.safety.Decision;
import io.aiops4j.api.safety.Dispatch;
import io.aiops4j.api.safety.HostAnswer;
import io.aiops4j.api.safety.Judgement;
import io.aiops4j.api.safety.Mandate;
import io.aiops4j.api.topology.TopologySource;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Brings steps to the gate and finds out what became of them. */
final class Dispatcher {
  private static final Duration RETRY_STALE = Duration.ofSeconds(5);

  private final ActionGate gate;
  private final SortedMap<String, Actuator> actuators = new TreeMap<>();
  private final TopologySource topology;
  private final Actor actor;
  private final List<Mandate> mandates;
  private final LoopSettings settings;

  Dispatcher(LoopEngine.Builder builder) {
    this.gate = builder.gate;
    this.topology = builder.topology;
    this.actor = builder.actor;
    this.mandates = List.copyOf(builder.mandates);
    this.settings = builder.settings;
    for (Actuator actuator : builder.actuators) {
      for (String action : actuator.actions()) {
        if (actuators.put(action, actuator) != null) {
          throw new IllegalArgumentException(
              "Two actuators carry out '" + action + "'; give the loop one for each action");
        }
      }
    }
  }

  Performed dispatch(Incident incident, int stepIndex, Instant now) {
    RemediationPlan plan = incident.plan().orElseThrow();
    Diagnosis diagnosis = incident.diagnosis().orElseThrow();
    PlanStep step = plan.steps().get(stepIndex);
    Actuator actuator = actuators.get(step.type().id());
    if (actuator == null) {
      return Performed.enter(
          incident.sequence(),
          List.of(),
          IncidentState.ESCALATED,
          "no actuator carries out '" + step.type().id() + "'; give the loop one");
    }
    ActionRequest request =
        ActionRequest.builder(incident.id(), plan, diagnosis, actor)
            .sequence(incident.sequence())
            .onset(incident.onset())
            .step(stepIndex)
            .attempt(incident.attempts().size() + 1)
            .cited(cited(incident, plan, diagnosis))
            .approvals(incident.approvals())
            .mandates(mandates)
            .build();
    Dispatch dispatch = gate.dispatch(request, actuator, 0);
    if (dispatch instanceof Dispatch.Started started) {
      return started(incident, started, stepIndex);
    } else if (dispatch instanceof Dispatch.Refused refused) {
      return refused(incident, refused.judgement(), stepIndex, now);
    } else if (dispatch instanceof Dispatch.HeldByHost held) {
      return held(incident, held.answer());
    }
    Dispatch.Stale stale = (Dispatch.Stale) dispatch;
    Instant next = now.plus(RETRY_STALE);
    return Performed.await(
        incident.sequence(),
        new Step.At(
            next,
            new WaitingReason(
                WaitingReason.Kind.OTHER_INCIDENT,
                stale.reason(),
                Optional.of(next),
                "Nothing: it is judged again")));
  }

  private static List<Evidence> cited(
      Incident incident, RemediationPlan plan, Diagnosis diagnosis) {
    List<String> ids = new ArrayList<>(diagnosis.evidenceIds());
    ids.addAll(plan.evidenceIds());
    return ids.stream().distinct().map(incident.evidence()::get).filter(Objects::nonNull).toList();
  }

  private Performed started(Incident incident, Dispatch.Started started, int stepIndex) {
    ActionOutcome outcome = started.outcome();
    String key = started.intent().key();
    List<IncidentEvent> events = new ArrayList<>();
    events.add(new LoopEvent.StepJudged(stepIndex, started.judgement()));
    if (outcome instanceof ActionOutcome.Failed) {
      events.add(new ActionReported(key, Status.FAILED, outcome.detail()));
      return failed(incident, started.sequence(), events, outcome.detail());
    }
    boolean rollingBack = incident.state() == IncidentState.ROLLING_BACK;
    if (outcome instanceof ActionOutcome.Done) {
      events.add(new ActionReported(key, Status.DONE, outcome.detail()));
      return rollingBack
          ? Performed.write(started.sequence(), events)
          : Performed.enter(
              started.sequence(),
              events,
              IncidentState.PROPOSED,
              "step " + stepIndex + " is said to be done");
    }
    boolean accepted = outcome instanceof ActionOutcome.Accepted;
    events.add(
        new ActionReported(key, accepted ? Status.RUNNING : Status.UNKNOWN, outcome.detail()));
    return rollingBack
        ? Performed.write(started.sequence(), events)
        : Performed.enter(
            started.sequence(),
            events,
            accepted ? IncidentState.ACTING : IncidentState.PROBING,
            accepted ? "the action is under way" : "what became of the action is not known");
  }

  private Performed refused(Incident incident, Judgement judgement, int stepIndex, Instant now) {
    List<IncidentEvent> events = new ArrayList<>();
    events.add(new LoopEvent.StepJudged(stepIndex, judgement));
    Decision decision = judgement.decision();
    if (incident.state() == IncidentState.ROLLING_BACK) {
      return Performed.enter(
          incident.sequence(),
          events,
          IncidentState.ESCALATED,
          "it cannot be taken back without a person: " + decision.reason());
    }
    if (decision instanceof Decision.AskHuman ask) {
      RemediationPlan plan = incident.plan().orElseThrow();
      Diagnosis diagnosis = incident.diagnosis().orElseThrow();
      ApprovalRequest request =
          new ApprovalRequest(
              incident.id(),
              plan,
              diagnosis,
              BlastRadius.of(plan, topology.asOf(now)),
              ask.reason(),
              ask.approver(),
              now.plus(settings.approvalPatience()));
      try {
        gate.ask(request);
      } catch (RuntimeException e) {
        return Performed.enter(
            incident.sequence(), events, IncidentState.ESCALATED, "nobody can be asked: " + e);
      }
      events.add(new LoopEvent.ApprovalAsked(request));
      return Performed.enter(
          incident.sequence(), events, IncidentState.AWAITING_APPROVAL, ask.reason());
    }
    boolean onlyAutonomy =
        judgement.autonomy().compareTo(AutonomyLevel.SUGGEST) <= 0
            && judgement.policies().stream()
                .noneMatch(said -> said.decision() instanceof Decision.Deny);
    return onlyAutonomy
        ? Performed.enter(incident.sequence(), events, IncidentState.SUGGESTED, decision.reason())
        : Performed.write(incident.sequence(), events);
  }

  private static Performed held(Incident incident, HostAnswer answer) {
    List<IncidentEvent> events = List.of(new LoopEvent.HostObjected(answer));
    if (answer instanceof HostAnswer.Veto veto) {
      return Performed.enter(
          incident.sequence(),
          events,
          IncidentState.ESCALATED,
          "the host vetoes it: " + veto.reason());
    }
    return Performed.write(incident.sequence(), events);
  }

  Performed probe(Incident incident, Command.Probe command, Instant now) {
    History history = new History(incident);
    String action = history.lastIntent().orElseThrow().event().step().type().id();
    ProbeResult result;
    String detail;
    try {
      Actuator actuator = actuators.get(action);
      result = actuator == null ? ProbeResult.UNKNOWN : actuator.probe(command.key());
      detail = "probed: " + result;
    } catch (RuntimeException e) {
      result = ProbeResult.UNKNOWN;
      detail = "the probe threw " + e;
    }
    Status status =
        switch (result) {
          case RUNNING -> Status.RUNNING;
          case DONE -> Status.DONE;
          case NOT_APPLIED -> Status.FAILED;
          case UNKNOWN -> Status.UNKNOWN;
        };
    if (status == history.status(command.key())) {
      Instant next = now.plus(settings.probeInterval());
      return Performed.await(incident.sequence(), new Step.At(next, command.waiting()));
    }
    List<IncidentEvent> events =
        new ArrayList<>(List.of(new ActionReported(command.key(), status, detail)));
    if (incident.state() == IncidentState.ROLLING_BACK) {
      return Performed.write(incident.sequence(), events);
    }
    return switch (status) {
      case FAILED -> failed(incident, incident.sequence(), events, detail);
      case DONE ->
          Performed.enter(
              incident.sequence(), events, IncidentState.PROPOSED, "the step is said to be done");
      case RUNNING ->
          Performed.enter(
              incident.sequence(), events, IncidentState.ACTING, "the action is under way");
      default ->
          Performed.enter(
              incident.sequence(),
              events,
              IncidentState.PROBING,
              "what became of the action is not known");
    };
  }

  /** The action was not carried out: that says nothing about the diagnosis. */
  private Performed failed(
      Incident incident, long after, List<IncidentEvent> events, String detail) {
    if (incident.state() == IncidentState.ROLLING_BACK) {
      return Performed.enter(
          after, events, IncidentState.ESCALATED, "it could not be taken back: " + detail);
    }
    RecoveryVerdict verdict =
        new RecoveryVerdict.Inconclusive(
            Optional.empty(), "the action was not carried out: " + detail, List.of());
    events.add(
        new LoopEvent.AttemptJudged(
            new Attempt(incident.diagnosis().orElseThrow(), incident.plan().orElseThrow(), verdict),
            false));
    boolean spent = incident.attempts().size() + 1 >= settings.maxAttempts();
    return spent
        ? Performed.enter(
            after,
            events,
            IncidentState.ESCALATED,
            settings.maxAttempts() + " attempts; " + Escalations.summary(incident))
        : Performed.enter(
            after, events, IncidentState.DETECTED, "the action was not carried out; look again");
  }
}
