package io.aiops4j.compaction.mining;

/**
 * What counts as white space between tokens: what Python's {@code str.split()} takes, that is
 * Unicode white space and the separators U+001C to U+001F.
 */
final class Blanks {
  private static final int FIRST_PLAIN = 0x21;
  private static final int AFTER_PLAIN = 0x85;

  private Blanks() {}

  static boolean isBlank(char c) {
    // One unsigned comparison for nearly every character.
    return Integer.compareUnsigned(c - FIRST_PLAIN, AFTER_PLAIN - FIRST_PLAIN) >= 0
        && isRareBlank(c);
  }

  /** {@return the text without the white space around it} */
  static String strip(String text) {
    int from = 0;
    int to = text.length();
    while (from < to && isBlank(text.charAt(from))) {
      from++;
    }
    while (to > from && isBlank(text.charAt(to - 1))) {
      to--;
    }
    return text.substring(from, to);
  }

  private static boolean isRareBlank(char c) {
    if (c <= ' ') {
      return c == ' ' || c >= '\t' && c <= '\r' || c >= 0x1c;
    }
    return c == 0x85
        || c == 0xa0
        || c == 0x1680
        || c >= 0x2000 && c <= 0x200a
        || c == 0x2028
        || c == 0x2029
        || c == 0x202f
        || c == 0x205f
        || c == 0x3000;
  }
}
