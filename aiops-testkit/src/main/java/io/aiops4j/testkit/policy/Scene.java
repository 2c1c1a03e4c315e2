package io.aiops4j.testkit.policy;

import io.aiops4j.api.IncidentId;
import io.aiops4j.api.action.ActionType;
import io.aiops4j.api.action.ParameterType;
import io.aiops4j.api.action.PlanStep;
import io.aiops4j.api.action.RemediationPlan;
import io.aiops4j.api.agent.Diagnosis;
import io.aiops4j.api.compaction.Evidence;
import io.aiops4j.api.compaction.EvidenceDigest;
import io.aiops4j.api.journal.JournalEntry;
import io.aiops4j.api.journal.LedgerEvent;
import io.aiops4j.api.safety.ActionIntended;
import io.aiops4j.api.safety.ActionLedger;
import io.aiops4j.api.safety.ActionReported;
import io.aiops4j.api.safety.ActionRequest;
import io.aiops4j.api.safety.ActionVerified;
import io.aiops4j.api.safety.Actor;
import io.aiops4j.api.safety.Approval;
import io.aiops4j.api.safety.BlastRadius;
import io.aiops4j.api.safety.PolicyContext;
import io.aiops4j.api.telemetry.Coverage;
import io.aiops4j.api.telemetry.TelemetryQuery;
import io.aiops4j.api.telemetry.TimeRange;
import io.aiops4j.api.topology.Component;
import io.aiops4j.api.topology.ComponentKind;
import io.aiops4j.api.topology.Relation;
import io.aiops4j.api.topology.Topology;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Makes the api's own values of what a test wished for. */
final class Scene {
  static final Topology SAMPLE = SampleFleet.topology();

  private static final IncidentId INCIDENT = new IncidentId("incident-now");
  private static final Actor LOOP = new Actor(Actor.Kind.SERVICE, "loop");
  private static final Actor PERSON = new Actor(Actor.Kind.PERSON, "on-call");
  private static final Duration LOOK = Duration.ofMinutes(5);

  final Situation.Builder wish;
  private final ComponentKind kind;
  private final List<Component> peers;
  private final List<JournalEntry> ledger = new ArrayList<>();
  private int actions;
  private int attempts;

  Scene(Situation.Builder wish) {
    this.wish = wish;
    this.kind = wish.kind == null ? wish.action.targets().first() : wish.kind;
    this.peers = peers();
  }

  /** The target first, then the others of its kind. */
  private List<Component> peers() {
    List<Component> all = new ArrayList<>(SampleFleet.of(kind, wish.topology));
    if (!wish.known) {
      all.add(0, new Component(kind, "", "gone", ""));
    } else if (wish.target != null) {
      all.remove(wish.target);
      all.add(0, wish.target);
    }
    return all;
  }

  Optional<String> misfit() {
    List<ActionType> wanted = new ArrayList<>(List.of(wish.action));
    wish.past.forEach(past -> past.action().ifPresent(wanted::add));
    for (ActionType action : wanted) {
      if (!action.targets().contains(kind)) {
        return Optional.of(
            action + " does not apply to a " + kind + "; ask for one of " + action.targets());
      }
    }
    int needed = wish.targets;
    for (Past past : wish.past) {
      needed = past.elsewhere() ? Math.max(needed, 1 + past.times()) : needed;
    }
    if (wish.targets < 1 || peers.size() < needed) {
      return Optional.of(
          "The fleet has "
              + peers.size()
              + " of the kind "
              + kind
              + ", and the situation needs "
              + needed
              + "; ask for fewer, at least one target, or bring a larger topology");
    }
    return Optional.empty();
  }

  ActionRequest request() {
    RemediationPlan plan = plan();
    List<Evidence> evidence = evidence();
    List<String> ids = evidence.stream().map(Evidence::id).toList();
    String claim = wish.incidentClass.isEmpty() ? "something is wrong" : wish.incidentClass;
    Component target = peers.get(0);
    Diagnosis diagnosis =
        ids.isEmpty()
            ? new Diagnosis.Hypothesis(target, wish.faultType, wish.incidentClass, claim)
            : new Diagnosis.Finding(target, wish.faultType, wish.incidentClass, claim, ids);
    return ActionRequest.builder(INCIDENT, plan, diagnosis, LOOP)
        .onset(wish.now.minus(wish.evidenceAge).minus(LOOK))
        .attempt(attempt())
        .cited(evidence)
        .approvals(wish.approved ? List.of(approval()) : List.of())
        .build();
  }

