package io.aiops4j.compaction.mining;

import static java.util.Objects.requireNonNull;

/**
 * A user's mask: every match of a regular expression is replaced by a name before a line is mined.
 *
 * @param pattern in the syntax of Python's {@code re}, over Unicode text, as Drain3's configuration
 *     has it
 * @param name what the match is called, such as {@code IP}; written between the prefix and the
 *     suffix of the options
 */
public record RegexMask(String pattern, String name) {
  /** Checks the parts. */
  public RegexMask {
    requireNonNull(pattern, "pattern");
    requireNonNull(name, "name");
  }
}
