package io.aiops4j.compaction.logs;

/**
 * The bounds of a {@link TemplateMiner}.
 *
 * @param masked whether variable parts are masked before mining
 * @param guarded whether words of state such as {@code failed} never become a wildcard, so that
 *     lines of opposite meaning stay apart
 * @param similarity share of equal tokens from which a line joins a template, above 0, at most 1
 * @param depth levels of the tree with root and leaves, at least 3: {@code depth - 2} tokens lead
 *     to a leaf
 * @param maxChildren most branches of a node, at least 2; the last is for everything else
 * @param maxTemplates most templates, at least 1; lines beyond belong to none
 */
public record MinerOptions(
    boolean masked,
    boolean guarded,
    double similarity,
    int depth,
    int maxChildren,
    int maxTemplates) {
  /**
   * Masked and guarded, similarity 0.5, depth 4, 100 children, 1,000 templates. Masks take what
   * varies already, so that lines must be more alike than Drain3's 0.4 to be one template.
   */
  public static final MinerOptions STANDARD = new MinerOptions(true, true, 0.5, 4, 100, 1_000);

  /** Checks the bounds. */
  public MinerOptions {
    if (!(similarity > 0 && similarity <= 1) || depth < 3 || maxChildren < 2 || maxTemplates < 1) {
      throw new IllegalArgumentException(
          "Miner bounds need a similarity above 0 and at most 1, depth 3, 2 children and a template"
              + " at least; got depth "
              + depth
              + ", children "
              + maxChildren
              + ", templates "
              + maxTemplates);
    }
  }
}
