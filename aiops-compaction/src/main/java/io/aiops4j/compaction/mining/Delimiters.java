package io.aiops4j.compaction.mining;

import java.util.List;

/**
 * The characters between tokens: white space, and single characters that a user adds to it.
 * Immutable and thread-safe.
 */
final class Delimiters {
  /** White space alone. */
  static final Delimiters BLANKS = new Delimiters(List.of());

  private static final int TABLE = 128;

  private final boolean[] low = new boolean[TABLE];
  private final String high;

  /**
   * @param extra each of one character
   */
  Delimiters(List<String> extra) {
    StringBuilder rare = new StringBuilder();
    for (char c = 0; c < TABLE; c++) {
      low[c] = Blanks.isBlank(c);
    }
    for (String delimiter : extra) {
      char c = delimiter.charAt(0);
      if (c < TABLE) {
        low[c] = true;
      } else {
        rare.append(c);
      }
    }
    high = rare.toString();
  }

  boolean separates(char c) {
    return c < TABLE ? low[c] : Blanks.isBlank(c) || high.indexOf(c) >= 0;
  }
}
