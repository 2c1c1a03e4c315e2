package io.aiops4j.compaction.logs;

import static java.util.Objects.requireNonNull;

import io.aiops4j.api.Canonical;

/**
 * The common form of a group of log lines, as it is now: it widens as lines join.
 *
 * @param cluster the number of the group in its miner, from 1; 0 for lines that belong to none
 * @param text tokens with a blank between them, {@code <*>} where lines differ
 * @param lines how many lines joined so far
 */
public record LogTemplate(int cluster, String text, long lines) {
  /** What lines get that are blank or beyond the bound of a miner. */
  public static final LogTemplate NONE = new LogTemplate(0, "", 0);

  /** Checks the text. */
  public LogTemplate {
    requireNonNull(text, "text");
  }

  /** {@return 16 hexadecimal digits of the hash of the text: the same on every machine} */
  public String id() {
    return idOf(text);
  }

  static String idOf(String text) {
    return Canonical.digest(text).substring(0, 16);
  }
}
