package io.aiops4j.compaction.logs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TemplateMinerTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "took 12 ms                          | took <NUM> ms",
        "took 12.5ms of -3 and 80%           | took <NUM> of <NUM> and <NUM>",
        "at 0x7f41_a260 ptr deadbeef01       | at <HEX> ptr <HEX>",
        "from 10.0.0.7:8080 to fe80::1:2     | from <IP> to <IP>",
        "id 2a6e4c1f-0b1d-4e55-9f6a-1c2d3e4f5a6b done | id <UUID> done",
        "2026-01-05T10:00:00.123Z up 10:00:01 | <TIME> up <TIME>",
        "open /var/lib/x failed              | open <PATH> failed",
        "get http://a.b/c?d=1 ok             | get <PATH> ok",
        "said \"a b 1\" twice                | said <STR> twice",
        "a=1,b=2 gpu3 node-07                | a=<NUM>,b=<NUM> gpu<NUM> node-<NUM>",
        "(size: 12) [3]                      | (size: <NUM>) [<NUM>]",
        "deadline faced a decade             | deadline faced a decade",
        "password=hunter2 sent               | password=[redacted:secret] sent",
        "NVRM: Xid (PCI:0000:4e:00): 79, pid=7 | NVRM: Xid (<PCI>): 79, pid=<NUM>",
        "NVRM: Xid (PCI:0000:4e:00 GPU-I:05): 94, x | NVRM: Xid (<PCI>): 94, x",
        "NVRM: Xid (PCI:0000:4e:00): 13, name=Xid (PCI:1): 79, x | NVRM: Xid (<PCI>): 13, name=Xid (PCI:<NUM>): <NUM>, x",
      })
  void masksWhatVaries(String line, String template) {
    assertThat(new TemplateMiner().add(line).text()).isEqualTo(template);
  }

  @Test
  void linesThatDifferInAWordShareATemplateThatMatchesThem() {
    TemplateMiner miner = new TemplateMiner();
    miner.add("session opened by alice on host seven");
    LogTemplate template = miner.add("session opened by bob on host nine");
    assertThat(template.cluster()).isEqualTo(1);
    assertThat(template.text()).isEqualTo("session opened by <*> on host <*>");
    assertThat(TemplateMatcher.of(template.text()).matches("session opened by eve on host two"))
        .isTrue();
    assertThat(template.id()).isEqualTo(LogTemplate.idOf(template.text())).hasSize(16);
  }

  @Test
  void oppositeStatesStayApart() {
    TemplateMiner miner = new TemplateMiner();
    int good = miner.add("worker 3 of job 12 finished step succeeded").cluster();
    int bad = miner.add("worker 3 of job 12 finished step failed").cluster();
    assertThat(bad).isNotEqualTo(good);
  }

  @Test
  void blankLinesAndLinesBeyondTheBoundBelongToNone() {
    TemplateMiner miner = new TemplateMiner(new MinerOptions(true, true, 0.5, 4, 100, 2));
    assertThat(miner.add("  \t ")).isEqualTo(LogTemplate.NONE);
    miner.add("a b c");
    miner.add("d e f g");
    assertThat(miner.add("h i j k l")).isEqualTo(LogTemplate.NONE);
    assertThat(miner.add("a b c").cluster()).isEqualTo(1);
    assertThat(miner.unassigned()).isEqualTo(1);
    assertThat(miner.templates()).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void everyLineFitsTheTemplateItEndsIn(int seed) {
    Random random = new Random(seed);
    TemplateMiner miner = new TemplateMiner();
    List<String> words =
        List.of("link", "up", "down", "<*>", "x=1", "7", "\"q r\"", "é", "/p/q", ":");
    String[] lines = new String[500];
    int[] clusters = new int[lines.length];
    for (int i = 0; i < lines.length; i++) {
      StringBuilder line = new StringBuilder();
      for (int n = 1 + random.nextInt(7); n > 0; n--) {
        line.append(words.get(random.nextInt(words.size()))).append(' ');
      }
      lines[i] = line.toString();
      clusters[i] = miner.add(lines[i]).cluster();
    }
    for (int i = 0; i < lines.length; i++) {
      String template = miner.template(clusters[i]).text();
      assertThat(TemplateMatcher.of(template).matches(lines[i])).as(lines[i] + template).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5})
  void garbageIsNoReasonToThrow(int seed) {
    Random random = new Random(seed);
    TemplateMiner miner = new TemplateMiner();
    for (int i = 0; i < 2_000; i++) {
      char[] garbage = new char[random.nextInt(200)];
      for (int j = 0; j < garbage.length; j++) {
        garbage[j] = (char) (random.nextBoolean() ? random.nextInt(128) : random.nextInt(0x10000));
      }
      String line = (random.nextInt(4) == 0 ? "Xid (" : "") + new String(garbage);
      LogTemplate template = miner.add(line);
      assertThat(template.cluster() == 0 || TemplateMatcher.of(template.text()).matches(line))
          .isTrue();
    }
  }

  @Test
  void aMillionCharactersAreCutNotChokedOn() {
    LogTemplate template = new TemplateMiner().add("a ".repeat(500_000));
    assertThat(template.text()).endsWith(TemplateMatcher.REST);
    assertThat(TemplateMatcher.of(template.text()).matches("a ".repeat(500_000))).isTrue();
  }

  @Test
  void aRestMatchesAnyNumberOfTokens() {
    TemplateMatcher matcher = TemplateMatcher.of("<**> link down <**>");
    assertThat(matcher.matches("link down")).isTrue();
    assertThat(matcher.matches("mlx5: the link down again now")).isTrue();
    assertThat(matcher.matches("link is down")).isFalse();
  }
}
