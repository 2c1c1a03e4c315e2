package io.aiops4j.evaluation.simulated;

import io.aiops4j.agents.StandardAgents;
import io.aiops4j.agents.confirm.HoldVerifier;
import io.aiops4j.agents.journal.InMemoryJournal;
import io.aiops4j.agents.loop.LoopEngine;
import io.aiops4j.agents.mitigate.Runbooks;
import io.aiops4j.api.agent.Analysis;
import io.aiops4j.api.agent.Diagnosis;
import io.aiops4j.api.agent.Opinion;
import io.aiops4j.api.agent.Ranked;
import io.aiops4j.api.compaction.Compactor;
import io.aiops4j.api.incident.Incident;
import io.aiops4j.api.incident.IncidentLoop;
import io.aiops4j.api.incident.IncidentState;
import io.aiops4j.api.incident.LoopEvent;
import io.aiops4j.api.journal.IncidentJournal;
import io.aiops4j.api.journal.JournalEntry;
import io.aiops4j.api.safety.ActionGate;
import io.aiops4j.api.safety.ActionIntended;
import io.aiops4j.api.safety.Actor;
import io.aiops4j.api.safety.ApprovalDesk;
import io.aiops4j.api.safety.AutonomyLadder;
import io.aiops4j.api.safety.AutonomyLevel;
import io.aiops4j.api.safety.FreshLook;
import io.aiops4j.api.telemetry.TelemetrySource;
import io.aiops4j.api.topology.Component;
import io.aiops4j.api.topology.TopologySource;
import io.aiops4j.compaction.Compactors;
import io.aiops4j.compaction.signals.StandardSignalEvaluator;
import io.aiops4j.guardrails.Guardrails;
import io.aiops4j.testkit.outcome.FleetRun;
import io.aiops4j.testkit.outcome.Outcome;
import io.aiops4j.testkit.safety.ScriptedDesk;
import io.aiops4j.testkit.sim.ActuatorMode;
import io.aiops4j.testkit.sim.SimCluster;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * The loop as it comes out of the box: standard compactors, agents, reviewers, guardrails and
 * verifier, autonomous within its guardrails, and a person who approves what the guardrails ask
 * about.
 */
final class LoopResponder implements Responder {
  private static final Actor ON_CALL = new Actor(Actor.Kind.PERSON, "on-call");
  private static final Duration UNTIL_PERSON_ACTS = Duration.ofMinutes(4);
  private static final Duration LONGEST = Duration.ofDays(4);

  private final ActuatorMode actuator;

  LoopResponder(ActuatorMode actuator) {
    this.actuator = actuator;
  }

  @Override
  public Answer respond(Scene scene) {
    SimCluster fleet = scene.fleet();
    ScriptedDesk desk = new ScriptedDesk();
    IncidentJournal journal = new InMemoryJournal();
    Outcome outcome =
        FleetRun.over(fleet, scene.seed())
            .approves(desk, ON_CALL, UNTIL_PERSON_ACTS)
            .plays(loop(fleet, desk, journal), new Alerting(fleet).await(), LONGEST);
    return answer(outcome.incidents().get(0), journal);
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
    SortedMap<String, String> authorised = new TreeMap<>();
    for (JournalEntry entry : journal.readLedger()) {
      if (entry.event() instanceof ActionIntended intended) {
        actions.add(intended.step().toString());
        authorised.put(
            intended.key(), intended.step().type().id() + " " + intended.step().target());
      }
    }
    Optional<Diagnosis> diagnosis =
        incident.diagnosis().or(() -> best(incident.analysis().map(Analysis::diagnoses)));
    return new Answer(
        incident.state().name(),
        entered(incident, Set.of(IncidentState.DETECTED)),
        best(incident.localization()).map(Component::toString).orElse(""),
        diagnosis.map(d -> d.system().toString()).orElse(""),
        diagnosis.map(d -> d.faultType().wireName()).orElse(""),
        actions,
        entered(incident, Set.of(IncidentState.RESOLVED, IncidentState.RECOVERED_UNAIDED)),
        authorised);
  }

  private static <T> Optional<T> best(Optional<Opinion<T>> opinion) {
    Function<Ranked<T>, T> answer = Ranked::answer;
    return opinion.flatMap(Opinion::best).map(answer);
  }

  /** {@return when it came to one of the states, first of all} */
  private static Optional<Instant> entered(Incident incident, Set<IncidentState> states) {
    return incident.history().stream()
        .filter(
            entry ->
                entry.event() instanceof LoopEvent.StateEntered entered
                        && states.contains(entered.state())
                    || entry.event() instanceof LoopEvent.Resolved
                        && states.contains(IncidentState.RESOLVED))
        .map(JournalEntry::at)
        .findFirst();
  }
}
