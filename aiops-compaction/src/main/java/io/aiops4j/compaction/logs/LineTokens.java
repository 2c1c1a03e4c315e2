package io.aiops4j.compaction.logs;

import io.aiops4j.compaction.redaction.Redactor;
import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a line into tokens at blanks, with secrets redacted and variable parts masked.
 *
 * <p>The one way lines are read, for miner and matcher alike, so that a template's text means the
 * same everywhere. Linear time; what is longer than the bounds is cut.
 */
final class LineTokens {
  /** Longest line looked at, in characters. */
  static final int LONGEST_LINE = 4_096;

  /** Most tokens of a line; the rest becomes one {@link TemplateMatcher#REST}. */
  static final int MOST_TOKENS = 128;

  private static final int LONGEST_QUOTE = 512;

  private LineTokens() {}

  /** The masked tokens; empty for a blank line. */
  static List<String> of(String line) {
    return split(XidLines.normalized(quotesMasked(plain(line))), true);
  }

  /** The tokens as they are. */
  static List<String> unmasked(String line) {
    return split(plain(line), false);
  }

  /** The line on one line, without secrets, cut. */
  static String plain(String line) {
    return Redactor.redact(line.length() > LONGEST_LINE ? line.substring(0, LONGEST_LINE) : line);
  }

  private static List<String> split(String line, boolean masked) {
    List<String> tokens = new ArrayList<>();
    int i = 0;
    while (i < line.length()) {
      while (i < line.length() && line.charAt(i) == ' ') {
        i++;
      }
      int from = i;
      while (i < line.length() && line.charAt(i) != ' ') {
        i++;
      }
      if (i > from) {
        if (tokens.size() == MOST_TOKENS - 1) {
          tokens.add(TemplateMatcher.REST);
          return tokens;
        }
        String token = line.substring(from, i);
        tokens.add(masked ? Masks.of(token) : token);
      }
    }
    return tokens;
  }

  /**
   * Text in double quotes with a blank in it is a value; short quoted words are masked as tokens.
   */
  private static String quotesMasked(String line) {
    int open = line.indexOf('"');
    if (open < 0) {
      return line;
    }
    StringBuilder out = new StringBuilder(line.length());
    int at = 0;
    while (open >= 0) {
      int close = line.indexOf('"', open + 1);
      if (close < 0) {
        break;
      }
      boolean value = line.lastIndexOf(' ', close) > open && close - open < LONGEST_QUOTE;
      out.append(line, at, open).append(value ? "<STR>" : line.substring(open, close + 1));
      at = close + 1;
      open = line.indexOf('"', at);
    }
    return out.append(line, at, line.length()).toString();
  }
}
