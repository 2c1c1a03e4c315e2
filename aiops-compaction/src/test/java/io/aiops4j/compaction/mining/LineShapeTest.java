package io.aiops4j.compaction.mining;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LineShapeTest {
  private static final List<String> PIECES =
      List.of(
          "eth0",
          "eth12",
          "a1.b2..",
          "node-7.",
          "7",
          "-3.5",
          "0x7f41a260",
          "10.0.0.7:80",
          "<",
          ">",
          "<*>",
          "<**>",
          "<NUM>",
          "[redacted:secret]",
          "[redacted",
          "]",
          "[",
          "(",
          "()",
          ",",
          "=",
          "...",
          "12 bytes (1 KB)",
          "ms",
          "kb",
          "user",
          "down",
          "é9");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "link eth0 down          | link eth17 down             | true",
        "link eth0 down.         | link <IP> down.             | true",
        "link eth0. down         | link <*>. down              | true",
        "key [redacted:jwt] used | key k17 used                | true",
        "took <NUM><NUM>         | took <NUM>x1                | true",
        "into <eth0>             | into <eth1>                 | false",
        "took <<NUM> sec         | took <<HEX> sec             | false",
        "link eth0 down          | link eth down               | false",
        "link eth0 down          | link eth0 up                | false",
        "lost <*> now            | lost <**> now               | false",
        "lost <NUM>, <NUM>       | lost <NUM>                  | false",
        "lost <NAME> now         | lost <NUM> now              | false",
      })
  void textsThatDifferOnlyInSinglePiecesThatVaryHaveOneShape(
      String one, String other, boolean same) {
    assertThat(key(one).equals(key(other))).isEqualTo(same);
  }

  @Test
  void whatVariesIsFoundWhereItStands() {
    LineShape shape = new LineShape();
    String text = "a-1b. at <NUM> of [redacted:x]";
    shape.read(text.toCharArray(), text.length());
    List<String> found = new ArrayList<>();
    for (int i = 0; i < shape.bounds(); i += 2) {
      found.add(text.substring(shape.bound(i), shape.bound(i + 1)));
    }
    assertThat(found).containsExactly("a-1b", "<NUM>", "[redacted:x]");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void theScannerNotesWhatAReadingOfItsTextFinds(long seed) {
    Random random = new Random(seed);
    LineReader reader = new LineReader();
    for (int i = 0; i < 5_000; i++) {
      int[] order = random.ints(1 + random.nextInt(8), 0, PIECES.size()).toArray();
      StringBuilder line = new StringBuilder(text(order, random.nextLong()));
      for (int n = random.nextInt(4); n > 0; n--) {
        line.insert(random.nextInt(line.length() + 1), (char) (' ' + random.nextInt(95)));
      }
      reader.read(line);
      reader.readShape();
      LineShape noted = reader.shape();
      LineShape read = new LineShape();
      read.read(reader.chars(), reader.length());
      assertThat(noted.holes()).as("seed %s: %s", seed, line).isEqualTo(read.holes());
      assertThat(new String(noted.chars(), 0, noted.length())).isEqualTo(key(reader.text()));
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void aTextThatCoversAnotherIsStillOfTheirShapeAndTheirUnits(long seed) {
    Random random = new Random(seed);
    LineReader reader = new LineReader();
    LineShape shape = reader.shape();
    for (int i = 0; i < 2_000; i++) {
      int[] order = random.ints(1 + random.nextInt(6), 0, PIECES.size()).toArray();
      int[] other = order.clone();
      other[random.nextInt(other.length)] = random.nextInt(PIECES.size());
      long gaps = random.nextLong();
      String one = masked(reader, text(order, gaps));
      String two = masked(reader, text(other, gaps));
      if (!key(one).equals(key(two))) {
        continue;
      }
      LineForm form = new LineForm(1, one, "");
      shape.read(one.toCharArray(), one.length());
      form.setShape(shape);
      shape.read(two.toCharArray(), two.length());
      form.widen(two.toCharArray(), shape);
      assertThat(form.covers(two.toCharArray(), shape)).as("%s | %s", one, two).isTrue();
      assertThat(key(form.text)).as("seed %s: %s | %s", seed, one, two).isEqualTo(key(one));
      assertThat(List.of(units(two), units(form.text)))
          .as("seed %s: %s | %s", seed, one, two)
          .containsOnly(units(one));
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void templatesAreTheSameWhetherVariantsAreKeptApartOrNot(long seed) {
    Random random = new Random(seed);
    List<TemplateMiner> miners = new ArrayList<>();
    for (boolean variants : new boolean[] {true, false}) {
      miners.add(
          new TemplateMiner(
              new MinerOptions(10_000, 0, variants),
              TemplateChange.Listener.NONE,
              new LineReader()));
    }
    List<int[]> numbers = new ArrayList<>();
    for (int i = 0; i < 1_500; i++) {
      int[] order = random.ints(1 + random.nextInt(5), 0, PIECES.size()).toArray();
      String line = text(order, random.nextLong());
      numbers.add(miners.stream().mapToInt(miner -> miner.add(line, 0)).toArray());
    }
    assertThat(miners.get(1).forms()).isLessThan(miners.get(0).forms());
    for (int[] each : numbers) {
      assertThat(miners.get(1).text(each[1]))
          .as("seed %s", seed)
          .isEqualTo(miners.get(0).text(each[0]));
    }
  }

  private static String text(int[] order, long gaps) {
    StringBuilder text = new StringBuilder("of");
    for (int i = 0; i < order.length; i++) {
      text.append((gaps >> i & 3) == 0 ? "" : " ").append(PIECES.get(order[i]));
    }
    return text.toString();
  }

  private static String masked(LineReader reader, String line) {
    reader.read(line);
    return reader.text();
  }

  private static String key(String text) {
    LineShape shape = new LineShape();
    shape.read(text.toCharArray(), text.length());
    return new String(shape.chars(), 0, shape.length());
  }

  private static long units(String text) {
    return new Units(Pieces.of(text)).key;
  }
}
