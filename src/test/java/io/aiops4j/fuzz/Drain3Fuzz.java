package io.aiops4j.fuzz;

import io.aiops4j.compaction.mining.Drain3Miner;
import io.aiops4j.compaction.mining.Drain3Options;
import io.aiops4j.compaction.mining.SearchStrategy;

/** Lines for a Drain3 miner: each joins a template, which then matches it and can be restored. */
public final class Drain3Fuzz {
  private Drain3Fuzz() {}

  public static void fuzzerTestOneInput(byte[] input) {
    FuzzInput in = new FuzzInput(input);
    Drain3Options options =
        Drain3Options.builder()
            .depth(3 + in.below(3))
            .maxChildren(2 + in.below(10))
            .maxClusters(1 + in.below(20))
            .builtInMasks(in.below(2) == 1)
            .build();
    Drain3Miner miner = new Drain3Miner(options);
    SearchStrategy[] strategies = SearchStrategy.values();
    for (int i = 0; !in.isEmpty() && i < 1_000; i++) {
      String line = in.line();
      var mined = miner.add(line);
      miner.match(line, strategies[i % strategies.length]);
      miner.extract(mined.template().text(), line, i % 2 == 0);
    }
    byte[] state = miner.state();
    if (!Drain3Miner.restore(options, state).templates().equals(miner.templates())) {
      throw new IllegalStateException("restored to other templates");
    }
  }
}
