package io.aiops4j.examples;

import io.aiops4j.agents.StandardAgents;
import io.aiops4j.agents.confirm.HoldVerifier;
import io.aiops4j.agents.journal.InMemoryJournal;
import io.aiops4j.agents.loop.LoopEngine;
import io.aiops4j.agents.mitigate.Runbooks;
import io.aiops4j.api.IncidentId;
import io.aiops4j.api.action.PlanStep;
import io.aiops4j.api.compaction.Compactor;
import io.aiops4j.api.incident.Incident;
import io.aiops4j.api.incident.IncidentLoop;
import io.aiops4j.api.incident.Pacer;
import io.aiops4j.api.incident.Signal;
import io.aiops4j.api.incident.Trigger;
import io.aiops4j.api.incident.WaitingReason;
import io.aiops4j.api.journal.IncidentJournal;
import io.aiops4j.api.safety.ActionGate;
import io.aiops4j.api.safety.Actor;
import io.aiops4j.api.safety.ApprovalRequest;
import io.aiops4j.api.safety.AutonomyLadder;
import io.aiops4j.api.safety.AutonomyLevel;
import io.aiops4j.api.safety.FreshLook;
import io.aiops4j.api.telemetry.TelemetrySource;
import io.aiops4j.api.telemetry.TrustClass;
import io.aiops4j.api.topology.Component;
import io.aiops4j.api.topology.TopologySource;
import io.aiops4j.compaction.Compactors;
import io.aiops4j.compaction.signals.StandardSignalEvaluator;
import io.aiops4j.guardrails.Guardrails;
import io.aiops4j.testkit.faults.SimFaults;
import io.aiops4j.testkit.safety.ScriptedDesk;
import io.aiops4j.testkit.sim.ActuatorMode;
import io.aiops4j.testkit.sim.GroundTruth;
import io.aiops4j.testkit.sim.SimActuator;
import io.aiops4j.testkit.sim.SimCluster;
import io.aiops4j.testkit.sim.SimFault;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * How a loop is put together, and how a scenario is played on the simulated fleet.
 *
 * <p>The loop sees the fleet's telemetry and topology and acts through its actuator. What is really
 * broken and really healed is read from the simulation afterwards, for the report only.
 */
final class DemoLoop {
  private static final Actor ON_CALL = new Actor(Actor.Kind.PERSON, "on-call");
  private static final Duration HISTORY = Duration.ofMinutes(80);
  private static final Duration UNTIL_ALERT = Duration.ofMinutes(6);
  private static final Duration UNTIL_PERSON_ACTS = Duration.ofMinutes(4);
  private static final Duration APPROVAL_LASTS = Duration.ofMinutes(30);

  private final SimCluster fleet;
  private final Scenario scenario;
  private final ScriptedDesk desk = new ScriptedDesk();

  private DemoLoop(Scenario scenario, long seed) {
    this.fleet = SimCluster.builder().seed(seed).build();
    this.scenario = scenario;
  }

  static Played play(Scenario scenario, long seed) {
    return new DemoLoop(scenario, seed).play();
  }

  /** The loop: what a platform team writes, with its own source, topology and actuators. */
  private IncidentLoop loop() {
    IncidentJournal journal = new InMemoryJournal();
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
            .autonomy(AutonomyLadder.fixed(autonomy()))
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
        .actuators(List.of(actuator()))
        .clock(fleet.clock())
        .build();
  }

  /** The demo grants what it needs, openly; the default would be to suggest only. */
  private AutonomyLevel autonomy() {
    return scenario == Scenario.SUGGEST_MODE ? AutonomyLevel.SUGGEST : AutonomyLevel.AUTO;
  }

  private SimActuator actuator() {
    return fleet.actuator(
        scenario == Scenario.LYING_ACTUATOR ? ActuatorMode.LIES : ActuatorMode.HONEST);
  }

  private Played play() {
    Instant faultAt = fleet.start().plus(HISTORY);
    fleet.inject(fault(), faultAt);
    fleet.advanceTo(faultAt.plus(UNTIL_ALERT));
    IncidentLoop loop = loop();
    IncidentId id = loop.open(alert());
    Incident incident = loop.run(id, pacer(loop, id));
    return played(faultAt, incident);
  }

  private SimFault fault() {
    return switch (scenario) {
      case GPU_ECC_UNCORRECTABLE -> SimFaults.gpuMemoryBreaks(SimCluster.gpu(1, 3));
      case BAD_ROLLOUT -> SimFaults.badRollout(Component.service("ranker"));
      case NCCL_COLLECTIVE_TIMEOUT -> SimFaults.linkFlaps(SimCluster.nic(3, 0));
      case GPU_THERMAL_THROTTLE, LYING_ACTUATOR, SUGGEST_MODE ->
          SimFaults.gpuOverheats(SimCluster.gpu(2, 1));
    };
  }

  /** What the fleet's alerting sees: the symptom, not the cause. */
  private Trigger alert() {
    boolean service = scenario == Scenario.BAD_ROLLOUT;
    Component where = service ? Component.service("gateway") : SimCluster.job("llm-7b");
    String what = service ? "too many requests fail" : "the job trains too slowly";
    return new Trigger(
        "alertmanager",
        where + "/slo",
        fleet.now(),
        new TreeSet<>(Set.of(where)),
        what,
        TrustClass.CONTROL_PLANE);
  }

  /** Lets virtual time pass; the scripted person answers what people are asked. */
  private Pacer pacer(IncidentLoop loop, IncidentId id) {
    return (until, reason) -> {
      if (reason.kind() == WaitingReason.Kind.APPROVAL) {
        fleet.advance(UNTIL_PERSON_ACTS);
        ApprovalRequest asked = desk.asked().get(desk.asked().size() - 1);
        loop.signal(
            id, new Signal.Approved(desk.approve(asked, ON_CALL, fleet.now(), APPROVAL_LASTS)));
      } else if (reason.kind() == WaitingReason.Kind.HUMAN_ACTION) {
        loop.signal(id, actByHand(loop.incident(id)));
      } else {
        until.filter(instant -> instant.isAfter(fleet.now())).ifPresent(fleet::advanceTo);
      }
      return true;
    };
  }

  /** A person does what was suggested, by other means than the loop's actuator. */
  private Signal actByHand(Incident incident) {
    fleet.advance(UNTIL_PERSON_ACTS);
    Instant started = fleet.now();
    for (PlanStep step : incident.plan().orElseThrow().steps()) {
      fleet.advanceTo(fleet.apply(step, "by-hand-" + step.index()));
    }
    return new Signal.HumanActed(ON_CALL, "did what was suggested", started, fleet.now());
  }

  private Played played(Instant faultAt, Incident incident) {
    GroundTruth truth = fleet.truth().get(0);
    List<Played.Effect> effects = new ArrayList<>();
    fleet
        .effects()
        .forEach(
            effect ->
                effects.add(
                    new Played.Effect(
                        effect.at(),
                        effect.action(),
                        effect.target().toString(),
                        effect.effective(),
                        effect.harmful(),
                        effect.note())));
    return new Played(
        scenario,
        faultAt,
        incident,
        truth.incidentClass() + " of " + truth.rootCause(),
        truth.healed(),
        effects);
  }
}
