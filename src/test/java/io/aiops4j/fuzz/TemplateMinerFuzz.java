package io.aiops4j.fuzz;

import io.aiops4j.compaction.mining.TemplateMatcher;
import io.aiops4j.compaction.mining.TemplateMiner;

/**
 * Lines for the default miner, read back by the text of their templates; any text is a template.
 */
public final class TemplateMinerFuzz {
  private TemplateMinerFuzz() {}

  public static void fuzzerTestOneInput(byte[] input) {
    FuzzInput in = new FuzzInput(input);
    TemplateMatcher any = TemplateMatcher.of(in.line());
    TemplateMiner miner = new TemplateMiner();
    for (int i = 0; !in.isEmpty() && i < 500; i++) {
      String line = in.line();
      any.matches(line);
      miner.add(line, i);
    }
    miner.templates();
    miner.state();
  }
}
