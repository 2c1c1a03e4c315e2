package io.aiops4j.compaction.redaction;

/** What sorts of characters texts are made of; ASCII only, so that no table of the JDK matters. */
final class Chars {
  private static final boolean[] WORD = new boolean[128];
  private static final boolean[] ALPHANUMERIC = new boolean[128];

  static {
    for (char c = 0; c < 128; c++) {
      ALPHANUMERIC[c] = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
      WORD[c] = ALPHANUMERIC[c] || c == '_';
    }
  }

  private Chars() {}

  static boolean isWord(char c) {
    return c < 128 && WORD[c];
  }

  static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  static boolean isLetterOrDigit(char c) {
    return c < 128 && ALPHANUMERIC[c];
  }

  /** What tokens are made of. */
  static boolean inToken(char c) {
    return isWord(c) || c == '-';
  }

  /** What names of settings are made of. */
  static boolean inName(char c) {
    return isWord(c) || c == '-' || c == '.';
  }

  static boolean inBase64(char c) {
    return isWord(c) || c == '+' || c == '/' || c == '=' || c == '-';
  }

  static boolean inCredential(char c) {
    return inBase64(c) || c == '.' || c == '~';
  }

  static boolean isQuote(char c) {
    return c == '"' || c == '\'' || c == '`';
  }

  static char lower(char c) {
    return c >= 'A' && c <= 'Z' ? (char) (c + 32) : c;
  }

  /** Whether letters, digits and enough of both stand there, as in what a machine made up. */
  static boolean looksRandom(String text, int from, int to) {
    int letters = 0;
    int digits = 0;
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      if (isDigit(c)) {
        digits++;
      } else if (isWord(c)) {
        letters++;
      } else if (!inCredential(c) && c != '%') {
        return false;
      }
    }
    return to - from >= 16 && letters >= 2 && digits >= 2;
  }
}
