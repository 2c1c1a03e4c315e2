package io.aiops4j.api.safety;

import io.aiops4j.api.IncidentId;
import io.aiops4j.api.action.ActionOutcome;
import io.aiops4j.api.action.ActionType;
import io.aiops4j.api.action.PlanStep;
import io.aiops4j.api.action.ProbeResult;
import io.aiops4j.api.action.RemediationPlan;
import io.aiops4j.api.agent.Diagnosis;
import io.aiops4j.api.compaction.Evidence;
import io.aiops4j.api.compaction.EvidenceDigest;
import io.aiops4j.api.compaction.FaultType;
import io.aiops4j.api.journal.Append;
import io.aiops4j.api.journal.AppendResult;
import io.aiops4j.api.journal.IncidentEvent;
import io.aiops4j.api.journal.IncidentJournal;
import io.aiops4j.api.journal.JournalEntry;
import io.aiops4j.api.journal.LedgerEvent;
import io.aiops4j.api.telemetry.Coverage;
import io.aiops4j.api.telemetry.Modality;
import io.aiops4j.api.telemetry.TelemetryQuery;
import io.aiops4j.api.telemetry.TimeRange;
import io.aiops4j.api.telemetry.TrustClass;
import io.aiops4j.api.topology.Component;
import io.aiops4j.api.topology.ComponentKind;
import io.aiops4j.api.topology.Relation;
import io.aiops4j.api.topology.Topology;
import io.aiops4j.api.topology.TopologySource;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;

/** A small fleet with a sick node, and honest parts around a gate that tests replace one by one. */
final class Kernel {
  static final Instant NOON = Instant.parse("2026-03-04T12:00:00Z");
  static final IncidentId INCIDENT = new IncidentId("inc-1");
  static final IncidentId OTHER_INCIDENT = new IncidentId("inc-2");
  static final Component NODE = Component.of(ComponentKind.NODE, "node-1");
  static final Component OTHER_NODE = Component.of(ComponentKind.NODE, "node-2");
  static final Component GPU = Component.of(ComponentKind.GPU, "node-1/gpu-0");
  static final Component JOB = Component.of(ComponentKind.JOB, "train-7");
  static final Actor LOOP = new Actor(Actor.Kind.SERVICE, "aiops4j");
  static final Actor ALICE = new Actor(Actor.Kind.PERSON, "alice");
  static final Topology TOPOLOGY =
      Topology.builder()
          .edge(GPU, Relation.PART_OF, NODE)
          .edge(JOB, Relation.RUNS_ON, GPU)
          .component(OTHER_NODE)
          .build();
  static final GuardrailPolicy ALLOWS = policy("allows", context -> new Decision.Allow("fine"));
  static final Evidence WITNESS = evidence(NODE, TrustClass.NODE_AGENT, "thermal throttling");
  static final RemediationPlan CORDON =
      new RemediationPlan(
          "Cordon node-1",
          List.of(PlanStep.of(0, ActionType.CORDON, NODE)),
          List.of(WITNESS.id()),
          List.of());

  final List<Instant> lookedAt = new ArrayList<>();
  Instant now = NOON;
  MemoryJournal journal = new MemoryJournal();
  FreshLook look = (onset, at) -> digest(WITNESS);
  List<GuardrailPolicy> policies = List.of(ALLOWS);
  AutonomyLadder ladder = AutonomyLadder.fixed(AutonomyLevel.AUTO);
  ApprovalDesk desk = ApprovalDesk.closed();
  MandateVerifier mandates = mandate -> false;
  HostCoordinator host = HostCoordinator.unconcerned();

  ActionGate gate() {
    return gate(journal);
  }

  ActionGate gate(IncidentJournal ofGate) {
    FreshLook counted =
        (onset, at) -> {
          lookedAt.add(at);
          return look.look(onset, at);
        };
    return ActionGate.builder(ofGate, TopologySource.fixed(TOPOLOGY), counted, policies)
        .autonomy(ladder)
        .approvals(desk)
        .mandates(mandates)
        .host(host)
        .clock(() -> now)
        .build();
  }

  ActionRequest request() {
    return requestBuilder(CORDON).build();
  }

