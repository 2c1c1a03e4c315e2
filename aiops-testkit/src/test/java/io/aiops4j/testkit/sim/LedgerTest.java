package io.aiops4j.testkit.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aiops4j.api.action.ActionType;
import io.aiops4j.api.action.PlanStep;
import io.aiops4j.api.compaction.FaultType;
import io.aiops4j.api.telemetry.TimeRange;
import io.aiops4j.api.topology.Component;
import io.aiops4j.testkit.faults.SimFaults;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who is credited with what. */
class LedgerTest {
  private static final Component GPU = SimCluster.gpu(2, 1);
  private static final Component NODE = SimCluster.node(2);

  private final SimCluster fleet = SimCluster.builder().seed(5).build();

  /** Goes away at an instant, whatever anybody does. */
  private record Passing(Component rootCause, Instant until) implements SimFault {
    @Override
    public String incidentClass() {
      return "passing-cloud";
    }

    @Override
    public FaultType faultType() {
      return FaultType.UNKNOWN;
    }

    @Override
    public List<PlanStep> remedies() {
      return List.of();
    }

    @Override
    public void begin(SimWorld world) {}

    @Override
    public void acted(PlanStep step, SimWorld world) {
      if (step.type().equals(ActionType.CORDON)) {
        world.later(Duration.ofMinutes(1), () -> world.worsened("too late"));
      }
    }

    @Override
    public boolean healed(SimWorld world) {
      return !world.now().isBefore(until);
    }
  }

  @Test
  void anEarlierHealingStaysTrueWhenTheFaultComesBack() {
    fleet.inject(SimFaults.gpuOverheats(GPU), fleet.now().plusSeconds(600));
    fleet.advance(Duration.ofMinutes(20));
    does(ActionType.DRAIN, NODE);
    fleet.advance(Duration.ofMinutes(15));
    Instant well = fleet.now();
    GroundTruth healed = fleet.truth().get(0);
    fleet.advance(Duration.ofMinutes(1));

    does(ActionType.UNCORDON, NODE);
    does(ActionType.REQUEUE, SimCluster.job("llm-7b"));
    does(ActionType.DRAIN, SimCluster.node(4));
    fleet.advance(Duration.ofMinutes(15));

    GroundTruth back = fleet.truth().get(0);
    assertThat(healed.healedBefore()).isEmpty();
    assertThat(back.healed()).isFalse();
    assertThat(back.healedBefore())
        .first()
        .extracting(TimeRange::from)
        .isEqualTo(healed.healedAt().orElseThrow());
    assertThat(back.harmlessAt(well)).isTrue();
    assertThat(back.harmlessAt(fleet.now())).isFalse();
    assertThat(back.harmlessAt(back.onset().minusMillis(1))).isTrue();
    assertThat(back.harmlessAt(back.onset())).isFalse();
    assertThat(fleet.effects().get(0).effective()).isTrue();
    assertThat(fleet.effects()).filteredOn(SimEffect::effective).hasSize(1);
  }

  @Test
  void whatGoesAwayByItselfIsOwedToAnActionOnItsPlaceOnly() {
    Instant soon = fleet.now().plusSeconds(660);
    fleet.inject(new Passing(GPU, soon), fleet.now());
    fleet.advance(Duration.ofMinutes(10));

    does(ActionType.DRAIN, NODE);
    does(ActionType.DRAIN, SimCluster.node(1));
    fleet.advance(Duration.ofMinutes(5));

    assertThat(fleet.truth().get(0).healed()).isTrue();
    assertThat(fleet.effects()).extracting(SimEffect::effective).containsExactly(true, false);
  }

  @Test
  void aRefusedActionIsTheCauseOfNothing() {
    Instant soon = fleet.now().plusSeconds(660);
    fleet.inject(new Passing(GPU, soon), fleet.now());
    fleet.advance(Duration.ofMinutes(10));
    assertThatThrownBy(() -> does(ActionType.RESTART, SimCluster.leaf(1)))
        .isInstanceOf(IllegalArgumentException.class);

    does(ActionType.DRAIN, NODE);
    fleet.advance(Duration.ofMinutes(5));

    assertThat(fleet.effects()).singleElement().matches(SimEffect::effective);
  }

  @Test
  void harmThatIsToldTooLateIsNotLostButRefused() {
    fleet.inject(new Passing(GPU, fleet.now().plusSeconds(3600)), fleet.now());
    does(ActionType.CORDON, NODE);

    assertThatThrownBy(() -> fleet.advance(Duration.ofMinutes(5)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("call worsened() from acted() itself");
  }

  private void does(ActionType type, Component target) {
    fleet.apply(PlanStep.of(0, type, target), "key-" + fleet.effects().size());
  }
}
