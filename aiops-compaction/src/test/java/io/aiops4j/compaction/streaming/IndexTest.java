package io.aiops4j.compaction.streaming;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** From labels or numbers to slots, and from slots to the furthest ones. */
class IndexTest {
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void numbersTextsInTheOrderOfFirstSight(long seed) {
    Random random = new Random(seed);
    LabelIndex index = new LabelIndex(100_000);
    Map<String, Integer> expected = new HashMap<>();
    for (int i = 0; i < 50_000; i++) {
      String text =
          "power{gpu=\"" + random.nextInt(8) + "\",node=\"ä" + random.nextInt(999) + "\"}";
      expected.putIfAbsent(text, expected.size());
      assertThat(index.add(text)).isEqualTo(expected.get(text));
    }

    assertThat(index.size()).isEqualTo(expected.size());
    expected.forEach((text, slot) -> assertThat(index.text(slot)).isEqualTo(text));
  }

  @Test
  void readsTheTextWhereItStands() {
    LabelIndex index = new LabelIndex(10);
    index.add("power{gpu=\"3\"}");
    byte[] line = "x power{gpu=\"3\"} 7".getBytes(StandardCharsets.UTF_8);

    assertThat(index.find(line, 2, line.length - 2)).isZero();
    assertThat(index.find(line, 2, line.length - 3)).isEqualTo(LabelIndex.NONE);
  }

  @Test
  void takesNoMoreThanItHasRoomFor() {
    LabelIndex labels = new LabelIndex(1);
    IdIndex ids = new IdIndex(1);

    assertThat(labels.add("a")).isZero();
    assertThat(labels.add("b")).isEqualTo(LabelIndex.NONE);
    assertThat(labels.add("a")).isZero();
    assertThat(new LabelIndex(9).add("x".repeat(70_000))).isEqualTo(LabelIndex.NONE);
    assertThat(ids.add(0)).isZero();
    assertThat(ids.add(7)).isEqualTo(IdIndex.NONE);
    assertThat(ids.find(0)).isZero();
  }

  @ParameterizedTest
  @ValueSource(longs = {4, 5})
  void numbersIdsInTheOrderOfFirstSight(long seed) {
    Random random = new Random(seed);
    IdIndex index = new IdIndex(100_000);
    Map<Long, Integer> expected = new HashMap<>();
    for (int i = 0; i < 50_000; i++) {
      long id = random.nextBoolean() ? random.nextLong() : random.nextInt(500) * (1L << 40);
      expected.putIfAbsent(id, expected.size());
      assertThat(index.add(id)).isEqualTo(expected.get(id));
    }
    assertThat(index.size()).isEqualTo(expected.size());
  }

  @ParameterizedTest
  @ValueSource(longs = {6, 7, 8})
  void keepsTheLargestDeviationsExactlyHoweverTheyAreSharded(long seed) {
    Random random = new Random(seed);
    LabelIndex names = new LabelIndex(1_000);
    List<Integer> slots = new ArrayList<>();
    double[] deviations = new double[1_000];
    for (int i = 0; i < 1_000; i++) {
      slots.add(names.add("series-" + random.nextInt() + "-" + i));
      deviations[i] = random.nextInt(30);
    }
    TopK merged = new TopK(100, names);
    int shards = 1 + random.nextInt(16);
    Collections.shuffle(slots, random);
    for (int shard = 0; shard < shards; shard++) {
      TopK part = new TopK(100, names);
      for (int slot : slots) {
        if (slot % shards == shard) {
          part.offer(slot, deviations[slot]);
        }
      }
      merged.merge(part);
    }

    int[] expected =
        IntStream.range(0, 1_000)
            .boxed()
            .sorted(
                Comparator.<Integer>comparingDouble(slot -> -deviations[slot])
                    .thenComparing(names::text))
            .limit(100)
            .mapToInt(slot -> slot)
            .toArray();
    assertThat(merged.slots()).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void findsNumbersInOrderAndOutOfIt(long seed) {
    Random random = new Random(seed);
    IdIndex index = new IdIndex(2_000);
    Map<Long, Integer> expected = new HashMap<>();
    long[] known = new long[2_000];
    for (int i = 0; i < known.length; i++) {
      known[i] = random.nextLong();
      expected.put(known[i], i);
      assertThat(index.add(known[i])).isEqualTo(i);
    }
    for (int i = 0, at = 0; i < 20_000; i++) {
      // Runs in order, jumps, repetitions, and numbers that are not known.
      at = random.nextInt(10) == 0 ? random.nextInt(known.length) : (at + 1) % known.length;
      long id = random.nextInt(20) == 0 ? random.nextLong() : known[at];
      int slot = random.nextBoolean() ? index.find(id) : index.add(id);
      assertThat(slot).isEqualTo(expected.getOrDefault(id, IdIndex.NONE));
    }
  }
}
