package io.aiops4j.compaction.mining;

/**
 * The bounds of a {@link TemplateMiner}.
 *
 * @param maxForms most different masked texts that are kept, at least 16; beyond, those of one
 *     template are folded into it, and then the ones not seen for longest are forgotten
 * @param longestExample longest example of a template, in characters, at least 0
 * @param variants whether masked texts that differ only by the masks and the words with digits in
 *     their places are kept apart, though they are one template: a {@link TemplateMiner} then says
 *     in {@link TemplateMiner#changesSince} of those, too, what later lines made of the earlier; it
 *     needs more room and is slower where such words are many
 */
public record MinerOptions(int maxForms, int longestExample, boolean variants) {
  /** 65,536 forms, examples of 400 characters: for one miner of everything, some 50 MB at most. */
  public static final MinerOptions STANDARD = new MinerOptions(65_536, 400);

  /** 1,000 forms and their variants, no examples: for one of many streams. */
  public static final MinerOptions ONE_OF_MANY = new MinerOptions(1_000, 0, true);

  /**
   * Bounds without variants.
   *
   * @param maxForms most forms
   * @param longestExample longest example, in characters
   */
  public MinerOptions(int maxForms, int longestExample) {
    this(maxForms, longestExample, false);
  }

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
