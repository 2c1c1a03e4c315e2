package io.aiops4j.loop;

import io.aiops4j.agents.journal.InMemoryJournal;
import io.aiops4j.agents.loop.LoopEngine;
import io.aiops4j.agents.loop.LoopSettings;
import io.aiops4j.agents.mitigate.ClassRunbook;
import io.aiops4j.agents.mitigate.RunbookMitigator;
import io.aiops4j.api.action.ActionOutcome;
import io.aiops4j.api.action.ActionType;
import io.aiops4j.api.action.ProbeResult;
import io.aiops4j.api.agent.Analysis;
import io.aiops4j.api.agent.Detection;
import io.aiops4j.api.agent.Detector;
import io.aiops4j.api.agent.Diagnoser;
import io.aiops4j.api.agent.Diagnosis;
import io.aiops4j.api.agent.Localizer;
import io.aiops4j.api.agent.Mitigator;
import io.aiops4j.api.agent.Opinion;
import io.aiops4j.api.agent.Ranked;
import io.aiops4j.api.agent.Reviewer;
import io.aiops4j.api.compaction.Accumulator;
import io.aiops4j.api.compaction.CompactionWindow;
import io.aiops4j.api.compaction.Compactor;
import io.aiops4j.api.compaction.Evidence;
import io.aiops4j.api.compaction.EvidenceBudget;
import io.aiops4j.api.compaction.EvidenceDigest;
import io.aiops4j.api.compaction.FaultType;
import io.aiops4j.api.incident.Incident;
import io.aiops4j.api.incident.IncidentListener;
import io.aiops4j.api.incident.Pacer;
import io.aiops4j.api.incident.Trigger;
import io.aiops4j.api.recovery.RecoveryQuestion;
import io.aiops4j.api.recovery.RecoveryVerdict;
import io.aiops4j.api.recovery.RecoveryVerifier;
import io.aiops4j.api.recovery.SignalReport;
import io.aiops4j.api.safety.ActionGate;
import io.aiops4j.api.safety.Actuator;
import io.aiops4j.api.safety.ApprovalDesk;
import io.aiops4j.api.safety.ApprovedAction;
import io.aiops4j.api.safety.AutonomyLadder;
import io.aiops4j.api.safety.AutonomyLevel;
import io.aiops4j.api.safety.Decision;
import io.aiops4j.api.safety.DispatchContext;
import io.aiops4j.api.safety.FreshLook;
import io.aiops4j.api.safety.GuardrailPolicy;
import io.aiops4j.api.safety.HostCoordinator;
import io.aiops4j.api.safety.PolicyContext;
import io.aiops4j.api.signal.Band;
import io.aiops4j.api.signal.PinnedSignal;
import io.aiops4j.api.signal.Reducer;
import io.aiops4j.api.signal.SignalQuery;
import io.aiops4j.api.telemetry.Coverage;
import io.aiops4j.api.telemetry.Modality;
import io.aiops4j.api.telemetry.TelemetryQuery;
import io.aiops4j.api.telemetry.TelemetrySource;
import io.aiops4j.api.telemetry.TimeRange;
import io.aiops4j.api.telemetry.TrustClass;
import io.aiops4j.api.topology.Component;
import io.aiops4j.api.topology.ComponentKind;
import io.aiops4j.api.topology.Relation;
import io.aiops4j.api.topology.Topology;
import io.aiops4j.api.topology.TopologySource;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;

/**
 * A loop with a real engine, gate and journal, whose surroundings do as a test says: what telemetry
 * shows, what agents hold, what actuators answer and what the verifier finds.
 */
final class ScriptedWorld {
  static final Instant START = Instant.parse("2026-03-01T10:00:00Z");
  static final Component NODE = Component.of(ComponentKind.NODE, "node-1");
  static final Component GPU = Component.of(ComponentKind.GPU, "node-1/gpu-0");
  static final Topology TOPOLOGY = Topology.builder().edge(GPU, Relation.PART_OF, NODE).build();
  static final PinnedSignal SIGNAL =
      new PinnedSignal(
          new SignalQuery(Modality.METRICS, GPU, "temperature", new TreeMap<>()),
          Reducer.VALUE,
          Band.atMost(80),
          Optional.empty());

