package io.aiops4j.evaluation.simulated;

import io.aiops4j.agents.StandardAgents;
import io.aiops4j.agents.confirm.HoldVerifier;
import io.aiops4j.agents.journal.InMemoryJournal;
import io.aiops4j.agents.loop.LoopEngine;
import io.aiops4j.agents.mitigate.Runbooks;
import io.aiops4j.api.IncidentId;
import io.aiops4j.api.agent.Analysis;
import io.aiops4j.api.agent.Diagnosis;
import io.aiops4j.api.agent.Opinion;
import io.aiops4j.api.agent.Ranked;
import io.aiops4j.api.compaction.Compactor;
import io.aiops4j.api.incident.Incident;
import io.aiops4j.api.incident.IncidentLoop;
import io.aiops4j.api.incident.IncidentState;
import io.aiops4j.api.incident.LoopEvent;
import io.aiops4j.api.incident.Signal;
import io.aiops4j.api.incident.WaitingReason;
import io.aiops4j.api.journal.IncidentJournal;
import io.aiops4j.api.journal.JournalEntry;
import io.aiops4j.api.safety.ActionGate;
import io.aiops4j.api.safety.ActionIntended;
import io.aiops4j.api.safety.Actor;
import io.aiops4j.api.safety.Approval;
import io.aiops4j.api.safety.ApprovalDesk;
import io.aiops4j.api.safety.ApprovalRequest;
import io.aiops4j.api.safety.AutonomyLadder;
import io.aiops4j.api.safety.AutonomyLevel;
import io.aiops4j.api.safety.FreshLook;
import io.aiops4j.api.telemetry.TelemetrySource;
import io.aiops4j.api.topology.Component;
import io.aiops4j.api.topology.TopologySource;
import io.aiops4j.compaction.Compactors;
import io.aiops4j.compaction.signals.StandardSignalEvaluator;
import io.aiops4j.guardrails.Guardrails;
import io.aiops4j.testkit.sim.ActuatorMode;
import io.aiops4j.testkit.sim.SimCluster;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * The loop as it comes out of the box: standard compactors, agents, reviewers, guardrails and
 * verifier, autonomous within its guardrails, and a person who approves what the guardrails ask
 * about.
 */
final class LoopResponder implements Responder {
  private static final Actor ON_CALL = new Actor(Actor.Kind.PERSON, "on-call");
  private static final Duration UNTIL_PERSON_ACTS = Duration.ofMinutes(4);
  private static final Duration APPROVAL_LASTS = Duration.ofMinutes(30);

  private final ActuatorMode actuator;

  LoopResponder(ActuatorMode actuator) {
    this.actuator = actuator;
  }

  @Override
  public Answer respond(Scene scene) {
    SimCluster fleet = scene.fleet();
    Desk desk = new Desk();
    IncidentJournal journal = new InMemoryJournal();
    IncidentLoop loop = loop(fleet, desk, journal);
    IncidentId id = loop.open(new Alerting(fleet).await());
    Incident incident =
        loop.run(
            id,
            (until, reason) -> {
              if (reason.kind() == WaitingReason.Kind.APPROVAL) {
                fleet.advance(UNTIL_PERSON_ACTS);
                loop.signal(id, new Signal.Approved(desk.approve(fleet.now())));
              } else {
                until.filter(at -> at.isAfter(fleet.now())).ifPresent(fleet::advanceTo);
              }
              return until.isPresent() || reason.kind() == WaitingReason.Kind.APPROVAL;
            });
    return answer(incident, journal);
  }

  private IncidentLoop loop(SimCluster fleet, ApprovalDesk desk, IncidentJournal journal) {
    TelemetrySource telemetry = fleet.source();
    TopologySource topology = fleet.topologySource();
    Compactor compactor = Compactors.standard();
    ActionGate gate =
        ActionGate.builder(
                journal,
                topology,
                FreshLook.through(
                    telemetry, compactor, topology, Duration.ofHours(1), Duration.ofMinutes(5)),
                Guardrails.standard())
            .autonomy(AutonomyLadder.fixed(AutonomyLevel.AUTO))
            .approvals(desk)
            .clock(fleet.clock())
            .build();
    return LoopEngine.builder(
            telemetry,
            compactor,
            StandardAgents.with(Runbooks.gpuFleet()),
            HoldVerifier.builder(new StandardSignalEvaluator()).build(),
            gate,
            journal)
        .topology(topology)
        .reviewers(StandardAgents.reviewers())
        .actuators(List.of(fleet.actuator(actuator)))
        .clock(fleet.clock())
        .build();
  }

  private static Answer answer(Incident incident, IncidentJournal journal) {
    List<String> actions = new ArrayList<>();
    Set<String> authorised = new TreeSet<>();
    for (JournalEntry entry : journal.readLedger()) {
      if (entry.event() instanceof ActionIntended intended) {
        actions.add(intended.step().toString());
        authorised.add(intended.key());
      }
    }
    Optional<Diagnosis> diagnosis =
        incident.diagnosis().or(() -> best(incident.analysis().map(Analysis::diagnoses)));
    return new Answer(
        incident.state().name(),
        detectedAt(incident),
        best(incident.localization()).map(Component::toString).orElse(""),
        diagnosis.map(d -> d.system().toString()).orElse(""),
        diagnosis.map(d -> d.faultType().wireName()).orElse(""),
        actions,
        authorised);
  }

  private static <T> Optional<T> best(Optional<Opinion<T>> opinion) {
    Function<Ranked<T>, T> answer = Ranked::answer;
    return opinion.flatMap(Opinion::best).map(answer);
  }

  private static Optional<Instant> detectedAt(Incident incident) {
    return incident.history().stream()
        .filter(
            entry ->
                entry.event() instanceof LoopEvent.StateEntered entered
                    && entered.state() == IncidentState.DETECTED)
        .map(JournalEntry::at)
        .findFirst();
  }

  /** Knows what it handed out. */
  private static final class Desk implements ApprovalDesk {
    private final List<Approval> issued = new ArrayList<>();
    private Optional<ApprovalRequest> asked = Optional.empty();

    @Override
    public void ask(ApprovalRequest request) {
      asked = Optional.of(request);
    }

    @Override
    public boolean isAuthentic(Approval approval) {
      return issued.contains(approval);
    }

    Approval approve(Instant now) {
      Approval approval =
          new Approval(
              "approval-" + (issued.size() + 1),
              asked.orElseThrow().plan().digest(),
              ON_CALL,
              now,
              now.plus(APPROVAL_LASTS));
      issued.add(approval);
      return approval;
    }
  }
}
