package io.aiops4j.testkit.sim;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops4j.api.action.ActionOutcome;
import io.aiops4j.api.action.ActionType;
import io.aiops4j.api.action.PlanStep;
import io.aiops4j.api.action.ProbeResult;
import io.aiops4j.api.topology.Component;
import io.aiops4j.testkit.faults.SimFaults;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ActuatorModeTest {
  private static final Instant ONSET = Instant.parse("2026-01-05T01:00:00Z");
  private static final Component GPU = SimCluster.gpu(2, 1);
  private static final PlanStep DRAIN = PlanStep.of(0, ActionType.DRAIN, SimCluster.node(2));
  private static final String KEY = "key-1";

  private final SimCluster cluster = sick();

  @Test
  void anHonestActuatorHealsAndSaysSoWhenItIsDone() {
    SimActuator actuator = cluster.actuator(ActuatorMode.HONEST);

    assertThat(actuator.carryOut(DRAIN, KEY)).isInstanceOf(ActionOutcome.Accepted.class);
    assertThat(actuator.probe(KEY)).isEqualTo(ProbeResult.RUNNING);

    cluster.advance(Duration.ofMinutes(5));
    assertThat(actuator.probe(KEY)).isEqualTo(ProbeResult.DONE);
    assertThat(cluster.truth().get(0).healed()).isTrue();
  }

  @Test
  void aLiarReportsSuccessAndChangesNothing() {
    SimCluster untouched = sick();
    SimActuator actuator = cluster.actuator(ActuatorMode.LIES);

    assertThat(actuator.carryOut(DRAIN, KEY)).isInstanceOf(ActionOutcome.Done.class);
    cluster.advance(Duration.ofMinutes(20));
    untouched.advance(Duration.ofMinutes(20));

    assertThat(actuator.probe(KEY)).isEqualTo(ProbeResult.DONE);
    assertThat(cluster.effects()).isEmpty();
    assertThat(cluster.truth().get(0).healed()).isFalse();
    assertThat(Look.last(cluster, Duration.ofMinutes(20)).fingerprint())
        .isEqualTo(Look.last(untouched, Duration.ofMinutes(20)).fingerprint());
  }

  @Test
  void aSlowOneBeginsMinutesLater() {
    SimActuator actuator = cluster.actuator(ActuatorMode.SLOW);

    assertThat(actuator.carryOut(DRAIN, KEY)).isInstanceOf(ActionOutcome.Accepted.class);
    cluster.advance(Duration.ofMinutes(4));
    assertThat(cluster.effects()).isEmpty();
    assertThat(actuator.probe(KEY)).isEqualTo(ProbeResult.RUNNING);

    cluster.advance(Duration.ofMinutes(6));
    assertThat(cluster.effects()).hasSize(1);
    assertThat(actuator.probe(KEY)).isEqualTo(ProbeResult.DONE);
  }

  @Test
  void aLostAnswerIsUnknownAndTheEffectReal() {
    SimActuator actuator = cluster.actuator(ActuatorMode.TIMES_OUT_AFTER_EFFECT);

    assertThat(actuator.carryOut(DRAIN, KEY)).isInstanceOf(ActionOutcome.Unknown.class);
    cluster.advance(Duration.ofMinutes(5));

    assertThat(actuator.probe(KEY)).isEqualTo(ProbeResult.DONE);
    assertThat(cluster.truth().get(0).healed()).isTrue();
  }

  @Test
  void aFailureChangesNothing() {
    SimActuator actuator = cluster.actuator(ActuatorMode.FAILS);

    assertThat(actuator.carryOut(DRAIN, KEY)).isInstanceOf(ActionOutcome.Failed.class);

    assertThat(cluster.effects()).isEmpty();
    assertThat(actuator.probe(KEY)).isEqualTo(ProbeResult.NOT_APPLIED);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
  void aRebootThatIsOnlyHalfDoneLeavesALostNodeLost(int seed) {
    PlanStep reboot = PlanStep.of(0, ActionType.REBOOT, SimCluster.node(2));
    SimCluster fleet = SimCluster.builder().seed(seed).build();
    fleet.inject(SimFaults.nodeIsLost(SimCluster.node(2)), fleet.now().plusSeconds(300));
    fleet.advance(Duration.ofMinutes(15));

    fleet.actuator(ActuatorMode.HALF).carryOut(reboot, "half");
    fleet.advance(Duration.ofMinutes(10));

    assertThat(fleet.truth().get(0).healed()).isFalse();
    assertThat(fleet.effects()).noneMatch(SimEffect::effective);

    fleet.apply(reboot, "whole");
    fleet.advance(Duration.ofMinutes(5));

    assertThat(fleet.truth().get(0).healed()).isTrue();
  }

  @Test
  void theSameKeyTwiceHasOneEffect() {
    Instant end = cluster.apply(DRAIN, KEY);
    cluster.advance(Duration.ofSeconds(20));

    assertThat(cluster.apply(DRAIN, KEY)).isEqualTo(end);
    assertThat(cluster.effects()).hasSize(1);
  }

  private static SimCluster sick() {
    SimCluster cluster = SimCluster.builder().seed(7).build();
    cluster.inject(SimFaults.gpuOverheats(GPU), ONSET);
    cluster.advanceTo(ONSET.plusSeconds(600));
    return cluster;
  }
}
