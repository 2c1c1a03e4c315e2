package io.aiops4j.evaluation.simulated;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops4j.testkit.sim.GroundTruth;
import io.aiops4j.testkit.sim.NoiseLevel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A suite that a thoughtless bot could solve, or that nobody could, would say nothing. */
class HonestyTest {
  private static final int BUILD = 20;
  private static final int NIGHTLY = 200;

  @Test
  void actingOnTheLoudestMetricSolvesFewIncidents() {
    assertThat(play(Bots.THRESHOLD, BUILD).mitigated()).isLessThanOrEqualTo(0.40);
  }

  @Test
  void actingAtRandomDoesHarm() {
    assertThat(play(Bots.RANDOM, BUILD).harmedShare()).isGreaterThanOrEqualTo(0.50);
  }

  @Test
  void whoSeesTheTruthSolvesThem() {
    assertThat(play(Bots.ORACLE, BUILD).mitigated()).isGreaterThanOrEqualTo(0.99);
  }

  @Test
  void doingNothingResolvesOnlyWhatHealsByItself() {
    assertThat(unhealedRemedies(BUILD)).isEmpty();
  }

  @Test
  @Tag("nightly")
  void theGatesHoldOverManySeeds() {
    assertThat(play(Bots.THRESHOLD, NIGHTLY).mitigated()).isLessThanOrEqualTo(0.40);
    assertThat(play(Bots.RANDOM, NIGHTLY).harmedShare()).isGreaterThanOrEqualTo(0.50);
    assertThat(play(Bots.ORACLE, NIGHTLY).mitigated()).isGreaterThanOrEqualTo(0.99);
    assertThat(unhealedRemedies(NIGHTLY)).isEmpty();
  }

  /** {@return the incidents that healed although something would have had to be done} */
  private static List<String> unhealedRemedies(int seeds) {
    List<String> wrong = new ArrayList<>();
    for (long seed = 1; seed <= seeds; seed++) {
      Scene scene = Scene.draw(seed, NoiseLevel.REALISTIC);
      Bots.NOTHING.respond(scene);
      Optional<GroundTruth> truth = scene.fleet().truth().stream().findFirst();
      truth
          .filter(real -> real.healed() && !real.remedies().isEmpty())
          .ifPresent(real -> wrong.add(scene.id() + " " + real));
    }
    return wrong;
  }

  private static SimulatedScores play(Bots bot, int seeds) {
    return SimulatedScores.ofLines(
        LongStream.rangeClosed(1, seeds)
            .parallel()
            .mapToObj(seed -> Scene.draw(seed, NoiseLevel.REALISTIC))
            .map(scene -> IncidentLine.of(scene, bot.respond(scene)).json())
            .toList());
  }
}
