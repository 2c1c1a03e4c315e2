package io.aiops4j.policies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aiops4j.agents.journal.InMemoryJournal;
import io.aiops4j.api.IncidentId;
import io.aiops4j.api.journal.IncidentJournal;
import io.aiops4j.api.safety.ApprovalDesk;
import io.aiops4j.api.safety.GuardrailPolicy;
import io.aiops4j.guardrails.AttemptBudget;
import io.aiops4j.guardrails.Guardrails;
import io.aiops4j.guardrails.ProtectedComponents;
import io.aiops4j.testkit.faults.SimFaults;
import io.aiops4j.testkit.outcome.FleetRun;
import io.aiops4j.testkit.policy.Replay;
import io.aiops4j.testkit.policy.ReplayResult;
import io.aiops4j.testkit.policy.Ruling;
import io.aiops4j.testkit.sim.ActuatorMode;
import io.aiops4j.testkit.sim.SimCluster;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A recorded incident under changed policies. */
class ReplayTest {
  private static final IncidentJournal JOURNAL = new InMemoryJournal();
  private static final FleetRun RUN = FleetRun.on(SimCluster.builder(), 3);

  /** A GPU overheats; its node is drained, which helps. */
  @BeforeAll
  static void record() {
    RUN.breaks(SimFaults.gpuOverheats(SimCluster.gpu(2, 1)), Duration.ofMinutes(80));
    RUN.passes(Duration.ofMinutes(86));
    RUN.plays(
        Loops.over(
            RUN.fleet(),
            Guardrails.standard(),
            ApprovalDesk.closed(),
            ActuatorMode.HONEST,
            JOURNAL),
        Loops.slowJob(RUN.fleet()),
        Duration.ofHours(4));
  }

  private static Replay replay(IncidentId... incidents) {
    return Replay.of(JOURNAL, RUN.fleet().topologySource(), incidents);
  }

  @Test
  void theSamePoliciesDecideTheSame() {
    ReplayResult result = replay().under(Guardrails.standard());

    assertThat(result.steps()).isNotEmpty();
    assertThat(result.diff()).isEmpty();
    assertThat(result.toString()).startsWith("None of ");
  }

  @Test
  void showsWhatOtherPoliciesWouldHaveDecided() {
    List<GuardrailPolicy> stricter = new ArrayList<>(Guardrails.standard());
    stricter.add(ProtectedComponents.naming(SimCluster.node(2)));

    ReplayResult result = replay(JOURNAL.incidents().get(0)).under(stricter);

    assertThat(result.diff())
        .singleElement()
        .satisfies(
            change -> {
              assertThat(change.step()).hasToString("drain node:node-02");
              assertThat(Ruling.of(change.before().decision())).isEqualTo(Ruling.ALLOW);
              assertThat(change.after().policy()).contains("protected-components [node:node-02]");
            });
    assertThat(result.toString()).contains("was ALLOW: ", "now DENY by protected-components");
  }

  @Test
  void doesNotCountTheActionItselfAsItsPast() {
    List<GuardrailPolicy> once = List.of(new AttemptBudget(1, Duration.ofHours(24), 1, 1));

    assertThat(replay().under(once).diff()).isEmpty();
  }

  @Test
  void withoutPoliciesEverythingWouldHaveBeenDenied() {
    assertThat(replay().under(List.of()).diff()).hasSize(replay().size());
  }

  @Test
  void saysWhichIncidentsThereAre() {
    assertThatThrownBy(() -> replay(new IncidentId("nobody")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("There is no incident 'nobody' in this journal; it holds [");
  }
}
