package io.aiops4j.api.compaction;

/**
 * How much evidence a digest may hold.
 *
 * @param maxItems at least 1
 * @param maxTokens estimated tokens of all statements together, at least 1
 */
public record EvidenceBudget(int maxItems, int maxTokens) {
  /** What fits a small model's context beside its instructions: 40 items, 6,000 tokens. */
  public static final EvidenceBudget STANDARD = new EvidenceBudget(40, 6_000);

  /** Checks the bounds. */
  public EvidenceBudget {
    if (maxItems < 1 || maxTokens < 1) {
      throw new IllegalArgumentException(
          "A budget of "
              + maxItems
              + " items and "
              + maxTokens
              + " tokens holds nothing; both must be at least 1");
    }
  }
}
