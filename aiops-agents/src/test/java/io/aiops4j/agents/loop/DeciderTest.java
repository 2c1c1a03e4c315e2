package io.aiops4j.agents.loop;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops4j.api.IncidentId;
import io.aiops4j.api.action.ActionType;
import io.aiops4j.api.action.PlanStep;
import io.aiops4j.api.action.RemediationPlan;
import io.aiops4j.api.agent.Detection;
import io.aiops4j.api.agent.Diagnosis;
import io.aiops4j.api.agent.Opinion;
import io.aiops4j.api.agent.Ranked;
import io.aiops4j.api.compaction.EvidenceDigest;
import io.aiops4j.api.compaction.FaultType;
import io.aiops4j.api.incident.Incident;
import io.aiops4j.api.incident.IncidentState;
import io.aiops4j.api.incident.LoopEvent;
import io.aiops4j.api.incident.Signal;
import io.aiops4j.api.incident.Step;
import io.aiops4j.api.incident.Trigger;
import io.aiops4j.api.journal.IncidentEvent;
import io.aiops4j.api.journal.JournalEntry;
import io.aiops4j.api.safety.ActionIntended;
import io.aiops4j.api.safety.ActionLedger;
import io.aiops4j.api.safety.ActionReported;
import io.aiops4j.api.safety.Actor;
import io.aiops4j.api.safety.BlastRadius;
import io.aiops4j.api.telemetry.Coverage;
import io.aiops4j.api.telemetry.TelemetryQuery;
import io.aiops4j.api.telemetry.TimeRange;
import io.aiops4j.api.telemetry.TrustClass;
import io.aiops4j.api.topology.Component;
import io.aiops4j.api.topology.ComponentKind;
import io.aiops4j.api.topology.Topology;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What the loop does next, state by state: a table without anything outside. */
class DeciderTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final Duration SOON = Duration.ofSeconds(10);
  private static final Duration LAPSED = Duration.ofSeconds(61);
  private static final Duration LATER = Duration.ofMinutes(31);
  private static final Duration MUCH_LATER = Duration.ofDays(4);
  private static final Actor ALICE = new Actor(Actor.Kind.PERSON, "alice");
  private static final Component GPU = Component.of(ComponentKind.GPU, "node-1/gpu-0");
  private static final Component NODE = Component.of(ComponentKind.NODE, "node-1");
  private static final PlanStep DRAIN = PlanStep.of(0, ActionType.DRAIN, NODE);
  private static final PlanStep CORDON = PlanStep.of(1, ActionType.CORDON, NODE);
  private static final RemediationPlan PLAN =
      new RemediationPlan("Drain it", List.of(DRAIN, CORDON), List.of(), List.of());
  private static final TimeRange RANGE = new TimeRange(NOON.minusSeconds(900), NOON);
  private static final IncidentEvent LOOKED =
      new LoopEvent.Compacted(
          List.of(),
          RANGE,
          new EvidenceDigest(
              List.of(),
              List.of(),
              Coverage.complete(TelemetryQuery.builder(RANGE, NOON).build(), 1)));
  private static final IncidentEvent PROPOSED =
      new LoopEvent.PlanProposed(
          new Diagnosis.Hypothesis(GPU, FaultType.HARDWARE, "", "it is hot"), PLAN);

  static Stream<Arguments> table() {
    return Stream.of(
        row("nothing was looked at", "look", SOON),
        row("looked", "ask DETECT", SOON, LOOKED),
        row("blind, just now", "wait TELEMETRY", SOON, LOOKED, held(new Detection.Blind("x"))),
        row(
            "blind, a while ago",
            "look",
            LATER.dividedBy(31),
            LOOKED,
            held(new Detection.Blind("x"))),
        row("blind for too long", "enter ESCALATED", LATER, LOOKED, held(new Detection.Blind("x"))),
        row("absent for long", "enter NO_INCIDENT", LATER, LOOKED, held(new Detection.Absent("x"))),
        row("detected", "look", SOON, in(IncidentState.DETECTED)),
        row("detected before the look", "look", SOON, LOOKED, in(IncidentState.DETECTED)),
        row("detected, looked", "ask LOCALIZE", SOON, in(IncidentState.DETECTED), LOOKED),
        row("localized", "ask DIAGNOSE", SOON, in(IncidentState.LOCALIZED)),
        row("diagnosed", "review", SOON, in(IncidentState.DIAGNOSED)),
        row("reviewed", "ask MITIGATE", SOON, in(IncidentState.REVIEWED)),
        row("suggested", "wait HUMAN_ACTION", SOON, PROPOSED, in(IncidentState.SUGGESTED)),
        row(
            "suggested, done by a person",
            "enter CONFIRMING",
            SOON,
            PROPOSED,
            in(IncidentState.SUGGESTED),
            got(new Signal.HumanActed(ALICE, "drained it", NOON, NOON))),
        row(
            "suggested, declined",
            "enter ESCALATED",
            SOON,
            PROPOSED,
            in(IncidentState.SUGGESTED),
            got(new Signal.Declined(ALICE, "no"))),
        row(
            "suggested in vain",
            "enter ESCALATED",
            Duration.ofHours(25),
            PROPOSED,
            in(IncidentState.SUGGESTED)),
        row("proposed", "dispatch 0", SOON, PROPOSED, in(IncidentState.PROPOSED)),
        row(
            "proposed, one step done",
            "dispatch 1",
            SOON,
            PROPOSED,
            in(IncidentState.ACTING),
            intent("k1", DRAIN),
            said("k1", ActionLedger.Status.DONE),
            in(IncidentState.PROPOSED)),
        row(
            "proposed, all steps done",
            "enter CONFIRMING",
            SOON,
            PROPOSED,
            in(IncidentState.ACTING),
            intent("k1", DRAIN),
            said("k1", ActionLedger.Status.DONE),
            intent("k2", CORDON),
            said("k2", ActionLedger.Status.DONE),
            in(IncidentState.PROPOSED)),
        row(
            "proposed, an intent without an outcome yet",
            "wait ACTION",
            SOON,
            PROPOSED,
            in(IncidentState.PROPOSED),
            intent("k1", DRAIN)),
        row(
            "proposed, an intent without an outcome whose permission has lapsed",
            "enter PROBING",
            LAPSED,
            PROPOSED,
            in(IncidentState.PROPOSED),
            intent("k1", DRAIN)),
        row(
            "acting, under way",
            "probe k1",
            LAPSED,
            PROPOSED,
            in(IncidentState.ACTING),
            intent("k1", DRAIN),
            said("k1", ActionLedger.Status.RUNNING)),
        row(
            "acting, done",
            "enter PROPOSED",
            SOON,
            PROPOSED,
            in(IncidentState.ACTING),
            intent("k1", DRAIN),
            said("k1", ActionLedger.Status.DONE)),
        row(
            "probing, unknown",
            "probe k1",
            LAPSED,
            PROPOSED,
            in(IncidentState.PROBING),
            intent("k1", DRAIN),
            said("k1", ActionLedger.Status.UNKNOWN)),
        row(
            "probing, unknown for too long",
            "enter CONFIRMING",
            LATER,
            PROPOSED,
            in(IncidentState.PROBING),
            intent("k1", DRAIN),
            said("k1", ActionLedger.Status.UNKNOWN)),
        row(
            "acting, called off",
            "probe k1",
            SOON,
            PROPOSED,
            in(IncidentState.ACTING),
            intent("k1", DRAIN),
            got(new Signal.Cancel(ALICE, "stop"))),
        row(
            "rolling back, failed",
            "enter ESCALATED",
            SOON,
            PROPOSED,
            in(IncidentState.ROLLING_BACK),
            intent("k1", DRAIN),
            said("k1", ActionLedger.Status.FAILED)));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("table")
  void saysWhatToDoNext(String when, String next, Duration after, List<IncidentEvent> events) {
    assertThat(decide(after, events)).isEqualTo(next);
  }

  @ParameterizedTest
  @EnumSource(
      value = IncidentState.class,
      mode = EnumSource.Mode.EXCLUDE,
      names = {"RESOLVED", "CLOSED", "ACTING", "PROBING"})
  void aPersonMayCallOffWhateverHasNoActionUnderWay(IncidentState state) {
    List<IncidentEvent> events = new ArrayList<>();
    if (state != IncidentState.OPEN) {
      events.addAll(List.of(PROPOSED, in(state)));
    }
    events.add(got(new Signal.Cancel(ALICE, "stop")));
    assertThat(decide(SOON, events))
        .isEqualTo(state.isTerminal() ? "ended " + state : "enter CANCELLED");
  }

  @ParameterizedTest
  @EnumSource(
      value = IncidentState.class,
      mode = EnumSource.Mode.EXCLUDE,
      names = {"RESOLVED", "CLOSED", "ACTING", "PROBING"})
  void nothingLastsForEver(IncidentState state) {
    List<IncidentEvent> events =
        state == IncidentState.OPEN ? List.of() : List.of(PROPOSED, in(state));
    assertThat(decide(MUCH_LATER, events))
        .isEqualTo(state.isTerminal() ? "ended " + state : "enter ESCALATED");
  }

  @Test
  void anIncidentHasOnlySoManyEvents() {
    assertThat(decide(SOON, Collections.nCopies(1_000, LOOKED))).isEqualTo("enter ESCALATED");
  }

  @Test
  void decidesTheSameForTheSameEventsAndTime() {
    table()
        .forEach(
            row -> {
              Duration after = (Duration) row.get()[2];
              @SuppressWarnings("unchecked")
              List<IncidentEvent> events = (List<IncidentEvent>) row.get()[3];
              assertThat(decide(after, events)).isEqualTo(decide(after, events));
            });
  }

  private static String decide(Duration after, List<IncidentEvent> events) {
    Command command =
        new Decider(LoopSettings.standard()).decide(incident(events), NOON.plus(after));
    if (command instanceof Command.Ask ask) {
      return "ask " + ask.phase();
    } else if (command instanceof Command.Dispatch dispatch) {
      return "dispatch " + dispatch.stepIndex();
    } else if (command instanceof Command.Probe probe) {
      return "probe " + probe.key();
    } else if (command instanceof Command.Write write) {
      return "enter " + ((LoopEvent.StateEntered) write.events().get(0)).state();
    } else if (command instanceof Command.Wait wait && wait.step() instanceof Step.At at) {
      return "wait " + at.reason().kind();
    } else if (command instanceof Command.Wait wait && wait.step() instanceof Step.Ended ended) {
      return "ended " + ended.state();
    }
    return command.getClass().getSimpleName().toLowerCase(Locale.ROOT);
  }

  private static Incident incident(List<IncidentEvent> events) {
    IncidentId id = new IncidentId("inc-1");
    Trigger alert =
        new Trigger(
            "alerts", "hot", NOON, new TreeSet<>(Set.of(GPU)), "hot", TrustClass.NODE_AGENT);
    List<JournalEntry> entries = new ArrayList<>();
    entries.add(new JournalEntry(id, 1, 1, NOON, new LoopEvent.Opened(alert)));
    for (IncidentEvent event : events) {
      int place = entries.size() + 1;
      entries.add(new JournalEntry(id, place, place, NOON, event));
    }
    return Incident.fold(id, entries);
  }

  private static Arguments row(String when, String next, Duration after, IncidentEvent... events) {
    return Arguments.of(when, next, after, List.of(events));
  }

  private static IncidentEvent in(IncidentState state) {
    return new LoopEvent.StateEntered(state, "as the table has it");
  }

  private static IncidentEvent got(Signal signal) {
    return new LoopEvent.SignalReceived(signal);
  }

  private static IncidentEvent held(Detection detection) {
    return new LoopEvent.DetectionHeld(
        new Opinion<>("test", List.of(new Ranked<>(detection, 1, List.of(), "")), "looked"));
  }

  private static IncidentEvent said(String key, ActionLedger.Status status) {
    return new ActionReported(key, status, "said");
  }

  private static IncidentEvent intent(String key, PlanStep step) {
    return new ActionIntended(
        key,
        PLAN.digest(),
        step,
        1,
        "",
        ALICE,
        "",
        "policy",
        "digest",
        BlastRadius.of(step, Topology.empty()),
        NOON.plusSeconds(60));
  }
}
