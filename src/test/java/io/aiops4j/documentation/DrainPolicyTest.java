package io.aiops4j.documentation;

import static io.aiops4j.documentation.TestingPageTest.loop;
import static io.aiops4j.documentation.TestingPageTest.slowJob;
import static io.aiops4j.testkit.assertions.AiopsAssertions.assertThat;

import io.aiops4j.agents.journal.InMemoryJournal;
import io.aiops4j.api.incident.IncidentLoop;
import io.aiops4j.api.safety.GuardrailPolicy;
import io.aiops4j.api.topology.ComponentKind;
import io.aiops4j.guardrails.Guardrails;
import io.aiops4j.guardrails.ProtectedComponents;
import io.aiops4j.testkit.faults.SimFaults;
import io.aiops4j.testkit.junit.FleetTest;
import io.aiops4j.testkit.junit.Seeds;
import io.aiops4j.testkit.outcome.FleetRun;
import io.aiops4j.testkit.outcome.Outcome;
import io.aiops4j.testkit.sim.ActuatorMode;
import io.aiops4j.testkit.sim.SimCluster;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The first example of docs/testing.md. */
@FleetTest
class DrainPolicyTest {
  private final List<GuardrailPolicy> policies = Guardrails.standard();

  @Seeds(3)
  void aHotGpusNodeIsDrainedAndTheJobRecovers(FleetRun run) {
    Outcome outcome = overheats(run, policies, ActuatorMode.HONEST);

    assertThat(outcome)
        .executedExactlyOnce("drain")
        .neverExecuted("reboot")
        .didNoHarm()
        .neverUnauthorised()
        .resolvedByTelemetryWithin(Duration.ofHours(1));
    assertThat(outcome).blastRadius().of(ComponentKind.NODE).atMost(1);
  }

  @Test
  void aProtectedNodeIsLeftToPeople(FleetRun run) {
    List<GuardrailPolicy> stricter = new ArrayList<>(policies);
    stricter.add(ProtectedComponents.naming(SimCluster.node(2)));

    assertThat(overheats(run, stricter, ActuatorMode.HONEST)).executedNothing().escalated();
  }

  @Test
  void anActuatorThatLiesIsNotBelieved(FleetRun run) {
    assertThat(overheats(run, policies, ActuatorMode.LIES)).neverResolvedFalsely().escalated();
  }

  /** Eighty minutes of health, a fault, and six minutes later an alert. */
  private static Outcome overheats(
      FleetRun run, List<GuardrailPolicy> policies, ActuatorMode mode) {
    run.breaks(SimFaults.gpuOverheats(SimCluster.gpu(2, 1)), Duration.ofMinutes(80));
    run.passes(Duration.ofMinutes(86));
    IncidentLoop loop = loop(run.fleet(), new InMemoryJournal(), policies, mode);
    return run.plays(loop, slowJob(run.fleet()), Duration.ofHours(4));
  }
}
