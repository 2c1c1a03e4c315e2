package io.aiops4j.documentation;

import static io.aiops4j.testkit.assertions.AiopsAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.aiops4j.agents.StandardAgents;
import io.aiops4j.agents.confirm.HoldVerifier;
import io.aiops4j.agents.journal.InMemoryJournal;
import io.aiops4j.agents.loop.LoopEngine;
import io.aiops4j.agents.mitigate.Runbooks;
import io.aiops4j.api.action.ActionType;
import io.aiops4j.api.action.PlanStep;
import io.aiops4j.api.compaction.Compactor;
import io.aiops4j.api.compaction.FaultType;
import io.aiops4j.api.incident.IncidentLoop;
import io.aiops4j.api.incident.Trigger;
import io.aiops4j.api.journal.IncidentJournal;
import io.aiops4j.api.safety.ActionGate;
import io.aiops4j.api.safety.AutonomyLadder;
import io.aiops4j.api.safety.AutonomyLevel;
import io.aiops4j.api.safety.FreshLook;
import io.aiops4j.api.safety.GuardrailPolicy;
import io.aiops4j.api.telemetry.TrustClass;
import io.aiops4j.api.topology.Component;
import io.aiops4j.compaction.Compactors;
import io.aiops4j.compaction.signals.StandardSignalEvaluator;
import io.aiops4j.guardrails.Guardrails;
import io.aiops4j.guardrails.ProtectedComponents;
import io.aiops4j.testkit.faults.IncidentClass;
import io.aiops4j.testkit.faults.IncidentClasses;
import io.aiops4j.testkit.faults.SimFaults;
import io.aiops4j.testkit.outcome.FleetRun;
import io.aiops4j.testkit.outcome.Outcome;
import io.aiops4j.testkit.policy.DecisionTable;
import io.aiops4j.testkit.policy.Domain;
import io.aiops4j.testkit.policy.MutationScore;
import io.aiops4j.testkit.policy.PolicyCoverage;
import io.aiops4j.testkit.policy.Replay;
import io.aiops4j.testkit.policy.ReplayResult;
import io.aiops4j.testkit.policy.Situation;
import io.aiops4j.testkit.policy.Witness;
import io.aiops4j.testkit.safety.ScriptedDesk;
import io.aiops4j.testkit.sim.ActuatorMode;
import io.aiops4j.testkit.sim.Condition;
import io.aiops4j.testkit.sim.NoiseLevel;
import io.aiops4j.testkit.sim.SimCluster;
import io.aiops4j.testkit.sim.SimFault;
import io.aiops4j.testkit.sim.SimWorld;
import io.aiops4j.testkit.sim.Symptom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Runs the code of docs/testing.md, and checks that the page shows no other. */
class TestingPageTest {
  private static final Component DATABASE_NODE = SimCluster.node(2);

  static IncidentLoop loop(
      SimCluster fleet,
      IncidentJournal journal,
      List<GuardrailPolicy> policies,
      ActuatorMode mode) {
    Compactor compactor = Compactors.standard();
    FreshLook look =
        FreshLook.through(
            fleet.source(),
            compactor,
            fleet.topologySource(),
            Duration.ofHours(1),
            Duration.ofMinutes(5));
    ActionGate gate =
        ActionGate.builder(journal, fleet.topologySource(), look, policies)
            .autonomy(AutonomyLadder.fixed(AutonomyLevel.AUTO))
            .approvals(new ScriptedDesk())
            .clock(fleet.clock())
            .build();
    return LoopEngine.builder(
            fleet.source(),
            compactor,
            StandardAgents.with(Runbooks.gpuFleet()),
            HoldVerifier.builder(new StandardSignalEvaluator()).build(),
            gate,
            journal)
        .topology(fleet.topologySource())
        .reviewers(StandardAgents.reviewers())
        .actuators(List.of(fleet.actuator(mode)))
        .clock(fleet.clock())
        .build();
  }

  static Trigger slowJob(SimCluster fleet) {
    Component job = SimCluster.job("llm-7b");
    return new Trigger(
        "alertmanager",
        "slow-job",
        fleet.now(),
        new TreeSet<>(Set.of(job)),
        "the job trains too slowly",
        TrustClass.CONTROL_PLANE);
  }

  @Test
  void aTableOfDecisions() {
    List<GuardrailPolicy> policies = new ArrayList<>(Guardrails.standard());
    policies.add(ProtectedComponents.naming(DATABASE_NODE));

    Domain domain =
        Domain.builder()
            .vary(
                "action",
                List.of(ActionType.CORDON, ActionType.DRAIN, ActionType.REBOOT),
                Situation.Builder::action)
            .vary("target", List.of(SimCluster.node(1), DATABASE_NODE), Situation.Builder::target)
            .vary(
                "witnesses",
                List.of(1, 2),
                (situation, n) ->
                    situation.witnesses(List.of(Witness.METRIC, Witness.KERNEL_LOG).subList(0, n)))
            .build();
    DecisionTable table = DecisionTable.over(policies, domain);
    table.neverErrors().check();
    table.alwaysDenies(row -> row.is("target", DATABASE_NODE)).check();
    table.neverAllows(row -> row.is("action", ActionType.REBOOT)).check();
    table.implies(DecisionTable.over(Guardrails.standard(), domain)).check(); // only stricter
    DecisionTable before = DecisionTable.over(Guardrails.standard(), domain);
    String forTheReview = before.diff(table).toString(); // each decision that changed

    MutationScore score =
        MutationScore.of(
            policies,
            domain,
            mutated ->
                DecisionTable.over(mutated, domain)
                    .alwaysDenies(row -> row.is("target", DATABASE_NODE))
                    .check());
    List<String> missed = score.survivors(); // each with a row that would tell

    assertThat(forTheReview).contains("DENY");
    assertThat(missed).isNotEmpty();
  }

