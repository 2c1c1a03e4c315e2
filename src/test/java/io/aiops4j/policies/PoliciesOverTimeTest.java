package io.aiops4j.policies;

import static io.aiops4j.testkit.assertions.AiopsAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aiops4j.api.incident.IncidentState;
import io.aiops4j.api.safety.Actor;
import io.aiops4j.api.safety.ApprovalDesk;
import io.aiops4j.api.safety.GuardrailPolicy;
import io.aiops4j.api.topology.ComponentKind;
import io.aiops4j.guardrails.Guardrails;
import io.aiops4j.guardrails.ProtectedComponents;
import io.aiops4j.testkit.faults.SimFaults;
import io.aiops4j.testkit.junit.FleetTest;
import io.aiops4j.testkit.junit.Seeds;
import io.aiops4j.testkit.outcome.FleetRun;
import io.aiops4j.testkit.outcome.Outcome;
import io.aiops4j.testkit.safety.ScriptedDesk;
import io.aiops4j.testkit.sim.ActuatorMode;
import io.aiops4j.testkit.sim.SimCluster;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What policies lead to, with the whole loop on a simulated fleet. */
@FleetTest
class PoliciesOverTimeTest {
  private static final Duration UNTIL_FAULT = Duration.ofMinutes(80);
  private static final Duration UNTIL_ALERT = Duration.ofMinutes(6);
  private static final Duration LIMIT = Duration.ofHours(4);

  @Seeds(3)
  void drainsTheNodeOfAHotGpuAndNothingElse(FleetRun run) {
    Outcome outcome = overheats(run, Guardrails.standard(), ActuatorMode.HONEST);

    assertThat(outcome)
        .executedExactlyOnce("drain")
        .executed("drain", SimCluster.node(2))
        .neverExecuted("reboot")
        .didNoHarm()
        .everyActionHasIntentAndDecision()
        .resolvedByTelemetryWithin(Duration.ofHours(1))
        .terminalState(IncidentState.CLOSED)
        .blastRadius()
        .of(ComponentKind.NODE)
        .atMost(1);
  }

  @Test
  void leavesAProtectedNodeToPeople(FleetRun run) {
    List<GuardrailPolicy> policies = new ArrayList<>(Guardrails.standard());
    policies.add(ProtectedComponents.naming(SimCluster.node(2)));

    assertThat(overheats(run, policies, ActuatorMode.HONEST)).executedNothing().escalated();
  }

  @Test
  void neverBelievesAnActuatorThatLies(FleetRun run) {
    assertThat(overheats(run, Guardrails.standard(), ActuatorMode.LIES))
        .executedNothing()
        .neverResolvedFalsely()
        .escalated();
  }

  @Test
  void resetsAGpuOnlyOnceAPersonAgreed(FleetRun run) {
    ScriptedDesk desk = new ScriptedDesk();
    run.approves(desk, new Actor(Actor.Kind.PERSON, "alice"), Duration.ofMinutes(4));
    run.breaks(SimFaults.gpuMemoryBreaks(SimCluster.gpu(1, 3)), UNTIL_FAULT);
    run.passes(UNTIL_FAULT.plus(UNTIL_ALERT));

    assertThat(
            run.plays(
                Loops.over(run.fleet(), Guardrails.standard(), desk, ActuatorMode.HONEST),
                Loops.slowJob(run.fleet()),
                LIMIT))
        .executedExactlyOnce("reset-gpu")
        .neverUnauthorised()
        .resolvedByTelemetryWithin(Duration.ofHours(1));
  }

  @Test
  void asksInVainAndDoesNothingIfNobodyAnswers(FleetRun run) {
    run.breaks(SimFaults.gpuMemoryBreaks(SimCluster.gpu(1, 3)), UNTIL_FAULT);
    run.passes(UNTIL_FAULT.plus(UNTIL_ALERT));

    assertThat(
            run.plays(
                Loops.over(
                    run.fleet(), Guardrails.standard(), new ScriptedDesk(), ActuatorMode.HONEST),
                Loops.slowJob(run.fleet()),
                LIMIT))
        .neverExecuted("reset-gpu")
        .escalated();
  }

  @Test
  void aFailureTellsTheWholeStory(FleetRun run) {
    Outcome outcome = overheats(run, Guardrails.standard(), ActuatorMode.HONEST);

    assertThatThrownBy(() -> assertThat(outcome).neverExecuted("drain"))
        .hasMessageContaining("Seed: 1")
        .hasMessageContaining("-pl aiops-tests -am test -Dtest='PoliciesOverTimeTest#")
        .hasMessageContaining("+01:20:00  TRUTH      gpu-thermal-throttle of gpu:node-02/gpu-1")
        .hasMessageContaining("DECISION   step 0: Allow")
        .hasMessageContaining("EFFECT     drain node:node-02 heals")
        .hasMessageContaining("TELEMETRY  Confirmed");
  }

  private static Outcome overheats(
      FleetRun run, List<GuardrailPolicy> policies, ActuatorMode mode) {
    run.breaks(SimFaults.gpuOverheats(SimCluster.gpu(2, 1)), UNTIL_FAULT);
    run.passes(UNTIL_FAULT.plus(UNTIL_ALERT));
    return run.plays(
        Loops.over(run.fleet(), policies, ApprovalDesk.closed(), mode),
        Loops.slowJob(run.fleet()),
        LIMIT);
  }
}
