package io.aiops4j.examples;

import io.aiops4j.compaction.mining.Drain3Miner;
import io.aiops4j.compaction.mining.Drain3Options;
import io.aiops4j.compaction.mining.LineReader;
import io.aiops4j.compaction.mining.MinerOptions;
import io.aiops4j.compaction.mining.TemplateChange;
import io.aiops4j.compaction.mining.TemplateMiner;
import java.util.ArrayList;
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
    TemplateMiner miner =
        new TemplateMiner(
            MinerOptions.STANDARD, TemplateChange.Listener.NONE, new LineReader(masked));
    return new LineMiner() {
      private long lines;
      private long blank;

      @Override
      public int add(String line) {
        int id = miner.add(line, lines++);
        blank += id == 0 ? 1 : 0;
        return id;
      }

      @Override
      public int last(int id) {
        return miner.current(id);
      }

      @Override
      public List<Row> rows() {
        List<Row> rows = new ArrayList<>();
        if (blank > 0) {
          rows.add(new Row(0, blank, ""));
        }
        miner.templates().forEach(t -> rows.add(new Row(t.number(), t.lines(), t.anonymous())));
        return rows;
      }
    };
  }
}
