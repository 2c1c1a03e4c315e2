package io.aiops4j.compaction.redaction;

import java.util.List;

/**
 * Finds lines of a key block that were logged one by one, without their frame: a whole text of
 * Base64, as long as such lines are, of small and capital letters and digits.
 */
final class KeyLines {
  private static final int SHORTEST = 48;
  private static final int LONGEST = 128;

  private KeyLines() {}

  static void find(String text, List<Redactor.Found> found) {
    if (isOne(text)) {
      found.add(new Redactor.Found(0, text.length(), "key-block"));
    }
  }

  static boolean isOne(String text) {
    if (text.length() < SHORTEST || text.length() > LONGEST) {
      return false;
    }
    int small = 0;
    int capital = 0;
    int digits = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= 'a' && c <= 'z') {
        small++;
      } else if (c >= 'A' && c <= 'Z') {
        capital++;
      } else if (Chars.isDigit(c)) {
        digits++;
      } else if (c != '+' && c != '/' && c != '=') {
        return false;
      }
    }
    return Math.min(small, capital) >= text.length() / 5 && digits >= 2;
  }
}
