package io.aiops4j.compaction.redaction;

import io.aiops4j.compaction.redaction.SecretNames.Strength;
import java.util.List;

/**
 * Finds the values of names that promise a secret: {@code name=value}, {@code "name": "value"},
 * {@code --name value}, {@code PASSWORD 'value'}, {@code <name>value<}, {@code name%3Dvalue}.
 */
final class Assignments {
  /** How many quotes and blanks may stand between a name and its sign of equality. */
  private static final int MOST_SKIPPED = 4;

  private Assignments() {}

  static void find(String text, List<Redactor.Found> found) {
    int i = 0;
    while (i < text.length()) {
      Strength strength = at(text, i);
      int end = i;
      if (strength != Strength.NONE) {
        end = value(text, afterSign(text, i), strength, found);
      }
      i = Math.max(end, i + 1);
    }
  }

  /** What is said of the value behind the character, if a value begins behind it. */
  static Strength at(String text, int i) {
    char c = text.charAt(i);
    switch (c) {
      case '=', ':':
        return named(text, i);
      case '%':
        return text.startsWith("3D", i + 1) || text.startsWith("3A", i + 1)
            ? named(text, i)
            : Strength.NONE;
      case '>':
        return i > 0 && SecretNames.mayEndWith(text.charAt(i - 1)) && isTag(text, i)
            ? SecretNames.of(text, i)
            : Strength.NONE;
      case ' ':
        return i > 0 && SecretNames.mayEndWith(text.charAt(i - 1)) && takesNext(text, i)
            ? SecretNames.of(text, i)
            : Strength.NONE;
      default:
        return Strength.NONE;
    }
  }

  private static Strength named(String text, int i) {
    int end = i;
    while (end > 0 && i - end < MOST_SKIPPED && isSkipped(text.charAt(end - 1))) {
      end--;
    }
    return end > 0 && SecretNames.mayEndWith(text.charAt(end - 1))
        ? SecretNames.of(text, end)
        : Strength.NONE;
  }

  /** A flag, or a word of SQL before a quoted value: {@code --token x}, {@code PASSWORD 'x'}. */
  private static boolean takesNext(String text, int i) {
    int from = i;
    while (from > 0 && i - from < 64 && Chars.inName(text.charAt(from - 1))) {
      from--;
    }
    if (text.startsWith("--", from)) {
      return true;
    }
    boolean quoted = i + 1 < text.length() && text.charAt(i + 1) == '\'';
    // A parser that complains of an unexpected token quotes it: that is none of the secret ones.
    return quoted && !text.regionMatches(true, i - 5, "token", 0, 5);
  }

  private static boolean isTag(String text, int i) {
    int from = i;
    while (from > 0 && i - from < 64 && Chars.inName(text.charAt(from - 1))) {
      from--;
    }
    return from > 0 && (text.charAt(from - 1) == '<' || text.charAt(from - 1) == ':');
  }

  private static int afterSign(String text, int i) {
    return text.charAt(i) == '%' ? i + 3 : i + 1;
  }

  private static int value(String text, int start, Strength strength, List<Redactor.Found> found) {
    int from = start;
    while (from < text.length()
        && from - start < 8
        && (text.charAt(from) == ' ' || text.charAt(from) == '=' || text.charAt(from) == '>')) {
      from++;
    }
    if (text.startsWith("\\\"", from)) {
      return escaped(text, from, strength, found);
    }
    int to = from;
    // A value may be several quoted and bare pieces side by side, as a shell would join them.
    while (to < text.length() && !endsValue(text.charAt(to))) {
      to = Chars.isQuote(text.charAt(to)) ? afterQuoted(text, to) : to + 1;
    }
    boolean quotedWhole =
        to - from >= 2
            && Chars.isQuote(text.charAt(from))
            && afterQuoted(text, from) == to
            && text.charAt(to - 1) == text.charAt(from);
    add(text, quotedWhole ? from + 1 : from, quotedWhole ? to - 1 : to, strength, found);
    return to;
  }

  /** {@code \"value\"}: JSON inside a text of JSON. */
  private static int escaped(String text, int open, Strength strength, List<Redactor.Found> found) {
    int close = text.indexOf("\\\"", open + 2);
    int to = close < 0 ? text.length() : close;
    add(text, open + 2, to, strength, found);
    return to;
  }

  private static void add(
      String text, int from, int to, Strength strength, List<Redactor.Found> found) {
    boolean secret = strength == Strength.ALWAYS || Chars.looksRandom(text, from, to);
    if (secret && saysSomething(text, from, to) && !isScheme(text, from, to)) {
      found.add(new Redactor.Found(from, to, "secret"));
    }
  }

  /** Whether there is more than the quotes in which a value stood that is masked already. */
  private static boolean saysSomething(String text, int from, int to) {
    for (int i = from; i < to; i++) {
      if (!isSkipped(text.charAt(i))) {
        return true;
      }
    }
    return false;
  }

  private static boolean isScheme(String text, int from, int to) {
    return to - from == 6 && text.regionMatches(true, from, "bearer", 0, 6)
        || to - from == 5 && text.regionMatches(true, from, "basic", 0, 5);
  }

  private static int afterQuoted(String text, int open) {
    char quote = text.charAt(open);
    for (int i = open + 1; i < text.length(); i++) {
      if (text.charAt(i) == '\\') {
        i++;
      } else if (text.charAt(i) == quote) {
        return i + 1;
      }
    }
    return text.length();
  }

  private static boolean endsValue(char c) {
    return c == ' ' || c == ',' || c == ';' || c == '&' || c == '}' || c == ')' || c == ']'
        || c == '<';
  }

  /** What may stand between a name and the sign behind it. */
  static boolean isSkipped(char c) {
    return c == ' ' || c == '\\' || Chars.isQuote(c);
  }
}
