package io.aiops4j.compaction.mining;

/**
 * What counts as a digit in a token: what Python's {@code str.isdigit} says, that is Unicode's
 * Numeric_Type Decimal or Digit, so also superscripts and circled digits, but neither fractions nor
 * Roman numerals.
 */
final class Digits {
  /** Ranges of Numeric_Type Digit that are no decimal digits, as pairs; Unicode 14. */
  private static final int[] OTHER = {
    0xB2, 0xB3, 0xB9, 0xB9, 0x1369, 0x1371, 0x19DA, 0x19DA, 0x2070, 0x2070, 0x2074, 0x2079, 0x2080,
    0x2089, 0x2460, 0x2468, 0x2474, 0x247C, 0x2488, 0x2490, 0x24EA, 0x24EA, 0x24F5, 0x24FD, 0x24FF,
    0x24FF, 0x2776, 0x277E, 0x2780, 0x2788, 0x278A, 0x2792, 0x10A40, 0x10A43, 0x10E60, 0x10E68,
    0x11052, 0x1105A, 0x1F100, 0x1F10A
  };

  private Digits() {}

  static boolean anyIn(char[] text, int from, int to) {
    for (int i = from; i < to; i++) {
      char c = text[i];
      if (c < 0x80) {
        if (c >= '0' && c <= '9') {
          return true;
        }
      } else if (isDigit(Character.codePointAt(text, i, to))) {
        return true;
      }
    }
    return false;
  }

  private static boolean isDigit(int codePoint) {
    if (Character.isDigit(codePoint)) {
      return true;
    }
    for (int i = 0; i < OTHER.length; i += 2) {
      if (codePoint >= OTHER[i] && codePoint <= OTHER[i + 1]) {
        return true;
      }
    }
    return false;
  }
}
