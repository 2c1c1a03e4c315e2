package io.aiops4j.compaction.streaming;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReordererTest {
  private final List<String> handed = new ArrayList<>();
  private final Reorderer.Sink sink =
      (slot, millis, value) -> handed.add(millis + "/" + slot + "=" + (int) value);

  @Test
  void waitsForTheAllowedLateness() {
    Reorderer reorderer = new Reorderer(sink, Horizon.none(), 10, 100);
    reorderer.add(0, 100, 1);
    reorderer.add(0, 110, 3);
    assertThat(handed).isEmpty();
    reorderer.add(0, 105, 2);
    reorderer.add(0, 111, 4);
    assertThat(handed).containsExactly("100/0=1");
    reorderer.flush();

    assertThat(handed).containsExactly("100/0=1", "105/0=2", "110/0=3", "111/0=4");
  }

  @Test
  void dropsAndCountsWhatIsLaterThanAllowed() {
    Reorderer reorderer = new Reorderer(sink, Horizon.none(), 10, 100);
    reorderer.add(0, 100, 1);
    reorderer.add(0, 200, 2);
    reorderer.add(0, 150, 3);
    reorderer.flush();

    assertThat(handed).containsExactly("100/0=1", "200/0=2");
    assertThat(reorderer.late()).isEqualTo(1);
  }

  @Test
  void keepsTheLargestOfSamplesOfOneTimeWhateverCameFirst() {
    Reorderer reorderer = new Reorderer(sink, Horizon.none(), 10, 100);
    reorderer.add(0, 100, 1);
    reorderer.add(0, 100, 5);
    reorderer.add(1, 100, 2);
    reorderer.add(0, 100, Double.NaN);
    reorderer.flush();

    assertThat(handed).containsExactly("100/0=5", "100/1=2");
    assertThat(reorderer.duplicates()).isEqualTo(1);
  }

  @Test
  void advancesEarlyWhenItIsFull() {
    Reorderer reorderer = new Reorderer(sink, Horizon.none(), 1_000, 2);
    reorderer.add(0, 30, 3);
    reorderer.add(0, 20, 2);
    reorderer.add(0, 40, 4);
    reorderer.add(0, 10, 1);

    assertThat(handed).containsExactly("20/0=2");
    assertThat(reorderer.late()).isEqualTo(1);
  }

  @Test
  void isNotDeafenedByASourceThatLivesInTheFuture() {
    Instant[] now = {Instant.ofEpochMilli(100)};
    Horizon horizon = new Horizon(() -> now[0]);
    Reorderer reorderer = new Reorderer(sink, horizon, 10, 100);
    long far = Instant.parse("2262-01-01T00:00:00Z").toEpochMilli();
    reorderer.add(0, far, 1);
    reorderer.add(0, 100, 2);
    reorderer.add(1, far, 3);
    reorderer.add(0, Long.MAX_VALUE, 4);
    reorderer.add(0, 600_100, 5);
    reorderer.add(0, 600_101, 6);
    now[0] = Instant.ofEpochMilli(200);
    reorderer.add(0, 600_200, 7);
    reorderer.flush();

    assertThat(handed).containsExactly("100/0=2", "600100/0=5", "600200/0=7");
    assertThat(horizon.beyond()).isEqualTo(4);
    assertThat(reorderer.late()).isZero();
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 10, Long.MAX_VALUE})
  void isNotDeafenedByTheBeginningOfTime(long lateness) {
    Reorderer reorderer = new Reorderer(sink, Horizon.none(), lateness, 100);
    reorderer.add(0, Long.MIN_VALUE + 1, 1);
    reorderer.add(0, 100, 2);
    reorderer.flush();

    assertThat(handed).hasSize(2);
    assertThat(reorderer.late()).isZero();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void handsOnTheSameInAnyOrderOfArrivalWithinTheLateness(long seed) {
    List<int[]> samples = new ArrayList<>();
    Random random = new Random(seed);
    for (int i = 0; i < 500; i++) {
      samples.add(new int[] {random.nextInt(5), random.nextInt(300), random.nextInt(9)});
    }
    Collections.shuffle(samples, random);
    Reorderer first = new Reorderer(sink, Horizon.none(), 300, 1_000);
    samples.forEach(sample -> first.add(sample[0], sample[1], sample[2]));
    first.flush();
    List<String> expected = List.copyOf(handed);
    handed.clear();
    Collections.shuffle(samples, random);
    Reorderer second = new Reorderer(sink, Horizon.none(), 300, 1_000);
    samples.forEach(sample -> second.add(sample[0], sample[1], sample[2]));
    second.flush();

    assertThat(handed).isEqualTo(expected);
    assertThat(second.duplicates()).isEqualTo(500 - expected.size());
  }
}
