package io.aiops4j.compaction.mining;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Translates a regular expression of Python's {@code re} over Unicode text into one of {@code
 * java.util.regex} that matches the same.
 *
 * <p>Written out are: named groups and their back-references; {@code \d \w \s \b} and their
 * opposites by Python's idea of Unicode; brackets and ampersands within classes; braces that are no
 * quantifier; escapes of characters; comments and flags. A conditional group has no equal in Java
 * and is refused.
 */
final class PythonRegex {
  private static final String WORD = "\\p{L}\\p{N}_";
  private static final String SPACE =
      "\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000";

  private final String source;
  private final String groupPrefix;
  private final boolean numbersForgotten;
  private final Map<String, String> groups = new HashMap<>();
  private final StringBuilder out = new StringBuilder();
  private int at;
  private boolean ascii;

  private PythonRegex(String source, String groupPrefix, boolean numbersForgotten) {
    this.source = source;
    this.groupPrefix = groupPrefix;
    this.numbersForgotten = numbersForgotten;
  }

  /**
   * {@return the pattern of a mask}
   *
   * @throws IllegalArgumentException if it is no regular expression, or has no equal in Java
   */
  static Pattern compile(String source) {
    return compile(source, new PythonRegex(source, "g", false).translated());
  }

  /** {@return a translated expression, compiled with the flags that the translation needs} */
  static Pattern compile(String source, String translated) {
    try {
      return Pattern.compile(translated, Pattern.UNICODE_CASE | Pattern.UNIX_LINES);
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException(
          "'" + source + "' is no regular expression: " + e.getDescription(), e);
    }
  }

  /**
   * {@return the expression as part of a larger one}
   *
   * @param groupPrefix begins the names of its groups, so that they are not those of another part
   */
  static String asPart(String source, String groupPrefix) {
    return new PythonRegex(source, groupPrefix, true).translated();
  }

  private String translated() {
    while (at < source.length()) {
      char c = source.charAt(at);
      switch (c) {
        case '\\' -> escape(false);
        case '[' -> characterClass();
        case '(' -> group();
        case '{' -> brace();
        case '}', ']' -> literal(c);
        default -> copy();
      }
    }
    return out.toString();
  }

  private void copy() {
    out.append(source.charAt(at++));
  }

  private void literal(char c) {
    out.append('\\').append(c);
    at++;
  }

  private void group() {
    if (source.startsWith("(?P<", at)) {
      int end = end('>', at + 4);
      String java = groupPrefix + groups.size();
      groups.put(source.substring(at + 4, end), java);
      out.append("(?<").append(java).append('>');
      at = end + 1;
    } else if (source.startsWith("(?P=", at)) {
      int end = end(')', at + 4);
      String java = groups.get(source.substring(at + 4, end));
      if (java == null) {
        throw refused("it refers to a group that does not come before");
      }
      out.append("\\k<").append(java).append('>');
      at = end + 1;
    } else if (source.startsWith("(?#", at)) {
      at = end(')', at + 3) + 1;
    } else if (source.startsWith("(?(", at)) {
      throw refused("a conditional group has no equal in Java");
    } else if (source.startsWith("(?", at) && at + 2 < source.length() && isFlag(at + 2)) {
      flags();
    } else {
      copy();
    }
  }

  private boolean isFlag(int i) {
    return "aiLmsux-".indexOf(source.charAt(i)) >= 0;
  }

  private void flags() {
    int i = at + 2;
    StringBuilder kept = new StringBuilder();
    while (i < source.length() && isFlag(i)) {
      char flag = source.charAt(i++);
      ascii |= flag == 'a';
      if ("imsx-".indexOf(flag) >= 0) {
        kept.append(flag);
      }
    }
    boolean whole = i < source.length() && source.charAt(i) == ')';
    if (whole && kept.length() == 0) {
      at = i + 1;
    } else {
      out.append("(?").append(kept);
      at = i;
    }
  }

  private void brace() {
    int i = at + 1;
    int low = digits(i);
    boolean range = low < source.length() && source.charAt(low) == ',';
    int high = range ? digits(low + 1) : low;
    if (high < source.length() && source.charAt(high) == '}' && high > i) {
      out.append('{').append(low == i ? "0" : source.substring(i, low));
      out.append(source, low, high + 1);
      at = high + 1;
    } else {
      literal('{');
    }
  }