  private Instant now = START;
  final InMemoryJournal journal = new InMemoryJournal();
  final List<String> actions = new ArrayList<>();
  final Deque<RecoveryVerdict> verdicts = new ArrayDeque<>();
  final List<RecoveryQuestion> questions = new ArrayList<>();
  List<Evidence> evidence = List.of(hot(GPU));
  TelemetrySource telemetry = (query, sink) -> Coverage.complete(query, 100);
  Detector detector = file -> detected();
  Localizer localizer = file -> localized(file.digest());
  Diagnoser diagnoser = file -> diagnosed(file.digest(), file.refuted());
  Mitigator mitigator =
      new RunbookMitigator(
          List.of(new ClassRunbook("cool", Set.of("hot"), ActionType.DRAIN, "Drain it")));
  List<Reviewer> reviewers = List.of();
  AutonomyLevel autonomy = AutonomyLevel.AUTO;
  ApprovalDesk desk = ApprovalDesk.closed();
  HostCoordinator host = HostCoordinator.unconcerned();
  GuardrailPolicy policy =
      new GuardrailPolicy() {
        @Override
        public String id() {
          return "allow-everything";
        }

        @Override
        public Decision judge(PolicyContext context) {
          return new Decision.Allow("nothing against it");
        }
      };
  Supplier<ActionOutcome> outcome = () -> new ActionOutcome.Done("done, it says");
  Supplier<ProbeResult> probe = () -> ProbeResult.UNKNOWN;
  LoopSettings settings = LoopSettings.standard();
  List<IncidentListener> listeners = List.of();

  Instant now() {
    return now;
  }

  void pass(Duration time) {
    now = now.plus(time);
  }

  LoopEngine loop() {
    TopologySource topology = TopologySource.fixed(TOPOLOGY);
    FreshLook look =
        (onset, instant) ->
            new EvidenceDigest(
                evidence,
                List.of(),
                Coverage.complete(
                    TelemetryQuery.builder(new TimeRange(onset, instant), instant).build(), 100));
    ActionGate gate =
        ActionGate.builder(journal, topology, look, List.of(policy))
            .autonomy(AutonomyLadder.fixed(autonomy))
            .approvals(desk)
            .host(host)
            .clock(this::now)
            .build();
    return LoopEngine.builder(
            telemetry,
            new ScriptedCompactor(),
            new LoopEngine.Agents(
                file -> detector.detect(file),
                file -> localizer.localize(file),
                file -> diagnoser.diagnose(file),
                file -> mitigator.mitigate(file)),
            new ScriptedVerifier(),
            gate,
            journal)
        .topology(topology)
        .reviewers(reviewers)
        .actuators(List.of(new ScriptedActuator()))
        .settings(settings)
        .listeners(listeners)
        .clock(this::now)
        .build();
  }

  /** Opens an incident and runs it; whenever it waits, time passes. */
  Incident run() {
    LoopEngine loop = loop();
    return loop.run(loop.open(alert("gpu-hot")), pacer());
  }

  /** Moves time to whenever the loop wants to look again; stops where only a signal would help. */
  Pacer pacer() {
    return (until, reason) -> {
      until.filter(instant -> instant.isAfter(now)).ifPresent(instant -> now = instant);
      return until.isPresent();
    };
  }

  /** A pacer that stops as soon as the loop waits for something. */
  static Pacer impatient() {
    return (until, reason) -> false;
  }

  Trigger alert(String fingerprint) {
    return new Trigger(
        "alertmanager", fingerprint, now, new TreeSet<>(Set.of(GPU)), "hot", TrustClass.NODE_AGENT);
  }

  static Evidence hot(Component component) {
    return evidence(component, TrustClass.NODE_AGENT, "temperature of " + component + " is high");
  }

  static Evidence evidence(Component component, TrustClass trust, String statement) {
    return evidence(component, trust, statement, SIGNAL);
  }

