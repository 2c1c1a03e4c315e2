package io.aiops4j.compaction.mining;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

/**
 * The miner on the systems of Loghub that are there, message text alone, with one setting. Scored
 * as the data's own README defines: GA and FGA compare groups of lines, PA compares template texts.
 */
class LoghubTest {
  private record Row(String content, String event, String template) {}

  private record Score(double ga, double fga, double pa) {}

  @Test
  void findsTheEventsOfSystemsItHasNoSettingFor() throws IOException {
    Path root = Path.of(System.getProperty("aiops.data", "no data")).resolve("loghub");
    assumeTrue(Files.isDirectory(root), "no folder loghub under -Daiops.data");
    List<Path> systems;
    try (Stream<Path> folders = Files.list(root)) {
      systems = folders.filter(Files::isDirectory).sorted().toList();
    }
    assumeTrue(!systems.isEmpty(), "no system in " + root);
    double ga = 0;
    double fga = 0;
    double pa = 0;
    for (Path system : systems) {
      Score score = score(rows(system));
      assertThat(score.ga()).as("GA of %s", system.getFileName()).isGreaterThan(0.6);
      ga += score.ga() / systems.size();
      fga += score.fga() / systems.size();
      pa += score.pa() / systems.size();
    }
    assertThat(ga).as("mean GA").isGreaterThanOrEqualTo(0.95);
    assertThat(fga).as("mean FGA").isGreaterThanOrEqualTo(0.90);
    assertThat(pa).as("mean PA").isGreaterThanOrEqualTo(0.85);
  }

  private static Score score(List<Row> rows) {
    TemplateMiner miner = new TemplateMiner();
    int[] numbers = rows.stream().mapToInt(row -> miner.add(row.content(), 0)).toArray();
    Map<Integer, BitSet> found = new TreeMap<>();
    Map<String, BitSet> wanted = new TreeMap<>();
    Map<Integer, String> texts = new TreeMap<>();
    miner.templates().forEach(t -> texts.put(t.number(), squeezed(t.anonymous())));
    int same = 0;
    for (int i = 0; i < numbers.length; i++) {
      int group = miner.current(numbers[i]);
      found.computeIfAbsent(group, key -> new BitSet()).set(i);
      wanted.computeIfAbsent(rows.get(i).event(), key -> new BitSet()).set(i);
      same += squeezed(rows.get(i).template()).equals(texts.get(group)) ? 1 : 0;
    }
    Set<BitSet> truth = new HashSet<>(wanted.values());
    List<BitSet> right = found.values().stream().filter(truth::contains).toList();
    double lines = right.stream().mapToInt(BitSet::cardinality).sum();
    return new Score(
        lines / rows.size(),
        2.0 * right.size() / (found.size() + wanted.size()),
        (double) same / rows.size());
  }

  private static String squeezed(String text) {
    return String.join(" ", text.strip().split("\\s+"));
  }

  private static List<Row> rows(Path system) throws IOException {
    Path file = system.resolve(system.getFileName() + "_2k.log_structured_corrected.csv.gz");
    List<List<String>> table;
    try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
      table = csv(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    }
    int content = table.get(0).indexOf("Content");
    int event = table.get(0).indexOf("EventId");
    int template = table.get(0).indexOf("EventTemplate");
    return table.stream()
        .skip(1)
        .map(row -> new Row(row.get(content), row.get(event), row.get(template)))
        .toList();
  }

  private static List<List<String>> csv(String text) {
    List<List<String>> rows = new ArrayList<>();
    List<String> row = new ArrayList<>();
    StringBuilder cell = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"') {
        // Of two quotes inside a quoted cell one is meant.
        if (quoted && i + 1 < text.length() && text.charAt(i + 1) == '"') {
          cell.append(c);
          i++;
        } else {
          quoted = !quoted;
        }
      } else if (!quoted && (c == ',' || c == '\n')) {
        row.add(cell.toString());
        cell.setLength(0);
        if (c == '\n') {
          rows.add(row);
          row = new ArrayList<>();
        }
      } else if (quoted || c != '\r') {
        cell.append(c);
      }
    }
    return rows;
  }
}
