package io.aiops4j.compaction.logs;

/**
 * Replaces the variable parts of a token: {@code <IP>}, {@code <UUID>}, {@code <TIME>}, {@code
 * <PATH>}, {@code <HEX>}, {@code <NUM>}, {@code <STR>}.
 *
 * <p>Hand-written and linear: regular expressions would take most of a miner's time, and some of
 * them more than linear time.
 */
final class Masks {
  private static final String DELIMITERS = "=,;()[]{}<>|'\"";

  private Masks() {}

  static String of(String token) {
    if (token.startsWith(XidLines.LITERAL)) {
      return token.substring(1);
    }
    if (!needsMask(token)) {
      return token;
    }
    StringBuilder out = new StringBuilder(token.length());
    int address = addressStart(token);
    if (address < 0) {
      parts(token, out);
    } else {
      // Delimiters belong to an address, but for those that close what opened before it.
      int end = token.length();
      while (end > address
          && (isEdge(token.charAt(end - 1)) || isDelimiter(token.charAt(end - 1)))) {
        end--;
      }
      parts(token.substring(0, address), out);
      out.append("<PATH>").append(token, end, token.length());
    }
    return out.toString();
  }

  private static int addressStart(String token) {
    int scheme = token.indexOf("://");
    int from = scheme;
    while (from > 0 && Parts.isLetter(token.charAt(from - 1))) {
      from--;
    }
    return from < scheme ? from : -1;
  }

  private static boolean isDelimiter(char c) {
    return DELIMITERS.indexOf(c) >= 0;
  }

  private static void parts(String token, StringBuilder out) {
    int from = 0;
    for (int i = 0; i <= token.length(); i++) {
      if (i == token.length() || isDelimiter(token.charAt(i))) {
        part(token, from, i, out);
        if (i < token.length()) {
          int known = knownMask(token, i);
          out.append(token, i, known);
          i = known - 1;
        }
        from = i + 1;
      }
    }
  }

  /** A mask such as {@code <STR>} or {@code [redacted:jwt]} that is there already stays. */
  private static int knownMask(String token, int i) {
    char c = token.charAt(i);
    if (c == '<' || token.startsWith("[redacted:", i)) {
      int close = token.indexOf(c == '<' ? '>' : ']', i);
      if (close > i && close - i < 24) {
        return close + 1;
      }
    }
    return i + 1;
  }

  private static boolean needsMask(String token) {
    for (int i = 0; i < token.length(); i++) {
      char c = token.charAt(i);
      if (c >= '0' && c <= '9' || c == '/' || c == '\\' || c == ':' || c == '-') {
        return true;
      }
    }
    return Parts.isHex(token, 0, token.length());
  }

  private static void part(String token, int from, int to, StringBuilder out) {
    int first = from;
    int last = to;
    while (first < last && isEdge(token.charAt(first))) {
      first++;
    }
    while (last > first && isEdge(token.charAt(last - 1))) {
      last--;
    }
    out.append(token, from, first);
    if (first < last) {
      core(token, first, last, out);
    }
    out.append(token, last, to);
  }

  private static boolean isEdge(char c) {
    return c == '.' || c == ':' || c == '!' || c == '?' || c == '*' || c == '#';
  }

  private static void core(String token, int from, int to, StringBuilder out) {
    if (Parts.isNumber(token, from, to)) {
      out.append("<NUM>");
    } else if (Parts.isUuid(token, from, to)) {
      out.append("<UUID>");
    } else if (Parts.isTime(token, from, to)) {
      out.append("<TIME>");
    } else if (Parts.isIp(token, from, to)) {
      out.append("<IP>");
    } else if (Parts.isPath(token, from, to)) {
      out.append("<PATH>");
    } else if (Parts.isHex(token, from, to)) {
      out.append("<HEX>");
    } else {
      int colon = token.indexOf(':', from);
      if (colon > from && colon < to - 1) {
        part(token, from, colon, out);
        out.append(':');
        part(token, colon + 1, to, out);
      } else {
        digits(token, from, to, out);
      }
    }
  }

  private static void digits(String token, int from, int to, StringBuilder out) {
    for (int i = from; i < to; i++) {
      if (Parts.isDigit(token.charAt(i))) {
        out.append("<NUM>");
        while (i + 1 < to && Parts.isDigit(token.charAt(i + 1))) {
          i++;
        }
      } else {
        out.append(token.charAt(i));
      }
    }
  }
}
