package io.aiops4j.api.compaction;

import static java.util.Objects.requireNonNull;

/**
 * How much evidence a digest may hold.
 *
 * @param maxItems at least 1
 * @param maxTokens estimated tokens of all statements together, at least 1
 * @param estimator what estimates them
 */
public record EvidenceBudget(int maxItems, int maxTokens, TokenEstimator estimator) {
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
    requireNonNull(estimator, "estimator");
  }

  /**
   * Makes a budget that counts with {@link TokenEstimator#BYTES}.
   *
   * @param maxItems at least 1
   * @param maxTokens estimated tokens of all statements together, at least 1
   */
  public EvidenceBudget(int maxItems, int maxTokens) {
    this(maxItems, maxTokens, TokenEstimator.BYTES);
  }

  /**
   * {@return the same bounds, counted by another estimator}
   *
   * @param other such as one that knows the tokenizer of the model in use
   */
  public EvidenceBudget countedBy(TokenEstimator other) {
    return new EvidenceBudget(maxItems, maxTokens, other);
  }
}
