package io.aiops4j.compaction.mining;

/**
 * The bounds of a {@link TemplateMiner}.
 *
 * @param maxForms most different masked texts that are kept, at least 16; beyond, those of one
 *     template are folded into it, and then the ones not seen for longest are forgotten
 * @param longestExample longest example of a template, in characters, at least 0
 */
public record MinerOptions(int maxForms, int longestExample) {
  /** 65,536 forms, examples of 400 characters: for one miner of everything, some 50 MB at most. */
  public static final MinerOptions STANDARD = new MinerOptions(65_536, 400);

  /** 1,000 forms, no examples: for one of many streams. */
  public static final MinerOptions ONE_OF_MANY = new MinerOptions(1_000, 0);

  /** Checks the bounds. */
  public MinerOptions {
    if (maxForms < 16 || longestExample < 0) {
      throw new IllegalArgumentException(
          "A miner needs room for 16 forms and examples of 0 characters at least; got "
              + maxForms
              + " and "
              + longestExample);
    }
  }
}
