package io.aiops4j.testkit.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops4j.api.action.ActionType;
import io.aiops4j.api.action.PlanStep;
import io.aiops4j.api.compaction.FaultType;
import io.aiops4j.api.telemetry.ChangeKind;
import io.aiops4j.api.telemetry.MetricKind;
import io.aiops4j.api.telemetry.Severity;
import io.aiops4j.api.telemetry.TrustClass;
import io.aiops4j.api.topology.Component;
import io.aiops4j.testkit.sim.Condition;
import io.aiops4j.testkit.sim.GroundTruth;
import io.aiops4j.testkit.sim.Look;
import io.aiops4j.testkit.sim.SimCluster;
import io.aiops4j.testkit.sim.SimEffect;
import io.aiops4j.testkit.sim.SimFault;
import io.aiops4j.testkit.sim.SimWorld;
import io.aiops4j.testkit.sim.Symptom;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A fault that the testkit does not know, written as a user would, with nothing but its API. */
class UnseenFaultTest {
  private static final Component NODE = SimCluster.node(2);
  private static final Component JOB = SimCluster.job("llm-7b");
  private static final String SKEW = "node_timex_offset_seconds";
  private static final String SPEED = "training.tokens_per_second";

  /**
   * The clock of a node runs away after a change of its time source, and the trainer waits longer
   * and longer for what seems to come from the future.
   */
  private record RunawayClock(Component rootCause) implements SimFault {
    /** Hidden state of its own: seconds that the clock gains in a second. */
    private static final Condition DRIFT = Condition.of("clock-drift", 0);

    private static final double LATE = 0.5;

    @Override
    public String incidentClass() {
      return "runaway-clock";
    }

    @Override
    public FaultType faultType() {
      return FaultType.CONFIG;
    }

    @Override
    public List<PlanStep> remedies() {
      return List.of(PlanStep.of(0, ActionType.REBOOT, rootCause));
    }

    @Override
    public List<Symptom> symptoms() {
      return List.of(
          Symptom.log(rootCause, "System clock wrong by"), Symptom.change(rootCause, "chrony"));
    }

    @Override
    public void begin(SimWorld world) {
      // What was done to bring it about.
      world.change(ChangeKind.CONFIG, rootCause, "chrony: new time source on " + rootCause.name());
      // The state, which only faults and actions change.
      world.set(rootCause, DRIFT, 0.002);
      // How telemetry shows it: a metric of its own that is a function of the state.
      world.expose(
          rootCause,
          SKEW,
          "s",
          MetricKind.GAUGE,
          TrustClass.NODE_AGENT,
          (ms, usual) ->
              world.stateAt(rootCause, DRIFT, ms) == 0
                  ? 0
                  : world.accumulated(rootCause, DRIFT, ms));
      hurt(world);
    }

    /** What follows: every minute, as long as the state lasts. */
    private void hurt(SimWorld world) {
      double offset = world.accumulated(rootCause, DRIFT, world.now().toEpochMilli());
      if (world.state(rootCause, DRIFT) == 0) {
        return;
      }
      if (offset > LATE) {
        world.set(rootCause, Condition.WORK_RATE, 0.5);
        world.log(
            rootCause,
            TrustClass.NODE_AGENT,
            Severity.WARN,
            "chronyd[811]: System clock wrong by " + Math.round(offset * 1000) + " milliseconds");
      }
      world.later(Duration.ofMinutes(1), () -> hurt(world));
    }

    @Override
    public void acted(PlanStep step, SimWorld world) {
      if (!step.target().equals(rootCause)) {
        return;
      }
      if (step.type().equals(ActionType.REBOOT)) {
        world.set(rootCause, DRIFT, 0);
        world.set(rootCause, Condition.WORK_RATE, 1);
      } else if (step.type().equals(ActionType.UNCORDON)) {
        world.worsened("new work came to a node whose clock is wrong");
      }
    }

    @Override
    public boolean healed(SimWorld world) {
      return world.state(rootCause, DRIFT) == 0;
    }
  }

  @Test
  void showsInItsOwnMetricLogAndChangeAndInWhatFollowsFromItsState() {
    Look sick = Look.last(struck(), Duration.ofMinutes(10));

    assertThat(sick.mean(NODE, SKEW)).isBetween(0.8, 2.0);
    assertThat(sick.log(NODE)).anyMatch(line -> line.contains("System clock wrong by"));
    assertThat(sick.mean(JOB, SPEED)).isLessThan(0.6 * healthySpeed());
  }

  @Test
  void isHealedByItsRemedy() {
    SimCluster fleet = struck();

    fleet.apply(PlanStep.of(0, ActionType.REBOOT, NODE), "key-1");
    fleet.advance(Duration.ofMinutes(15));

    GroundTruth truth = fleet.truth().get(0);
    assertThat(truth.incidentClass()).isEqualTo("runaway-clock");
    assertThat(truth.healed()).isTrue();
    assertThat(fleet.effects()).singleElement().matches(SimEffect::effective);
    assertThat(Look.last(fleet, Duration.ofMinutes(5)).mean(JOB, SPEED))
        .isGreaterThan(0.97 * healthySpeed());
  }

  @Test
  void isNotHealedByAnythingElseAndMayBeMadeWorse() {
    SimCluster fleet = struck();

    fleet.apply(PlanStep.of(0, ActionType.REQUEUE, JOB), "key-1");
    fleet.apply(PlanStep.of(0, ActionType.UNCORDON, NODE), "key-2");
    fleet.advance(Duration.ofMinutes(15));

    assertThat(fleet.truth().get(0).healed()).isFalse();
    assertThat(fleet.effects().get(1).harmful()).isTrue();
    assertThat(fleet.effects().get(1).note()).contains("whose clock is wrong");
  }

  private static SimCluster struck() {
    SimCluster fleet = SimCluster.builder().seed(11).build();
    fleet.inject(new RunawayClock(NODE), fleet.now().plusSeconds(600));
    fleet.advance(Duration.ofMinutes(25));
    return fleet;
  }

  private static double healthySpeed() {
    SimCluster fleet = SimCluster.builder().seed(11).build();
    fleet.advance(Duration.ofMinutes(25));
    return Look.last(fleet, Duration.ofMinutes(5)).mean(JOB, SPEED);
  }
}
