package io.aiops4j.evaluation.drain3;

import io.aiops4j.compaction.mining.ChangeType;
import io.aiops4j.compaction.mining.Drain3Miner;
import io.aiops4j.compaction.mining.MinedLine;
import io.aiops4j.evaluation.files.Csv;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Plays all messages of a data set, and says where ids, changes or templates differ. */
final class CorpusPlayer {
  private final Path loghub;
  private final Map<String, List<String>> messages = new TreeMap<>();

  /**
   * @param loghub the folder of the data sets
   */
  CorpusPlayer(Path loghub) {
    this.loghub = loghub;
  }

  /** {@return the differences: the first id that differs, and the totals at the end} */
  List<Difference> play(String id, Json recorded) throws IOException {
    List<Difference> differences = new ArrayList<>();
    List<String> lines =
        messages(recorded.field("dataset").text(), recorded.field("column").text());
    List<Json> ids = recorded.field("cluster_ids").items();
    Drain3Miner miner = new Drain3Miner(VectorConfig.options(recorded.field("config")));
    Map<ChangeType, Integer> changes = new EnumMap<>(ChangeType.class);
    for (int i = 0; i < lines.size(); i++) {
      MinedLine line = miner.add(lines.get(i));
      changes.merge(line.change(), 1, Integer::sum);
      int expected = i < ids.size() ? ids.get(i).integer() : 0;
      if (line.clusterId() != expected && differences.isEmpty()) {
        differences.add(new Difference(id, i + 1, "id", "" + expected, "" + line.clusterId()));
      }
    }
    compare(differences, id, "lines", "" + ids.size(), "" + lines.size());
    for (ChangeType change : ChangeType.values()) {
      Json counts = recorded.field("change_types");
      String name = change.wireName();
      int expected = counts.has(name) ? counts.field(name).integer() : 0;
      compare(differences, id, name, "" + expected, "" + changes.getOrDefault(change, 0));
    }
    String expected = Rendering.clusters(recorded.field("clusters"));
    compare(differences, id, "clusters", expected, Rendering.clusters(miner.templates()));
    return differences;
  }

  private static void compare(
      List<Difference> differences, String id, String what, String expected, String got) {
    if (!expected.equals(got)) {
      differences.add(new Difference(id, 0, what, expected, got));
    }
  }

  private List<String> messages(String dataset, String column) throws IOException {
    List<String> known = messages.get(dataset + '/' + column);
    if (known != null) {
      return known;
    }
    List<String> read = new ArrayList<>();
    Path file = loghub.resolve(dataset).resolve(dataset + "_2k.log_structured_corrected.csv.gz");
    try (Csv csv = new Csv(file)) {
      int index = csv.column(column);
      while (csv.next()) {
        read.add(csv.field(index));
      }
    }
    messages.put(dataset + '/' + column, read);
    return read;
  }
}
