package io.aiops4j.compaction.mining;

import java.util.Locale;

/** How hard {@link Drain3Miner#match} looks when the tree alone does not lead to a template. */
public enum SearchStrategy {
  /** Only down the tree: fastest, and may miss a template that would match. */
  NEVER,
  /** Down the tree, and through all templates of that length if that found none. */
  FALLBACK,
  /** Through all templates of that length. */
  ALWAYS;

  /**
   * {@return the strategy of a name}
   *
   * @param name as Drain3 writes it: {@code never}, {@code fallback} or {@code always}
   * @throws IllegalArgumentException if there is no such strategy
   */
  public static SearchStrategy named(String name) {
    for (SearchStrategy strategy : values()) {
      if (strategy.wireName().equals(name)) {
        return strategy;
      }
    }
    throw new IllegalArgumentException(
        "'" + name + "' is no search strategy; use never, fallback or always");
  }

  /** {@return the name that Drain3 gives it} */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