  ActionRequest.Builder requestBuilder(RemediationPlan plan) {
    return ActionRequest.builder(INCIDENT, plan, finding(), LOOP)
        .sequence(journal.read(INCIDENT).size())
        .onset(NOON.minusSeconds(600))
        .cited(List.of(WITNESS));
  }

  Diagnosis finding() {
    return new Diagnosis.Finding(
        NODE, FaultType.HARDWARE, "gpu-thermal-throttle", "node-1 is hot", List.of(WITNESS.id()));
  }

  void report(ActionRequest request, ActionLedger.Status status) {
    journal.append(
        Append.after(
            request.incident(),
            journal.read(request.incident()).size(),
            now,
            List.of(new ActionReported(request.key(), status, "said"))));
  }

  static GuardrailPolicy policy(String id, Function<PolicyContext, Decision> judge) {
    return new GuardrailPolicy() {
      @Override
      public String id() {
        return id;
      }

      @Override
      public Decision judge(PolicyContext context) {
        return judge.apply(context);
      }
    };
  }

  static Evidence evidence(Component component, TrustClass trust, String statement) {
    return evidence(Modality.METRICS, component, trust, 6, statement);
  }

  static Evidence evidence(
      Modality modality, Component component, TrustClass trust, double strength, String statement) {
    TimeRange range = new TimeRange(NOON.minusSeconds(300), NOON);
    return Evidence.builder(modality, component, "metric.shift", range)
        .trust(trust)
        .strength(strength)
        .statement(statement)
        .query(TelemetryQuery.builder(range, NOON).build())
        .build();
  }

  static EvidenceDigest digest(Evidence... items) {
    TimeRange range = new TimeRange(NOON.minusSeconds(300), NOON);
    TelemetryQuery query = TelemetryQuery.builder(range, NOON).build();
    return new EvidenceDigest(List.of(items), List.of(), Coverage.complete(query, items.length));
  }

  /** An actuator that remembers its calls and behaves as it is told. */
  static final class Arm implements Actuator {
    final List<ApprovedAction> given = new ArrayList<>();
    final List<PlanStep> done = new ArrayList<>();
    BiFunction<ApprovedAction, DispatchContext, ActionOutcome> behaviour =
        (action, context) -> {
          done.add(action.redeem());
          return new ActionOutcome.Done("done");
        };

    @Override
    public Set<String> actions() {
      return Set.of("cordon", "uncordon", "drain", "reboot");
    }

    @Override
    public ActionOutcome start(ApprovedAction action, DispatchContext context) {
      given.add(action);
      return behaviour.apply(action, context);
    }

    @Override
    public ProbeResult probe(String idempotencyKey) {
      return ProbeResult.UNKNOWN;
    }
  }

  /** An honest journal in memory; tests hook in what happens just before an append. */
  static final class MemoryJournal implements IncidentJournal {
    private final List<JournalEntry> entries = new ArrayList<>();
    Runnable beforeAppend = () -> {};

    @Override
    public AppendResult append(Append append) {
      Runnable hook = beforeAppend;
      beforeAppend = () -> {};
      hook.run();
      synchronized (this) {
        long last = read(append.incident()).size();
        if (last != append.expectedSequence()) {
          return new AppendResult.SequenceConflict(last);
        }
        long version = readLedger().size();
        if (append.ledgerVersion().isPresent() && append.ledgerVersion().getAsLong() != version) {
          return new AppendResult.LedgerMoved(version);
        }
        for (IncidentEvent event : append.events()) {
          entries.add(
              new JournalEntry(append.incident(), ++last, entries.size(), append.at(), event));
        }
        return new AppendResult.Appended(last);
      }
    }

    @Override
    public synchronized List<JournalEntry> read(IncidentId incident) {
      return entries.stream().filter(entry -> entry.incident().equals(incident)).toList();
    }

    @Override
    public synchronized List<JournalEntry> readLedger() {
      return entries.stream().filter(entry -> entry.event() instanceof LedgerEvent).toList();
    }

    @Override
    public synchronized List<IncidentId> incidents() {
      return entries.stream().map(JournalEntry::incident).distinct().sorted().toList();
    }

    Optional<ActionIntended> onlyIntent() {
      return readLedger().stream()
          .map(JournalEntry::event)
          .filter(ActionIntended.class::isInstance)
          .map(ActionIntended.class::cast)
          .findFirst();
    }
  }
}