  private int digits(int from) {
    int i = from;
    while (i < source.length() && isAsciiDigit(source.charAt(i))) {
      i++;
    }
    return i;
  }

  private void characterClass() {
    out.append('[');
    at++;
    if (at < source.length() && source.charAt(at) == '^') {
      copy();
    }
    boolean first = true;
    while (at < source.length() && (first || source.charAt(at) != ']')) {
      first = false;
      char c = source.charAt(at);
      if (c == '\\') {
        escape(true);
      } else if (c == '[' || c == ']' || c == '&' || c == '^' || c == '#' || c == ' ') {
        literal(c);
      } else {
        copy();
      }
    }
    if (at == source.length()) {
      throw refused("a class of characters does not end");
    }
    copy();
  }

  private void escape(boolean inClass) {
    if (at + 1 == source.length()) {
      throw refused("it ends in a backslash");
    }
    char c = source.charAt(at + 1);
    at += 2;
    switch (c) {
      case 'd', 'D' -> kind(ascii ? "0-9" : "\\p{Nd}", c == 'D', inClass);
      case 'w', 'W' -> kind(word(), c == 'W', inClass);
      case 's', 'S' -> kind(ascii ? "\\t-\\r\\x20" : SPACE, c == 'S', inClass);
      case 'b' -> out.append(inClass ? "\\x08" : edge("(?!", "(?="));
      case 'B' -> out.append(edge("(?=", "(?!"));
      case 'A' -> out.append("\\A");
      case 'Z' -> out.append("\\z");
      case 'a', 'f', 'n', 'r', 't' -> out.append('\\').append(c);
      case 'v' -> out.append("\\x0B");
      case 'x' -> codePoint(2);
      case 'u' -> codePoint(4);
      case 'U' -> codePoint(8);
      default -> {
        if (isAsciiDigit(c)) {
          at--;
          number(inClass);
        } else if (c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z') {
          throw refused("Python knows no escape \\" + c);
        } else {
          out.append('\\').append(c);
        }
      }
    }
  }

  private String word() {
    return ascii ? "a-zA-Z0-9_" : WORD;
  }

  private void kind(String members, boolean opposite, boolean inClass) {
    if (inClass && !opposite) {
      out.append(members);
    } else {
      out.append(opposite ? "[^" : "[").append(members).append(']');
    }
  }

  private String edge(String afterWord, String afterOther) {
    String word = '[' + word() + ']';
    return "(?:(?<="
        + word
        + ')'
        + afterWord
        + word
        + ")|(?<!"
        + word
        + ')'
        + afterOther
        + word
        + "))";
  }

  private void codePoint(int hexDigits) {
    if (at + hexDigits > source.length()) {
      throw refused("an escape of a character ends early");
    }
    out.append("\\x{").append(source, at, at + hexDigits).append('}');
    at += hexDigits;
  }

  /** An octal character or a back-reference. */
  private void number(boolean inClass) {
    int digits = Math.min(digits(at), at + 3) - at;
    boolean octal = inClass || source.charAt(at) == '0' || digits == 3 && isOctal(at, at + 3);
    if (octal) {
      int end = at;
      while (end < at + digits && isOctal(end, end + 1)) {
        end++;
      }
      if (end == at) {
        throw refused("an octal escape has no octal digit");
      }
      out.append("\\x{").append(Integer.toHexString(Integer.parseInt(source, at, end, 8)));
      out.append('}');
      at = end;
    } else {
      int end = at + Math.min(2, digits);
      if (numbersForgotten) {
        out.append("(?:.+?)");
      } else {
        out.append("(?:\\").append(source, at, end).append(')');
      }
      at = end;
    }
  }

  private boolean isOctal(int from, int to) {
    for (int i = from; i < to; i++) {
      if (source.charAt(i) < '0' || source.charAt(i) > '7') {
        return false;
      }
    }
    return true;
  }

  private static boolean isAsciiDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private int end(char close, int from) {
    int end = source.indexOf(close, from);
    if (end < 0) {
      throw refused("a group does not end");
    }
    return end;
  }

  private IllegalArgumentException refused(String why) {
    return new IllegalArgumentException(
        "The regular expression '" + source + "' cannot be used: " + why);
  }
}
