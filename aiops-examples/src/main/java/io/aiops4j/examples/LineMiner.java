package io.aiops4j.examples;

import io.aiops4j.compaction.logs.LogTemplate;
import io.aiops4j.compaction.logs.MinerOptions;
import io.aiops4j.compaction.logs.TemplateMiner;
import io.aiops4j.compaction.mining.Drain3Miner;
import io.aiops4j.compaction.mining.Drain3Options;
import java.util.List;

/** The modes of {@code aiops mine} in one form. */
interface LineMiner {
  /**
   * The template of a group after the last line.
   *
   * @param id of the group
   * @param size how many lines it has
   * @param text of the template
   */
  record Row(int id, long size, String text) {}

  /** {@return the group of a line} */
  int add(String line);

  /** {@return the group that one became part of} */
  int last(int id);

  /** {@return the groups, by id} */
  List<Row> rows();

  /** {@return an empty miner with Drain3's ids} */
  static LineMiner drain3(boolean masked) {
    Drain3Miner miner = new Drain3Miner(Drain3Options.builder().builtInMasks(masked).build());
    return new LineMiner() {
      @Override
      public int add(String line) {
        return miner.assign(line);
      }

      @Override
      public int last(int id) {
        return id;
      }

      @Override
      public List<Row> rows() {
        return miner.templates().stream().map(t -> new Row(t.id(), t.size(), t.text())).toList();
      }
    };
  }

  /** {@return an empty miner of the default mode} */
  static LineMiner standard(boolean masked) {
    MinerOptions usual = MinerOptions.STANDARD;
    TemplateMiner miner =
        new TemplateMiner(
            new MinerOptions(
                masked,
                usual.guarded(),
                usual.similarity(),
                usual.depth(),
                usual.maxChildren(),
                usual.maxTemplates()));
    return new LineMiner() {
      @Override
      public int add(String line) {
        return miner.add(line).cluster();
      }

      @Override
      public int last(int id) {
        return id;
      }

      @Override
      public List<Row> rows() {
        return miner.templates().stream().map(LineMiner::row).toList();
      }
    };
  }

  private static Row row(LogTemplate template) {
    return new Row(template.cluster(), template.lines(), template.text());
  }
}