  static Evidence evidence(
      Component component, TrustClass trust, String statement, PinnedSignal signal) {
    TimeRange range = new TimeRange(START.minusSeconds(300), START);
    return Evidence.builder(Modality.METRICS, component, "metric.shift", range)
        .strength(10)
        .speaksFor(FaultType.HARDWARE)
        .trust(trust)
        .statement(statement)
        .signal(signal)
        .query(TelemetryQuery.builder(range, START).build())
        .build();
  }

  static Opinion<Detection> detected() {
    return new Opinion<>(
        "scripted",
        List.of(
            new Ranked<>(
                new Detection.Present(START.minusSeconds(300), new TreeSet<>(Set.of(GPU))),
                1,
                List.of(),
                "")),
        "it is hot");
  }

  static Opinion<Component> localized(EvidenceDigest digest) {
    return new Opinion<>(
        "scripted", List.of(new Ranked<>(GPU, 0.9, ids(digest), "")), "the GPU is suspected");
  }

  /** Diagnoses a hot GPU, then, once that is refuted, only "something else". */
  static Analysis diagnosed(EvidenceDigest digest, Set<String> refuted) {
    List<Ranked<Diagnosis>> diagnoses = new ArrayList<>();
    for (String incidentClass : List.of("hot", "something-else")) {
      Diagnosis diagnosis =
          new Diagnosis.Finding(
              GPU, FaultType.HARDWARE, incidentClass, "it is " + incidentClass, ids(digest));
      if (!refuted.contains(diagnosis.key())) {
        diagnoses.add(new Ranked<>(diagnosis, 0.8, ids(digest), ""));
      }
    }
    return new Analysis(
        localized(digest),
        new Opinion<>(
            "scripted",
            List.of(new Ranked<>(FaultType.HARDWARE, 0.9, ids(digest), "")),
            "hardware"),
        new Opinion<>("scripted", diagnoses, "what it is"));
  }

  static List<String> ids(EvidenceDigest digest) {
    return digest.items().stream().map(Evidence::id).toList();
  }

  static RecoveryVerdict.Confirmed confirmed() {
    return new RecoveryVerdict.Confirmed(
        START, false, "held", List.of(report(SignalReport.State.HELD)));
  }

  static RecoveryVerdict notRecovered() {
    return new RecoveryVerdict.NotRecovered(
        "still hot", List.of(report(SignalReport.State.UNHEALTHY)));
  }

  static SignalReport report(SignalReport.State state) {
    return new SignalReport(SIGNAL, state, 20, "75 Cel", List.of());
  }

  private final class ScriptedCompactor implements Compactor {
    @Override
    public Set<Modality> modalities() {
      return Set.of(Modality.values());
    }

    @Override
    public Accumulator accumulator(CompactionWindow window) {
      return new Accumulator() {
        @Override
        public void merge(Accumulator other) {
          throw new IllegalArgumentException("a script is not merged");
        }

        @Override
        public byte[] state() {
          return new byte[0];
        }

        @Override
        public EvidenceDigest digest(EvidenceBudget budget, Coverage coverage) {
          return new EvidenceDigest(evidence, List.of(), coverage);
        }
      };
    }

    @Override
    public Accumulator restore(CompactionWindow window, byte[] state) {
      return accumulator(window);
    }
  }

  /** Says what the test scripted, then that nothing recovered. */
  private final class ScriptedVerifier implements RecoveryVerifier {
    @Override
    public RecoveryVerdict verify(RecoveryQuestion question, TelemetrySource source) {
      questions.add(question);
      return verdicts.isEmpty() ? notRecovered() : verdicts.remove();
    }

    @Override
    public RecoveryVerdict watch(
        RecoveryQuestion question, Instant confirmedAt, TelemetrySource source) {
      return verdicts.isEmpty() ? confirmed() : verdicts.remove();
    }
  }

  private final class ScriptedActuator implements Actuator {
    @Override
    public Set<String> actions() {
      return Set.of("drain", "cordon", "uncordon");
    }

    @Override
    public ActionOutcome start(ApprovedAction action, DispatchContext context) {
      actions.add(action.redeem().toString());
      return outcome.get();
    }

    @Override
    public ProbeResult probe(String idempotencyKey) {
      return probe.get();
    }
  }
}
