package io.aiops4j.compaction.logs;

/**
 * Says what a part of a token looks like. Each test is one pass from {@code from} to {@code to}.
 */
final class Parts {
  private static final int[] UUID_DASHES = {8, 13, 18, 23};
  private static final int UUID_LENGTH = 36;
  private static final int LONGEST_UNIT = 4;

  private Parts() {}

  /** Digits with {@code . , _ + - %}, an exponent, and a short unit such as {@code ms} or GiB. */
  static boolean isNumber(String s, int from, int to) {
    int i = from;
    if (i < to && (s.charAt(i) == '-' || s.charAt(i) == '+' || s.charAt(i) == '~')) {
      i++;
    }
    if (i == to || !isDigit(s.charAt(i))) {
      return false;
    }
    while (i < to && (isDigit(s.charAt(i)) || s.charAt(i) == '.' || s.charAt(i) == '_')) {
      i++;
    }
    int unit = i;
    while (i < to && (isLetter(s.charAt(i)) || s.charAt(i) == '%' || s.charAt(i) == '/')) {
      i++;
    }
    return i == to && to - unit <= LONGEST_UNIT;
  }

  static boolean isUuid(String s, int from, int to) {
    if (to - from != UUID_LENGTH) {
      return false;
    }
    int dash = 0;
    for (int i = 0; i < UUID_LENGTH; i++) {
      if (dash < UUID_DASHES.length && i == UUID_DASHES[dash]) {
        dash++;
        if (s.charAt(from + i) != '-') {
          return false;
        }
      } else if (!isHexDigit(s.charAt(from + i))) {
        return false;
      }
    }
    return true;
  }

  /** A clock time {@code 12:30(:45.6)} or a date {@code 2026-01-02(T...)}, {@code 2026/01/02}. */
  static boolean isTime(String s, int from, int to) {
    int colons = 0;
    int dashes = 0;
    int digits = 0;
    for (int i = from; i < to; i++) {
      char c = s.charAt(i);
      if (isDigit(c)) {
        digits++;
      } else if (c == ':') {
        colons++;
      } else if (c == '-' || c == '/') {
        dashes++;
      } else if (c != '.' && c != 'T' && c != 'Z' && c != '+') {
        return false;
      }
    }
    boolean clock = colons >= 1 && colons <= 3 && to - from >= 4 && isClock(s, from, to);
    boolean date = dashes >= 2 && dashes <= 3 && digits >= 8 && isDigit(s.charAt(from + 3));
    return isDigit(s.charAt(from)) && (clock || date);
  }

  private static boolean isClock(String s, int from, int to) {
    int colon = s.indexOf(':', from);
    return colon - from >= 1
        && (colon - from <= 2 || s.lastIndexOf('T', colon) > from)
        && colon + 2 < to
        && isDigit(s.charAt(colon + 1))
        && isDigit(s.charAt(colon + 2));
  }

  /**
   * Four numbers with dots, with or without a port or prefix length; or groups of hex and colons.
   */
  static boolean isIp(String s, int from, int to) {
    int dots = 0;
    int colons = 0;
    boolean hexOnly = true;
    boolean decimalOnly = true;
    for (int i = from; i < to; i++) {
      char c = s.charAt(i);
      if (c == '.') {
        dots++;
        hexOnly = false;
      } else if (c == ':') {
        colons++;
      } else if (c == '/') {
        hexOnly = false;
      } else if (!isDigit(c)) {
        decimalOnly = false;
        hexOnly &= isHexDigit(c);
      }
    }
    boolean four = decimalOnly && dots == 3 && colons <= 1 && isDigit(s.charAt(from));
    return four || hexOnly && colons >= 2;
  }

  /** From a root. */
  static boolean isPath(String s, int from, int to) {
    char c = s.charAt(from);
    boolean rooted = c == '/' && to - from > 1;
    boolean drive = to - from > 3 && isLetter(c) && s.startsWith(":\\", from + 1);
    return rooted || drive;
  }

  /** With {@code 0x}, or at least six hex digits with both a digit and a letter among them. */
  static boolean isHex(String s, int from, int to) {
    boolean marked = s.startsWith("0x", from) || s.startsWith("0X", from);
    int start = marked ? from + 2 : from;
    boolean digit = false;
    boolean letter = false;
    for (int i = start; i < to; i++) {
      char c = s.charAt(i);
      if (!isHexDigit(c) && c != '_') {
        return false;
      }
      digit |= isDigit(c);
      letter |= !isDigit(c);
    }
    return marked ? to > start : to - start >= 6 && digit && letter;
  }

  static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  static boolean isLetter(char c) {
    return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
  }

  private static boolean isHexDigit(char c) {
    return isDigit(c) || c >= 'a' && c <= 'f' || c >= 'A' && c <= 'F';
  }
}