  private int attempt() {
    int before = 0;
    for (Past past : wish.past) {
      before += past.sameIncident() ? past.times() : 0;
    }
    return wish.attempt == 0 ? 1 + before : wish.attempt;
  }

  PolicyContext context(ActionRequest request) {
    Topology topology = topology();
    wish.past.stream()
        .sorted(Comparator.comparing((Past past) -> past.ago()).reversed())
        .forEach(past -> remember(past, topology));
    TelemetryQuery query = TelemetryQuery.builder(look(), wish.now).build();
    EvidenceDigest digest =
        new EvidenceDigest(
            request.cited(), List.of(), Coverage.complete(query, request.cited().size()));
    return new PolicyContext(request, digest, topology, ActionLedger.fold(ledger), wish.now);
  }

  List<JournalEntry> ledger() {
    return ledger;
  }

  Approval approval() {
    return new Approval(
        "approval-1",
        plan().digest(),
        PERSON,
        wish.now.minusSeconds(60),
        wish.now.plusSeconds(600));
  }

  private RemediationPlan plan() {
    List<PlanStep> steps = new ArrayList<>();
    for (Component target : peers.subList(0, wish.targets)) {
      steps.add(new PlanStep(steps.size(), wish.action, target, parameters(wish.action)));
    }
    return new RemediationPlan("plan", steps, List.of(), List.of());
  }

  private static SortedMap<String, String> parameters(ActionType action) {
    SortedMap<String, String> parameters = new TreeMap<>();
    action
        .parameters()
        .forEach((name, type) -> parameters.put(name, type == ParameterType.COUNT ? "2" : "other"));
    return parameters;
  }

  private TimeRange look() {
    Instant end = wish.now.minus(wish.evidenceAge);
    return new TimeRange(end.minus(LOOK), end);
  }

  private List<Evidence> evidence() {
    TelemetryQuery query = TelemetryQuery.builder(look(), wish.now).build();
    List<Evidence> evidence = new ArrayList<>();
    for (Witness witness : wish.witnesses) {
      evidence.add(
          Evidence.builder(witness.modality(), peers.get(0), witness.kind(), look())
              .trust(witness.trust())
              .strength(wish.strength)
              .speaksFor(wish.faultType)
              .statement(peers.get(0) + " shows " + witness.kind() + " " + (1 + evidence.size()))
              .query(query)
              .build());
    }
    return evidence;
  }

  /** The wished topology with the wished traits at the target. */
  private Topology topology() {
    if (wish.traits.isEmpty() || !wish.known) {
      return wish.topology;
    }
    List<String> traits = List.copyOf(wish.traits);
    List<Object> key = List.of(wish.topology.fingerprint(), peers.get(0), traits);
    return wish.made.computeIfAbsent(key, absent -> withTraits(traits));
  }

  private Topology withTraits(List<String> traits) {
    Topology.Builder copy = Topology.builder();
    for (Component component : wish.topology.components()) {
      copy.component(component, wish.topology.traits(component).toArray(String[]::new));
      for (Relation relation : Relation.values()) {
        wish.topology.from(component, relation).forEach(to -> copy.edge(component, relation, to));
      }
      wish.topology.successor(component).ifPresent(next -> copy.succession(component, next));
    }
    return copy.component(peers.get(0), traits.toArray(String[]::new)).build();
  }

  private void remember(Past past, Topology topology) {
    ActionType action = past.action().orElse(wish.action);
    for (int i = 0; i < past.times(); i++) {
      actions++;
      Component target = peers.get(past.elsewhere() ? 1 + i : 0);
      PlanStep step = new PlanStep(0, action, target, parameters(action));
      RemediationPlan plan = new RemediationPlan("past", List.of(step), List.of(), List.of());
      int attempt = past.sameIncident() ? ++attempts : 1;
      IncidentId incident = past.sameIncident() ? INCIDENT : new IncidentId("incident-" + actions);
      Instant at = wish.now.minus(past.ago());
      String key = "key-" + actions;
      write(
          incident,
          at,
          new ActionIntended(
              key,
              plan.digest(),
              step,
              attempt,
              wish.incidentClass,
              LOOP,
              "",
              "policies",
              "evidence",
              BlastRadius.of(step, topology),
              at.plusSeconds(60)));
      write(incident, at, new ActionReported(key, past.status(), "said"));
      past.recovered()
          .ifPresent(
              helped -> write(incident, at, new ActionVerified(plan.digest(), attempt, helped)));
    }
  }

  private void write(IncidentId incident, Instant at, LedgerEvent event) {
    int place = ledger.size();
    ledger.add(new JournalEntry(incident, place + 1, place, at, event));
  }
}