  @Test
  void aRecordedIncidentUnderChangedPolicies() {
    IncidentJournal journal = new InMemoryJournal(); // or yours, with last quarter's incidents
    FleetRun run = FleetRun.on(SimCluster.builder(), 7);
    run.breaks(SimFaults.gpuOverheats(SimCluster.gpu(2, 1)), Duration.ofMinutes(80));
    run.passes(Duration.ofMinutes(86));
    Outcome outcome =
        run.plays(
            loop(run.fleet(), journal, Guardrails.standard(), ActuatorMode.HONEST),
            slowJob(run.fleet()),
            Duration.ofHours(4));

    List<GuardrailPolicy> changed = new ArrayList<>(Guardrails.standard());
    changed.add(ProtectedComponents.naming(DATABASE_NODE));
    ReplayResult result = Replay.of(journal, run.fleet().topologySource()).under(changed);
    String whatWouldDiffer = result.toString(); // each step that would be ruled differently

    PolicyCoverage coverage = new PolicyCoverage(Guardrails.standard());
    coverage.add(outcome); // and every other outcome and table of your tests
    String report = coverage.toString(); // rules and reasons seen, classes and how they ended

    assertThat(whatWouldDiffer).contains("now DENY by protected-components");
    assertThat(report).contains("gpu-thermal-throttle");
  }

  @Test
  void everyClassAndEveryNoise() {
    for (IncidentClass each : IncidentClasses.all()) {
      SimCluster fleet = SimCluster.builder().seed(7).noise(NoiseLevel.REALISTIC).build();
      fleet.advance(Duration.ofHours(1));
      fleet.inject(each.somewhere(fleet, 7), fleet.now());
      fleet.advance(Duration.ofMinutes(10));
      // fleet.source(), fleet.topologySource(): what agents may see
      // fleet.truth(), fleet.effects(): what is true, for assertions only
      assertThat(fleet.truth()).hasSize(1);
    }
  }

  /** Coolant leaks into a node: a class that the testkit does not know. */
  record CoolantLeak(Component rootCause) implements SimFault {
    private static final Condition DAMP = Condition.of("damp", 0);

    @Override
    public String incidentClass() {
      return "coolant-leak";
    }

    @Override
    public FaultType faultType() {
      return FaultType.HARDWARE;
    }

    @Override
    public List<PlanStep> remedies() {
      return List.of(PlanStep.of(0, ActionType.DRAIN, rootCause));
    }

    @Override
    public List<Symptom> symptoms() {
      return List.of(Symptom.metric(rootCause, "system.cpu.utilization"));
    }

    @Override
    public void begin(SimWorld world) {
      world.set(rootCause, DAMP, 1);
      world.set(rootCause, Condition.WORK_RATE, 0.6); // slows the job that runs there
      world.show(
          rootCause,
          "system.cpu.utilization",
          (ms, usual) -> world.stateAt(rootCause, DAMP, ms) > 0 ? 0.97 : usual);
    }

    @Override
    public void acted(PlanStep step, SimWorld world) {
      if (step.type().equals(ActionType.REBOOT) && step.target().equals(rootCause)) {
        world.worsened("switched on while wet");
      }
    }

    @Override
    public boolean healed(SimWorld world) {
      return world.state(rootCause, Condition.CORDONED) == 1
          && !world.carriesWork(rootCause); // nobody is hurt once the work stays elsewhere
    }
  }

  @Test
  void aFaultOfOnesOwnEndsInUnknownAndWithPeople() {
    FleetRun run = FleetRun.on(SimCluster.builder(), 7);
    run.breaks(new CoolantLeak(SimCluster.node(2)), Duration.ofMinutes(80));
    run.passes(Duration.ofMinutes(86));
    Outcome outcome =
        run.plays(
            loop(run.fleet(), new InMemoryJournal(), Guardrails.standard(), ActuatorMode.HONEST),
            slowJob(run.fleet()),
            Duration.ofHours(4));

    assertThat(outcome).executedNothing().escalated();
    assertThat(outcome.incidents().get(0).diagnosis()).isEmpty(); // no class, no plan
  }

  @Test
  void thePageShowsNoOtherCodeThanThis() throws Exception {
    Page.named("testing").showsNoOtherCodeThan(getClass(), DrainPolicyTest.class);
  }
}
