package io.aiops4j.evaluation.simulated;

import io.aiops4j.testkit.faults.IncidentClass;
import io.aiops4j.testkit.faults.IncidentClasses;
import io.aiops4j.testkit.sim.NoiseLevel;
import io.aiops4j.testkit.sim.SimCluster;
import io.aiops4j.testkit.sim.SimFault;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * One fleet with one incident, or with none: the seed draws the class, the place, the time of day,
 * how long the fleet was healthy before, and all noise. Every sixth seed stays healthy.
 *
 * @param seed the seed
 * @param noise how noisy
 * @param fleet at the instant of the onset
 * @param onset when the fault begins, or the watch over a healthy fleet
 * @param fault what was injected; empty where the fleet stays healthy
 */
record Scene(
    long seed, NoiseLevel noise, SimCluster fleet, Instant onset, Optional<SimFault> fault) {
  private static final Instant MONDAY = Instant.parse("2026-01-05T00:00:00Z");
  private static final int HEALTHY_ONE_OF = 6;
  private static final int WEEK_MINUTES = 7 * 24 * 60;
  private static final int LEAST_HISTORY_MINUTES = 70;
  private static final int HISTORY_SPREAD_MINUTES = 40;

  /** {@return the scene of a seed, any class} */
  static Scene draw(long seed, NoiseLevel noise) {
    return draw(seed, noise, Optional.empty(), false);
  }

  /**
   * {@return the scene of a seed}
   *
   * @param seed the seed
   * @param noise how noisy
   * @param wanted the one class to draw; empty for any
   * @param byRate whether classes come as often as they are published to happen
   */
  static Scene draw(long seed, NoiseLevel noise, Optional<IncidentClass> wanted, boolean byRate) {
    SplittableRandom random = new SplittableRandom(seed);
    Instant start = MONDAY.plus(Duration.ofMinutes(random.nextInt(WEEK_MINUTES)));
    Duration history =
        Duration.ofMinutes(LEAST_HISTORY_MINUTES + random.nextInt(HISTORY_SPREAD_MINUTES))
            .plusMillis(random.nextInt(60_000));
    SimCluster fleet =
        SimCluster.builder()
            .seed(random.nextLong())
            .start(start)
            .noise(noise)
            .nodes(6, 4)
            .job("llm-7b", 3)
            .job("vision-1b", 2)
            .build();
    fleet.advance(history);
    boolean healthy = wanted.isEmpty() && Math.floorMod(seed, HEALTHY_ONE_OF) == 0;
    Optional<SimFault> fault = Optional.empty();
    if (!healthy) {
      long choice = random.nextLong();
      IncidentClass drawn =
          wanted.orElseGet(
              () -> byRate ? IncidentClasses.drawnByRate(choice) : IncidentClasses.drawn(choice));
      fault = Optional.of(drawn.somewhere(fleet, random.nextLong()));
      fleet.inject(fault.get(), fleet.now());
    }
    return new Scene(seed, noise, fleet, fleet.now(), fault);
  }

  /** {@return its name in files} */
  String id() {
    return "sim-" + noiseName() + "-" + seed;
  }

  /** {@return how noisy, in files} */
  String noiseName() {
    return noise.name().toLowerCase(Locale.ROOT);
  }
}
