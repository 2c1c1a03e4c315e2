package io.aiops4j.compaction.streaming;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
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

  /** Texts of 16 bytes whose hashes are all the same: each step of the hash can be undone. */
  @Test
  void findsTextsThatAreMadeToCollideWithoutComparingEachWithEach() {
    long mix = 0x9E3779B97F4A7C15L;
    LabelIndex index = new LabelIndex(100_000);
    List<byte[]> texts = new ArrayList<>();
    for (int i = 0; i < 50_000; i++) {
      long first = (16 * mix ^ i) * mix;
      first ^= first >>> 29;
      texts.add(
          ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN).putLong(i).putLong(first).array());
    }
    texts.forEach(text -> index.add(text, 0, 16));
    Collections.shuffle(texts, new Random(9));

    assertThat(index.size()).isEqualTo(50_000);
    assertThat(index.crowded()).isGreaterThan(49_000);
    for (byte[] text : texts) {
      int slot = (int) ByteBuffer.wrap(text).order(ByteOrder.LITTLE_ENDIAN).getLong();
      assertThat(index.find(text, 0, 16)).isEqualTo(slot);
      assertThat(index.add(text, 0, 16)).isEqualTo(slot);
    }
    assertThat(index.add("honest")).isEqualTo(50_000);
    assertThat(index.add("honest")).isEqualTo(50_000);
  }

  /** Numbers whose hashes end in the same 32 bits. */
  @Test
  void findsNumbersThatAreMadeToCollideWithoutComparingEachWithEach() {
    long mix = 0x9E3779B97F4A7C15L;
    long inverse = mix;
    for (int i = 0; i < 5; i++) {
      inverse *= 2 - mix * inverse;
    }
    IdIndex index = new IdIndex(100_000);
    long[] ids = new long[50_000];
    for (int i = 0; i < ids.length; i++) {
      ids[i] = ((long) i << 32 | i) * inverse;
      assertThat(index.add(ids[i])).isEqualTo(i);
    }

    assertThat(index.crowded()).isGreaterThan(49_000);
    for (int i = ids.length - 1; i >= 0; i--) {
      assertThat(index.find(ids[i])).isEqualTo(i);
      assertThat(index.add(ids[i])).isEqualTo(i);
    }
    assertThat(index.find(inverse)).isEqualTo(IdIndex.NONE);
  }

  @Test
  void takesAnEmptyTextWhereAPageIsFull() {
    LabelIndex index = new LabelIndex(100);
    for (int i = 0; i < 16; i++) {
      index.add((char) ('a' + i) + "x".repeat((1 << 16) - 1));
    }
    int empty = index.add("");

    assertThat(index.text(empty)).isEmpty();
    assertThat(index.compare(empty, 0)).isNegative();
    assertThat(index.text(15)).startsWith("px").hasSize(1 << 16);
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
