package io.aiops4j.testkit.assertions;

import io.aiops4j.api.IncidentId;
import io.aiops4j.api.action.ActionType;
import io.aiops4j.api.action.PlanStep;
import io.aiops4j.api.action.RemediationPlan;
import io.aiops4j.api.incident.Credit;
import io.aiops4j.api.incident.Incident;
import io.aiops4j.api.incident.IncidentState;
import io.aiops4j.api.incident.LoopEvent;
import io.aiops4j.api.incident.Signal;
import io.aiops4j.api.incident.Trigger;
import io.aiops4j.api.journal.IncidentEvent;
import io.aiops4j.api.journal.JournalEntry;
import io.aiops4j.api.recovery.RecoveryVerdict;
import io.aiops4j.api.recovery.SignalReport;
import io.aiops4j.api.safety.ActionIntended;
import io.aiops4j.api.safety.Actor;
import io.aiops4j.api.safety.AutonomyLevel;
import io.aiops4j.api.safety.BlastRadius;
import io.aiops4j.api.safety.Decision;
import io.aiops4j.api.safety.Judgement;
import io.aiops4j.api.signal.Band;
import io.aiops4j.api.signal.PinnedSignal;
import io.aiops4j.api.signal.Reducer;
import io.aiops4j.api.signal.SignalQuery;
import io.aiops4j.api.telemetry.Modality;
import io.aiops4j.api.telemetry.TrustClass;
import io.aiops4j.api.topology.Component;
import io.aiops4j.testkit.faults.SimFaults;
import io.aiops4j.testkit.outcome.Outcome;
import io.aiops4j.testkit.sim.SimCluster;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A run whose journal a test writes by hand, on a fleet where a GPU overheats after ten minutes.
 */
final class Run {
  static final long SEED = 11;
  static final Component NODE = SimCluster.node(2);
  static final Component OTHER_NODE = SimCluster.node(3);

  final SimCluster fleet = SimCluster.builder().seed(SEED).build();
  private final List<JournalEntry> journal = new ArrayList<>();

  Run() {
    fleet.inject(
        SimFaults.gpuOverheats(SimCluster.gpu(2, 1)), fleet.now().plus(Duration.ofMinutes(10)));
    pass(Duration.ofMinutes(20));
    writes(
        new LoopEvent.Opened(
            new Trigger(
                "pager", "slo", fleet.now(), new TreeSet<>(), "slow", TrustClass.CONTROL_PLANE)));
  }

  Run pass(Duration by) {
    fleet.advance(by);
    return this;
  }

  Run writes(IncidentEvent event) {
    int place = journal.size();
    journal.add(new JournalEntry(new IncidentId("inc-1"), place + 1, place, fleet.now(), event));
    return this;
  }

  Run intends(ActionType type, Component target, String key) {
    PlanStep step = PlanStep.of(0, type, target);
    return writes(
        new ActionIntended(
            key,
            plan(step).digest(),
            step,
            1,
            "gpu-thermal-throttle",
            new Actor(Actor.Kind.SERVICE, "loop"),
            "",
            "policies",
            "evidence",
            BlastRadius.of(step, fleet.topologySource().asOf(fleet.now())),
            fleet.now().plusSeconds(60)));
  }

  Run judges(Decision decision) {
    return writes(
        new LoopEvent.StepJudged(0, new Judgement(AutonomyLevel.AUTO, decision, "", List.of())));
  }

  /** It really happens. */
  Run does(ActionType type, Component target, String key) {
    fleet.apply(PlanStep.of(0, type, target), key);
    return this;
  }

  /** As a loop does it that keeps the laws. */
  Run drainsByTheBook(Component target) {
    return intends(ActionType.DRAIN, target, "key-" + target)
        .judges(new Decision.Allow("fine"))
        .does(ActionType.DRAIN, target, "key-" + target);
  }

  Run reportsActingByHand(Duration ago) {
    Actor person = new Actor(Actor.Kind.PERSON, "alice");
    return writes(
        new LoopEvent.SignalReceived(
            new Signal.HumanActed(person, "did it", fleet.now().minus(ago), fleet.now())));
  }

  Run resolves() {
    PinnedSignal signal =
        new PinnedSignal(
            new SignalQuery(Modality.METRICS, NODE, "temperature", new TreeMap<>()),
            Reducer.VALUE,
            Band.atMost(80),
            Optional.empty());
    SignalReport held = new SignalReport(signal, SignalReport.State.HELD, 5, "cool", List.of());
    return writes(
        new LoopEvent.Resolved(
            new RecoveryVerdict.Confirmed(fleet.now(), false, "it is cool", List.of(held)),
            Credit.LOOP));
  }

  Run enters(IncidentState state, String reason) {
    return writes(new LoopEvent.StateEntered(state, reason));
  }

  Outcome outcome() {
    return Outcome.of(fleet, SEED, List.of(Incident.fold(new IncidentId("inc-1"), journal)));
  }

  private static RemediationPlan plan(PlanStep step) {
    return new RemediationPlan("plan", List.of(step), List.of(), List.of());
  }
}
