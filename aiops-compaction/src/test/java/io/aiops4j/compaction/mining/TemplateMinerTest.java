package io.aiops4j.compaction.mining;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TemplateMinerTest {
  private static final List<String> WORDS =
      List.of(
          "link",
          "up",
          "down",
          "<*>",
          "x=1",
          "7",
          "\"q r\"",
          "é",
          "/p/q",
          ":",
          "(",
          ")",
          "user",
          "=ann",
          "bob",
          "eve",
          "zoe",
          "12 bytes (1 KB)",
          "<**>",
          "()",
          "eth0",
          "...",
          "a.b");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "session opened by alice on host seven | session opened by bob on host nine | session opened by <*> on host <*>",
        "login user=ann tty=ssh                | login user=bob tty=ssh             | login user=<*> tty=ssh",
        "sent 12 bytes to x                    | sent 1500 bytes (1.5 KB) to x      | sent <**> to x",
        "read 12 KB of y                       | read 7 MB of y                     | read <**> of y",
        "lost blocks 1, 2, 3 now               | lost blocks 17 now                 | lost blocks <**> now",
        "peer 10.0.0.1 (db-1.example.org) in   | peer 10.0.0.2 () in                | peer <IP> (<**>) in",
        "took <1 sec here                      | took 0:17 here                     | took <**> here",
        "invalid user user from 10.0.0.1       | invalid user 17 from 10.0.0.2       | invalid user <*> from <IP>",
        "ask 10.0.0.1:80 for z                 | ask db-1.example.org for z         | ask <*> for z",
      })
  void linesOfOneEventShareATemplate(String one, String other, String template) {
    TemplateMiner miner = new TemplateMiner();
    int first = miner.add(one, 1);
    int second = miner.add(other, 2);
    assertThat(miner.current(first)).isEqualTo(miner.current(second));
    assertThat(miner.text(first)).isEqualTo(template);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "worker 3 of job 12 finished step succeeded | worker 3 of job 12 finished step failed",
        "VM Started by 7                            | VM Paused by 7",
        "port 3 of node=up                          | port 3 of node=down",
        "data TLB error                             | instruction TLB error",
        "screen turned on                           | screen turned off",
        "disk cache flushed                         | disk queue flushed",
        "took 3 ms                                  | took: 3 ms",
      })
  void linesOfDifferentEventsStayApart(String one, String other) {
    TemplateMiner miner = new TemplateMiner();
    int first = miner.add(one, 1);
    assertThat(miner.current(miner.add(other, 2))).isNotEqualTo(miner.current(first));
  }

  @Test
  void manyWordsInOnePlaceAreAVariable() {
    TemplateMiner miner = new TemplateMiner();
    List.of("red", "green", "blue").forEach(word -> miner.add("queue " + word + " drained", 0));
    assertThat(miner.templates()).hasSize(3);
    miner.add("queue white drained", 0);
    assertThat(miner.templates())
        .singleElement()
        .extracting(LogTemplate::text)
        .isEqualTo("queue <*> drained");
  }

  @Test
  void aTemplateKnowsItsLines() {
    TemplateMiner miner = new TemplateMiner();
    miner.add("sent by ann with password=hunter2", 50);
    miner.add("sent by bob with password=hunter3", 40);
    miner.add("sent by ann with password=hunter2", 60);
    LogTemplate template = miner.templates().get(0);
    assertThat(miner.templates()).hasSize(1);
    assertThat(template.text()).isEqualTo("sent by <*> with password=[redacted:secret]");
    assertThat(template.lines()).isEqualTo(3);
    assertThat(template.firstMillis()).isEqualTo(40);
    assertThat(template.lastMillis()).isEqualTo(60);
    assertThat(template.example()).isEqualTo("sent by bob with password=[redacted:secret]");
    assertThat(template.id()).isEqualTo(LogTemplate.idOf(template.text())).hasSize(16);
    assertThat(miner.template(1)).isEqualTo(template);
    assertThat(template.anonymous()).isEqualTo("sent by <*> with password=[redacted:secret]");
  }

  @Test
  void aBlankLineBelongsToNone() {
    TemplateMiner miner = new TemplateMiner();
    assertThat(miner.add("  \t ", 0)).isZero();
    assertThat(miner.add("\u202e\u0001", 0)).isZero();
    assertThat(miner.template(0)).isEqualTo(LogTemplate.NONE);
    assertThat(miner.templates()).isEmpty();
  }

  @Test
  void aListenerHearsWhatBecomesOfATemplate() {
    List<TemplateChange> heard = new ArrayList<>();
    TemplateMiner miner = new TemplateMiner(MinerOptions.STANDARD, heard::add, new LineReader());
    miner.add("job of user ann ended", 0);
    miner.templates();
    miner.add("job of user bob ended", 0);
    miner.templates();
    assertThat(heard)
        .containsExactly(
            new TemplateChange(1, "", 1, "job of user ann ended"),
            new TemplateChange(1, "job of user ann ended", 1, "job of user <*> ended"),
            new TemplateChange(2, "", 1, "job of user <*> ended"));
    assertThat(heard.get(0).isNew()).isTrue();
    assertThat(heard.get(2).isMerge()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void everyLineFitsTheTemplateItEndsIn(long seed) {
    Random random = new Random(seed);
    for (int most : new int[] {16, 100, 1_000}) {
      TemplateMiner miner =
          new TemplateMiner(
              new MinerOptions(most, 100), TemplateChange.Listener.NONE, new LineReader());
      List<String> lines = lines(random, 500);
      int[] numbers = lines.stream().mapToInt(line -> miner.add(line, 0)).toArray();
      for (int i = 0; i < numbers.length; i++) {
        String template = miner.text(numbers[i]);
        assertThat(template.isEmpty() || TemplateMatcher.of(template).matches(lines.get(i)))
            .as("seed %s, bound %s: %s is none of %s", seed, most, lines.get(i), template)
            .isTrue();
      }
      assertThat(miner.forms()).isLessThanOrEqualTo(most);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void aStreamSplitOverMinersMergesToTheSameInAnyOrder(long seed) {
    Random random = new Random(seed);
    List<String> lines = lines(random, 600);
    TemplateMiner whole = new TemplateMiner();
    IntStream.range(0, lines.size()).forEach(i -> whole.add(lines.get(i), i));
    int count = 1 + random.nextInt(16);
    List<TemplateMiner> parts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      parts.add(new TemplateMiner());
    }
    for (int i = 0; i < lines.size(); i++) {
      parts.get(random.nextInt(count)).add(lines.get(i), i);
    }
    for (int order = 0; order < 3; order++) {
      Collections.shuffle(parts, random);
      TemplateMiner merged = new TemplateMiner();
      parts.forEach(merged::merge);
      assertThat(digest(merged)).as("seed %s, %s parts", seed, count).isEqualTo(digest(whole));
      assertThat(texts(merged)).isEqualTo(texts(whole));
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void aRestoredMinerGoesOn(long seed) {
    List<String> lines = lines(new Random(seed), 400);
    TemplateMiner whole = new TemplateMiner();
    IntStream.range(0, 400).forEach(i -> whole.add(lines.get(i), i));
    TemplateMiner half = new TemplateMiner();
    IntStream.range(0, 200).forEach(i -> half.add(lines.get(i), i));
    TemplateMiner restored = restored(half.state());
    assertThat(digest(restored)).isEqualTo(digest(half));
    IntStream.range(200, 400).forEach(i -> restored.add(lines.get(i), i));
    assertThat(digest(restored)).as("seed %s", seed).isEqualTo(digest(whole));
  }

  @Test
  void aDamagedStateIsRefused() {
    TemplateMiner miner = new TemplateMiner();
    miner.add("a b 1", 0);
    byte[] state = miner.state();
    for (int i = 0; i < state.length; i++) {
      byte[] damaged = state.clone();
      damaged[i] ^= 1;
      assertThatIllegalArgumentException().isThrownBy(() -> restored(damaged));
    }
  }

  @Test
  void atTheBoundFormsOfOneTemplateAreFoldedAndItsLinesStillCount() {
    TemplateMiner miner =
        new TemplateMiner(new MinerOptions(64, 0), TemplateChange.Listener.NONE, new LineReader());
    int first = miner.add("session of user " + word(0) + " closed", 0);
    for (int i = 1; i < 200_000; i++) {
      miner.add("session of user " + word(i) + " closed", i);
    }
    assertThat(miner.forms()).isLessThanOrEqualTo(64);
    assertThat(miner.template(first).lines()).isEqualTo(200_000);
    assertThat(miner.template(first).text()).isEqualTo("session of user <*> closed");
    assertThat(miner.forgottenLines()).isZero();
  }

  @Test
  void atTheBoundWhatWasNotSeenForLongestIsForgotten() {
    TemplateMiner miner =
        new TemplateMiner(new MinerOptions(64, 0), TemplateChange.Listener.NONE, new LineReader());
    int often = miner.add("heartbeat", 0);
    for (int i = 0; i < 20_000; i++) {
      miner.add(word(i) + " " + word(3 * i + 1), i);
      miner.add("heartbeat", i);
    }
    assertThat(miner.forms()).isLessThanOrEqualTo(64);
    assertThat(miner.template(often).lines()).isEqualTo(20_001);
    assertThat(miner.forgottenLines()).isGreaterThan(19_000);
  }

  @Test
  void aMergeKeepsTheBoundAndLosesNoNumberOfWhatItFolds() {
    MinerOptions bounds = new MinerOptions(64, 0);
    TemplateMiner all = new TemplateMiner(bounds, TemplateChange.Listener.NONE, new LineReader());
    for (int part = 0; part < 8; part++) {
      TemplateMiner miner =
          new TemplateMiner(bounds, TemplateChange.Listener.NONE, new LineReader());
      int number = 0;
      for (int i = 0; i < 40; i++) {
        number = miner.add("session of user " + word(1_000 * part + i) + " closed", i);
      }
      int here = all.merge(miner).applyAsInt(number);
      assertThat(all.text(here)).as("part %s", part).isEqualTo("session of user <*> closed");
    }
    assertThat(all.forms()).isLessThanOrEqualTo(64);
    assertThat(all.forgottenLines()).isZero();
    assertThat(all.templates()).singleElement().extracting(LogTemplate::lines).isEqualTo(320L);
  }

  @Test
  void aRestoredMinerForgetsTheSameAsOneThatWentOn() {
    MinerOptions bounds = new MinerOptions(64, 0);
    TemplateMiner miner = new TemplateMiner(bounds, TemplateChange.Listener.NONE, new LineReader());
    for (int i = 0; i < 60; i++) {
      miner.add(word(i) + " " + word(3 * i + 1), 7 * i % 60);
    }
    TemplateMiner restored =
        TemplateMiner.restore(
            bounds, TemplateChange.Listener.NONE, new LineReader(), miner.state());
    for (int i = 60; i < 300; i++) {
      miner.add(word(i) + " " + word(3 * i + 1), 60 + i % 7);
      restored.add(word(i) + " " + word(3 * i + 1), 60 + i % 7);
    }
    assertThat(miner.forgottenLines()).isPositive();
    assertThat(restored.state()).isEqualTo(miner.state());
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void garbageIsNoReasonToThrow(long seed) {
    Random random = new Random(seed);
    TemplateMiner miner = new TemplateMiner();
    List<String> lines = new ArrayList<>();
    int[] numbers = new int[1_000];
    for (int i = 0; i < numbers.length; i++) {
      char[] garbage = new char[random.nextInt(200)];
      for (int j = 0; j < garbage.length; j++) {
        garbage[j] = (char) (random.nextBoolean() ? random.nextInt(128) : random.nextInt(0x10000));
      }
      String line = (random.nextInt(4) == 0 ? "Xid (" : "") + new String(garbage);
      lines.add(line);
      numbers[i] = miner.add(line, i);
    }
    for (int i = 0; i < numbers.length; i++) {
      String template = miner.text(numbers[i]);
      assertThat(template.isEmpty() || TemplateMatcher.of(template).matches(lines.get(i)))
          .as("seed %s, line %s", seed, i)
          .isTrue();
    }
  }

  @Test
  void aMillionCharactersAreCutNotChokedOn() {
    TemplateMiner miner = new TemplateMiner();
    String line = "a ".repeat(500_000);
    String template = miner.text(miner.add(line, 0));
    assertThat(template).endsWith(TemplateMatcher.REST);
    assertThat(TemplateMatcher.of(template).matches(line)).isTrue();
  }

  private static TemplateMiner restored(byte[] state) {
    return TemplateMiner.restore(
        MinerOptions.STANDARD, TemplateChange.Listener.NONE, new LineReader(), state);
  }

  /** Of the state: bytes that differ are no use in a message. */
  private static String digest(TemplateMiner miner) {
    return HexFormat.of().formatHex(miner.state()).length()
        + " "
        + LogTemplate.idOf(HexFormat.of().formatHex(miner.state()));
  }

  private static List<String> texts(TemplateMiner miner) {
    return miner.templates().stream().map(LogTemplate::text).sorted().toList();
  }

  private static List<String> lines(Random random, int count) {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      StringBuilder line = new StringBuilder();
      for (int n = 1 + random.nextInt(7); n > 0; n--) {
        line.append(WORDS.get(random.nextInt(WORDS.size())));
        line.append(random.nextInt(5) == 0 ? "" : " ");
      }
      lines.add(line.toString());
    }
    return lines;
  }

  /** A different word of letters for every number. */
  private static String word(int number) {
    StringBuilder word = new StringBuilder("w");
    for (int rest = number + 30; rest > 0; rest /= 16) {
      word.append((char) ('g' + rest % 16));
    }
    return word.toString();
  }
}
