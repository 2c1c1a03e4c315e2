package io.aiops4j.fuzz;

import io.aiops4j.compaction.mining.Drain3Miner;
import io.aiops4j.compaction.mining.Drain3Options;

/** A user's mask, as Python's {@code re} writes them: refused in words, or it ends on any line. */
public final class UserMaskFuzz {
  private UserMaskFuzz() {}

  public static void fuzzerTestOneInput(byte[] input) {
    FuzzInput in = new FuzzInput(input);
    Drain3Miner miner;
    try {
      miner = new Drain3Miner(Drain3Options.builder().mask(in.line(), in.line()).build());
    } catch (IllegalArgumentException refused) {
      return;
    }
    for (int i = 0; !in.isEmpty() && i < 100; i++) {
      miner.add(in.line());
    }
  }
}
