package io.aiops4j.guardrails;

import io.aiops4j.api.IncidentId;
import io.aiops4j.api.action.ActionType;
import io.aiops4j.api.action.PlanStep;
import io.aiops4j.api.action.RemediationPlan;
import io.aiops4j.api.agent.Diagnosis;
import io.aiops4j.api.compaction.Evidence;
import io.aiops4j.api.compaction.EvidenceDigest;
import io.aiops4j.api.compaction.FaultType;
import io.aiops4j.api.journal.IncidentEvent;
import io.aiops4j.api.journal.JournalEntry;
import io.aiops4j.api.safety.ActionIntended;
import io.aiops4j.api.safety.ActionLedger;
import io.aiops4j.api.safety.ActionReported;
import io.aiops4j.api.safety.ActionRequest;
import io.aiops4j.api.safety.ActionVerified;
import io.aiops4j.api.safety.Actor;
import io.aiops4j.api.safety.BlastRadius;
import io.aiops4j.api.safety.PolicyContext;
import io.aiops4j.api.telemetry.Coverage;
import io.aiops4j.api.telemetry.Modality;
import io.aiops4j.api.telemetry.TelemetryQuery;
import io.aiops4j.api.telemetry.TimeRange;
import io.aiops4j.api.telemetry.TrustClass;
import io.aiops4j.api.topology.Component;
import io.aiops4j.api.topology.ComponentKind;
import io.aiops4j.api.topology.Relation;
import io.aiops4j.api.topology.Topology;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A fleet of so many nodes with two GPUs each, its history, and questions about it. */
final class Fleet {
  /** A Wednesday. */
  static final Instant NOON = Instant.parse("2026-03-04T12:00:00Z");

  static final IncidentId INCIDENT = new IncidentId("inc-1");
  static final Actor LOOP = new Actor(Actor.Kind.SERVICE, "aiops4j");

  final Topology.Builder topology = Topology.builder();
  final List<Evidence> evidence = new ArrayList<>();
  private final List<JournalEntry> ledger = new ArrayList<>();
  String incidentClass = "gpu-thermal-throttle";
  Instant now = NOON;

  private Fleet() {}

  static Fleet of(int nodes) {
    Fleet fleet = new Fleet();
    for (int i = 0; i < nodes; i++) {
      fleet
          .topology
          .edge(gpu(i, 0), Relation.PART_OF, node(i))
          .edge(gpu(i, 1), Relation.PART_OF, node(i));
    }
    return fleet;
  }

  static Component node(int index) {
    return Component.of(ComponentKind.NODE, "node-" + index);
  }

  static Component gpu(int node, int index) {
    return Component.of(ComponentKind.GPU, "node-" + node + "/gpu-" + index);
  }

  static Component pod(String name, String uid) {
    return new Component(ComponentKind.POD, "shop", name, uid);
  }

  /** Makes fresh evidence about a component. */
  Fleet sees(Component component, Modality modality, String kind, TrustClass trust) {
    TimeRange range = new TimeRange(NOON.minusSeconds(300), NOON);
    evidence.add(
        Evidence.builder(modality, component, kind, range)
            .trust(trust)
            .strength(6)
            .statement(component + " shows " + kind + " " + evidence.size())
            .query(TelemetryQuery.builder(range, NOON).build())
            .build());
    return this;
  }

  /** Adds an action to the history: its intent, and its report unless that says INTENDED. */
  Fleet acted(
      String incident,
      int attempt,
      ActionType type,
      Component target,
      Duration ago,
      ActionLedger.Status status) {
    String key = "key-" + ledger.size();
    PlanStep step = PlanStep.of(0, type, target);
    Instant at = now.minus(ago);
    journal(
        incident,
        at,
        new ActionIntended(
            key,
            plan(step).digest(),
            step,
            attempt,
            incidentClass,
            LOOP,
            "",
            "policy",
            "digest",
            BlastRadius.of(step, topology.build()),
            at.plusSeconds(60)));
    if (status != ActionLedger.Status.INTENDED) {
      journal(incident, at, new ActionReported(key, status, "said"));
    }
    return this;
  }

  /** Adds what telemetry said of such an attempt. */
  Fleet verified(
      String incident, int attempt, ActionType type, Component target, boolean recovered) {
    String digest = plan(PlanStep.of(0, type, target)).digest();
    journal(incident, now, new ActionVerified(digest, attempt, recovered));
    return this;
  }

  PolicyContext wants(ActionType type, Component target) {
    return wants(1, PlanStep.of(0, type, target));
  }

  PolicyContext wants(int attempt, PlanStep... steps) {
    Diagnosis hunch =
        new Diagnosis.Hypothesis(steps[0].target(), FaultType.HARDWARE, incidentClass, "it is hot");
    ActionRequest request =
        ActionRequest.builder(INCIDENT, plan(steps), hunch, LOOP)
            .attempt(attempt)
            .cited(evidence)
            .build();
    TimeRange range = new TimeRange(NOON.minusSeconds(300), NOON);
    Coverage coverage =
        Coverage.complete(TelemetryQuery.builder(range, NOON).build(), evidence.size());
    return new PolicyContext(
        request,
        new EvidenceDigest(evidence, List.of(), coverage),
        topology.build(),
        ActionLedger.fold(ledger),
        now);
  }

  static RemediationPlan plan(PlanStep... steps) {
    return new RemediationPlan("plan", List.of(steps), List.of(), List.of());
  }

  private void journal(String incident, Instant at, IncidentEvent event) {
    int place = ledger.size();
    ledger.add(new JournalEntry(new IncidentId(incident), place + 1, place, at, event));
  }
}
