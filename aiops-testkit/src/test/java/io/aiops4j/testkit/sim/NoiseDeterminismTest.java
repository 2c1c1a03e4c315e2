package io.aiops4j.testkit.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aiops4j.testkit.faults.SimFaults;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class NoiseDeterminismTest {
  private static final int THREADS = 4;

  @ParameterizedTest
  @CsvSource({"REALISTIC, 14615f670864d550", "HARSH, 337723c8b0642eb9"})
  void givesTheBytesThatEveryJdkGives(NoiseLevel level, String fingerprint) {
    assertThat(story(7, level)).startsWith(fingerprint);
  }

  @Test
  void jitterIsAPowerOfTwoOrSomeDelaysWouldNeverBe() {
    assertThatThrownBy(() -> new NoiseProfile.Scraping(250, 0, 0, 0, 1, 0, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Jitter of 250 ms");
  }

  @ParameterizedTest
  @EnumSource(NoiseLevel.class)
  void fleetsOfOtherThreadsChangeNothing(NoiseLevel level) throws Exception {
    String alone = story(7, level);
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      CountDownLatch together = new CountDownLatch(THREADS);
      List<Future<String>> stories = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        long seed = 7 + i % 2;
        stories.add(
            threads.submit(
                () -> {
                  together.countDown();
                  together.await();
                  return story(seed, level);
                }));
      }

      assertThat(stories.get(0).get()).isEqualTo(alone);
      assertThat(stories.get(2).get()).isEqualTo(alone);
      assertThat(stories.get(1).get()).isEqualTo(stories.get(3).get()).isNotEqualTo(alone);
    } finally {
      threads.shutdownNow();
    }
  }

  @ParameterizedTest
  @EnumSource(NoiseLevel.class)
  void itDoesNotMatterInHowManyStepsTimeWentOn(NoiseLevel level) {
    SimCluster walked = fleet(7, level);
    for (int minute = 0; minute < 90; minute++) {
      walked.advance(Duration.ofMinutes(1));
      Look.last(walked, Duration.ofSeconds(30)).mean(SimCluster.node(1), "node_procs_blocked");
    }

    assertThat(whole(walked)).isEqualTo(story(7, level));
  }

  /** The parts that both fleets have look the same in both. */
  @Test
  void aComponentMoreShiftsNobodysNoise() {
    SimCluster small = SimCluster.builder().seed(7).nodes(3, 2).job("llm", 1).build();
    SimCluster large = SimCluster.builder().seed(7).nodes(5, 2).job("llm", 1).build();
    small.advance(Duration.ofHours(1));
    large.advance(Duration.ofHours(1));

    assertThat(
            Look.last(large, Duration.ofHours(1))
                .metric(SimCluster.gpu(2, 1), "DCGM_FI_DEV_POWER_USAGE"))
        .containsExactlyElementsOf(
            Look.last(small, Duration.ofHours(1))
                .metric(SimCluster.gpu(2, 1), "DCGM_FI_DEV_POWER_USAGE")
                .boxed()
                .toList());
  }

  private static String story(long seed, NoiseLevel level) {
    SimCluster cluster = fleet(seed, level);
    cluster.advance(Duration.ofMinutes(90));
    return whole(cluster);
  }

  /** One GPU overheats in it, so that there is something to see. */
  private static SimCluster fleet(long seed, NoiseLevel level) {
    SimCluster cluster = SimCluster.builder().seed(seed).noise(level).build();
    cluster.inject(SimFaults.gpuOverheats(SimCluster.gpu(2, 1)), cluster.now().plusSeconds(1800));
    return cluster;
  }

  private static String whole(SimCluster cluster) {
    return new Look(cluster, cluster.start(), cluster.now()).fingerprint();
  }
}
