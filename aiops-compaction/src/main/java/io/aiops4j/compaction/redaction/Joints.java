package io.aiops4j.compaction.redaction;

/** Quotes that split a word: {@code AB''CD}, {@code "AB" + "CD"}, {@code AB\"CD}. */
final class Joints {
  /** A joint is looked for over a few blanks only, so that the whole stays linear. */
  private static final int LONGEST = 8;

  private Joints() {}

  /** Whether a quote has parts of a token on both sides. */
  static boolean splitAToken(String text) {
    for (int i = 1; i < text.length(); i++) {
      if (isQuote(text.charAt(i)) && Chars.inToken(text.charAt(i - 1)) && splitsAt(text, i)) {
        return true;
      }
    }
    return false;
  }

  /** Whether a part of a token follows the quotes and joints that begin there. */
  static boolean splitsAt(String text, int i) {
    int after = i;
    while (after < text.length() && isQuote(text.charAt(after))) {
      after = after(text, after);
    }
    return after < text.length() && Chars.inToken(text.charAt(after));
  }

  /** The text without quotes and joints; {@code origin} gets where each character was. */
  static String without(String text, int[] origin) {
    StringBuilder joined = new StringBuilder(text.length());
    int i = 0;
    while (i < text.length()) {
      int after = after(text, i);
      if (after > i) {
        i = after;
      } else {
        origin[joined.length()] = i;
        joined.append(text.charAt(i++));
      }
    }
    return joined.toString();
  }

  /** Where the text goes on after a quote, or a quote, a plus and a quote; {@code i} if none. */
  private static int after(String text, int i) {
    if (!isQuote(text.charAt(i))) {
      return i;
    }
    int j = i + 1;
    int limit = Math.min(text.length(), i + LONGEST);
    int plus = 0;
    while (j < limit && (text.charAt(j) == ' ' || text.charAt(j) == '+')) {
      plus += text.charAt(j) == '+' ? 1 : 0;
      j++;
    }
    return plus == 1 && j < limit && isQuote(text.charAt(j)) ? j + 1 : i + 1;
  }

  static boolean isQuote(char c) {
    return Chars.isQuote(c) || c == '\\';
  }
}
