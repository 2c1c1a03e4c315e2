package io.aiops4j.compaction.mining;

/** What a character may be part of: one table, so that a scan asks once a character. */
final class CharClass {
  /** {@code a-f}, {@code A-F}. */
  static final int HEX_LETTER = 1;

  /** Any other letter, {@code _}, and all that is beyond ASCII. */
  static final int LETTER = 2;

  /** {@code 0-9}. */
  static final int DIGIT = 4;

  /** {@code .}, which stands inside a word without ending it, as the next three do. */
  static final int DOT = 64;

  /** {@code -}. */
  static final int DASH = 128;

  /** {@code /} and {@code \}. */
  static final int SLASH = 256;

  /** {@code @} and {@code ~}. */
  static final int AT = 512;

  /** What may stand inside a word without ending it. */
  static final int INNER = DOT | DASH | SLASH | AT;

  /** Punctuation that is a piece of its own. */
  static final int MARK = 16;

  /** Blanks and controls. */
  static final int BLANK = 32;

  /** Beyond what is visible in ASCII, tabs and line breaks aside: such a line is cleaned first. */
  static final int ODD = 1024;

  /** Ends a word. */
  static final int ENDS = MARK | BLANK;

  private static final short[] TABLE = table();

  private CharClass() {}

  static int of(char c) {
    return c < 128 ? TABLE[c] : LETTER | ODD;
  }

  static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  static boolean isLetter(char c) {
    return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
  }

  static boolean isHex(char c) {
    return c < 128 && (TABLE[c] & (HEX_LETTER | DIGIT)) != 0;
  }

  /** A letter, a digit, or a letter beyond ASCII. */
  static boolean isWord(char c) {
    return (of(c) & (HEX_LETTER | LETTER | DIGIT)) != 0;
  }

  private static short[] table() {
    short[] table = new short[128];
    for (char c = 0; c < 128; c++) {
      if (c <= ' ' || c == 127) {
        table[c] = (short) (c == ' ' || c >= '\t' && c <= '\r' ? BLANK : BLANK | ODD);
      } else if (isDigit(c)) {
        table[c] = DIGIT;
      } else if (c >= 'a' && c <= 'f' || c >= 'A' && c <= 'F') {
        table[c] = HEX_LETTER;
      } else if (isLetter(c) || c == '_') {
        table[c] = LETTER;
      } else if (c == '.') {
        table[c] = DOT;
      } else if (c == '-') {
        table[c] = DASH;
      } else if (c == '/' || c == '\\') {
        table[c] = SLASH;
      } else if (c == '@' || c == '~') {
        table[c] = AT;
      } else {
        table[c] = MARK;
      }
    }
    return table;
  }
}
