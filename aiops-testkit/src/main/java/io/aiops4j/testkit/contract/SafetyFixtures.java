package io.aiops4j.testkit.contract;

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
import io.aiops4j.api.safety.ApprovalRequest;
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

/** A small fleet and contexts over it, so that a contract meets a policy with many situations. */
final class SafetyFixtures {
  static final Instant NOON = Instant.parse("2026-03-04T12:00:00Z");
  static final IncidentId INCIDENT = new IncidentId("inc-1");
  static final Actor LOOP = new Actor(Actor.Kind.SERVICE, "aiops4j");
  static final Actor ALICE = new Actor(Actor.Kind.PERSON, "alice");
  static final Actor BOB = new Actor(Actor.Kind.PERSON, "bob");
  static final Component NODE = node(0);
  static final Component PROTECTED_NODE = node(3);
  static final Component GPU = gpu(0);
  static final Component POD = new Component(ComponentKind.POD, "shop", "cart-1", "uid-1");

  private SafetyFixtures() {}

  static Component node(int index) {
    return Component.of(ComponentKind.NODE, "node-" + index);
  }

  static Component gpu(int node) {
    return Component.of(ComponentKind.GPU, "node-" + node + "/gpu-0");
  }

  static Topology topology() {
    Topology.Builder fleet = Topology.builder();
    for (int i = 0; i < 4; i++) {
      fleet.component(node(i), "pool=" + (i < 2 ? "training" : "serving"));
      fleet.edge(gpu(i), Relation.PART_OF, node(i));
    }
    return fleet
        .component(PROTECTED_NODE, "protected")
        .edge(Component.of(ComponentKind.JOB, "train-7"), Relation.RUNS_ON, GPU)
        .edge(Component.of(ComponentKind.JOB, "train-7"), Relation.RUNS_ON, gpu(1))
        .edge(POD, Relation.RUNS_ON, node(2))
        .edge(POD, Relation.PART_OF, Component.service("cart"))
        .build();
  }

  /** Every combination of a few steps, amounts of evidence, histories and times. */
  static List<PolicyContext> contexts() {
    List<PolicyContext> contexts = new ArrayList<>();
    for (PlanStep step : steps()) {
      for (EvidenceDigest evidence : digests(step.target())) {
        for (ActionLedger ledger : ledgers(step)) {
          for (Instant now : List.of(NOON, NOON.plus(Duration.ofHours(85)))) {
            contexts.add(
                new PolicyContext(request(step, evidence), evidence, topology(), ledger, now));
          }
        }
      }
    }
    return contexts;
  }

  static List<PlanStep> steps() {
    return List.of(
        PlanStep.of(0, ActionType.CORDON, NODE),
        PlanStep.of(0, ActionType.REBOOT, PROTECTED_NODE),
        PlanStep.of(0, ActionType.REBOOT, Component.of(ComponentKind.NODE, "gone")),
        PlanStep.of(0, ActionType.RESET_GPU, GPU),
        PlanStep.of(0, ActionType.RESTART, POD));
  }

  static RemediationPlan plan(PlanStep... steps) {
    return new RemediationPlan("plan", List.of(steps), List.of(), List.of());
  }

  static ActionRequest request(PlanStep step, EvidenceDigest evidence) {
    return ActionRequest.builder(INCIDENT, plan(step), diagnosis(step.target(), evidence), LOOP)
        .onset(NOON.minusSeconds(600))
        .cited(evidence.items())
        .build();
  }

  static ApprovalRequest question(PlanStep step) {
    return new ApprovalRequest(
        INCIDENT,
        plan(step),
        diagnosis(step.target(), digest()),
        BlastRadius.of(step, topology()),
        "It cannot be taken back",
        "on-call",
        NOON.plus(Duration.ofHours(1)));
  }

  static Evidence evidence(Component component, Modality modality, String kind, TrustClass trust) {
    TimeRange range = new TimeRange(NOON.minusSeconds(300), NOON);
    return Evidence.builder(modality, component, kind, range)
        .trust(trust)
        .strength(6)
        .statement(component + " shows " + kind)
        .query(TelemetryQuery.builder(range, NOON).build())
        .build();
  }

  static EvidenceDigest digest(Evidence... items) {
    TimeRange range = new TimeRange(NOON.minusSeconds(300), NOON);
    TelemetryQuery query = TelemetryQuery.builder(range, NOON).build();
    return new EvidenceDigest(List.of(items), List.of(), Coverage.complete(query, items.length));
  }

  static ActionIntended intent(PlanStep step, String key, int attempt) {
    return new ActionIntended(
        key,
        plan(step).digest(),
        step,
        attempt,
        "gpu-thermal-throttle",
        LOOP,
        "",
        "policy",
        "digest",
        BlastRadius.of(step, topology()),
        NOON.plusSeconds(60));
  }

  private static Diagnosis diagnosis(Component system, EvidenceDigest evidence) {
    List<String> ids = evidence.items().stream().map(Evidence::id).toList();
    return ids.isEmpty()
        ? new Diagnosis.Hypothesis(system, FaultType.HARDWARE, "gpu-thermal-throttle", "it is hot")
        : new Diagnosis.Finding(
            system, FaultType.HARDWARE, "gpu-thermal-throttle", "it is hot", ids);
  }

  private static List<EvidenceDigest> digests(Component target) {
    Evidence metric = evidence(target, Modality.METRICS, "metric.shift", TrustClass.NODE_AGENT);
    Evidence log = evidence(target, Modality.LOGS, "log.signature", TrustClass.KERNEL);
    Evidence hearsay = evidence(target, Modality.LOGS, "log.rare", TrustClass.WORKLOAD);
    return List.of(digest(), digest(hearsay), digest(metric), digest(metric, log));
  }

  private static List<ActionLedger> ledgers(PlanStep step) {
    ActionIntended intent = intent(step, "key-1", 1);
    ActionReported done = new ActionReported("key-1", ActionLedger.Status.DONE, "done");
    ActionVerified useless = new ActionVerified(intent.planDigest(), 1, false);
    return List.of(
        ledger("inc-0"),
        ledger("inc-0", intent),
        ledger("inc-0", intent, done, useless),
        ledger("inc-1", intent, done));
  }

  private static ActionLedger ledger(String incident, IncidentEvent... events) {
    List<JournalEntry> entries = new ArrayList<>();
    for (IncidentEvent event : events) {
      int place = entries.size();
      Instant at = NOON.minusSeconds(120 - 30L * place);
      entries.add(new JournalEntry(new IncidentId(incident), place + 1, place, at, event));
    }
    return ActionLedger.fold(entries);
  }
}
