package io.aiops4j.testkit.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aiops4j.api.safety.Actor;
import io.aiops4j.testkit.outcome.FleetRun;
import io.aiops4j.testkit.safety.ScriptedDesk;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What makes no fleet is refused where it is said, and not made into something else. */
class BuilderChecksTest {
  @ParameterizedTest
  @MethodSource("nonsense")
  void saysWhatIsWrongAndWhatToDo(String message, Consumer<SimCluster.Builder> call) {
    SimCluster.Builder builder = SimCluster.builder();

    assertThatThrownBy(() -> call.accept(builder))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  static Stream<Arguments> nonsense() {
    return Stream.of(
        nonsense("0 nodes are too few for a fleet; give at least 1", it -> it.nodes(0, 4)),
        nonsense("0 GPUs are too few for each node; give at least 1", it -> it.nodes(4, 0)),
        nonsense("-1 network cards are too few for each node; give at least 1", it -> it.nics(-1)),
        nonsense("0 nodes are too few for job x; give at least 1", it -> it.job("x", 0)),
        nonsense("-1 nodes are too few for job x; give at least 1", it -> it.job("x", -1)),
        nonsense(
            "Nothing can be deployed every PT-1S; give a millisecond or more, or zero for never",
            it -> it.deployEvery(Duration.ofSeconds(-1))),
        nonsense(
            "Nothing can be deployed every PT0.000000001S; "
                + "give a millisecond or more, or zero for never",
            it -> it.deployEvery(Duration.ofNanos(1))),
        nonsense(
            "No collective operation ends within PT0S; give its watchdog a millisecond or more",
            it -> it.collectiveTimeout(Duration.ZERO)),
        nonsense(
            "No collective operation ends within PT-1M; give its watchdog a millisecond or more",
            it -> it.collectiveTimeout(Duration.ofMinutes(-1))),
        nonsense(
            "Cannot trace 5 requests a minute; give 0 or a multiple of 12, such as 36",
            it -> it.tracesPerMinute(5)),
        nonsense(
            "Cannot trace -12 requests a minute; give 0 or a multiple of 12, such as 36",
            it -> it.tracesPerMinute(-12)));
  }

  private static Arguments nonsense(String message, Consumer<SimCluster.Builder> call) {
    return Arguments.of(message, call);
  }

  @Test
  void acceptsTheLeastThatMakesSense() {
    SimCluster fleet =
        SimCluster.builder()
            .nodes(1, 1)
            .nics(1)
            .job("x", 1)
            .deployEvery(Duration.ZERO)
            .collectiveTimeout(Duration.ofSeconds(1))
            .tracesPerMinute(0)
            .build();
    fleet.advance(Duration.ofMinutes(10));

    assertThat(fleet.jobOn(SimCluster.gpu(1, 0))).contains(SimCluster.job("x"));
  }

  @Test
  void nobodyApprovesBeforeTheQuestion() {
    FleetRun run = FleetRun.on(SimCluster.builder(), 1);
    Actor alice = new Actor(Actor.Kind.PERSON, "alice");

    assertThatThrownBy(() -> run.approves(new ScriptedDesk(), alice, Duration.ofSeconds(-1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Nobody answers PT-1S after the question; give a duration of zero or more");
  }
}
