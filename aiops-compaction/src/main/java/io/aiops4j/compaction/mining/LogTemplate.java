package io.aiops4j.compaction.mining;

import static java.util.Objects.requireNonNull;

import io.aiops4j.api.Canonical;

/**
 * The common form of a group of log lines, as it is now.
 *
 * @param number the number of the group in its miner, from 1; 0 for lines that belong to none
 * @param text words, masks such as {@code <NUM>}, and {@code <*>} or {@code <**>} where lines
 *     differ; see {@link TemplateMatcher}
 * @param lines how many lines are in the group
 * @param firstMillis the earliest time of a line
 * @param lastMillis the latest time of a line
 * @param example one of the lines, redacted and cut
 */
public record LogTemplate(
    int number, String text, long lines, long firstMillis, long lastMillis, String example) {
  /** What lines get that are blank or forgotten. */
  public static final LogTemplate NONE = new LogTemplate(0, "", 0, 0, 0, "");

  /** Checks the texts. */
  public LogTemplate {
    requireNonNull(text, "text");
    requireNonNull(example, "example");
  }

  /** {@return 16 hexadecimal digits of the hash of the text: the same in every miner} */
  public String id() {
    return idOf(text);
  }

  /**
   * {@return what {@link #id()} is for a text}
   *
   * @param text of a template
   */
  public static String idOf(String text) {
    return Canonical.digest(text).substring(0, 16);
  }

  /**
   * {@return the text with every mask and wildcard written {@code <*>}, as other miners write it}
   */
  public String anonymous() {
    Pieces pieces = Pieces.of(text);
    StringBuilder out = new StringBuilder(text.length());
    int at = 0;
    for (int i = 0; i < pieces.size; i++) {
      if (pieces.kind[i] >= Pieces.MASK && text.charAt(pieces.from[i]) == '<') {
        out.append(text, at, pieces.from[i]).append(TemplateMatcher.ANY);
        at = pieces.to[i];
      }
    }
    return out.append(text, at, text.length()).toString();
  }
}
