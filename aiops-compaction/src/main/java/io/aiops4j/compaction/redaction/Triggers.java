package io.aiops4j.compaction.redaction;

import io.aiops4j.compaction.redaction.SecretNames.Strength;

/**
 * Tells in one pass that a text certainly holds nothing to redact, which is so for nearly every
 * line: a few signs that each secret needs (a token's prefix, a promising name before a sign of
 * equality, ...) are looked for. What has one is searched in full.
 */
final class Triggers {
  /** Letters, digits and what else joins them into one run: no sign by themselves. */
  private static final byte RUN = 0;

  private static final byte BLANK = 1;

  /** Other signs that may stand at a secret. */
  private static final byte SIGN = 2;

  private static final byte PLAIN = 3;

  private static final byte CONTROL = 4;

  private static final byte[] CLASS = new byte[128];

  static {
    for (char c = 0; c < 128; c++) {
      boolean sign = "=:%>/~\"'`\\".indexOf(c) >= 0;
      CLASS[c] = Chars.inName(c) ? RUN : sign ? SIGN : c < ' ' || c == 0x7f ? CONTROL : PLAIN;
    }
    CLASS[' '] = BLANK;
  }

  private final String text;
  private int addressEnd;

  private Triggers(String text) {
    this.text = text;
  }

  static boolean in(String text) {
    return new Triggers(text).any();
  }

  private boolean any() {
    int n = text.length();
    int run = 0;
    int i = endOfRun(text, 0);
    while (i < n) {
      if (i - run >= KnownTokens.SHORTEST && KnownTokens.beginsIn(text, run, i) || isSign(run, i)) {
        return true;
      }
      run = i + 1;
      i = endOfRun(text, run);
    }
    return n - run >= KnownTokens.SHORTEST && KnownTokens.beginsIn(text, run, n)
        || KeyLines.isOne(text);
  }

  private static int endOfRun(String text, int from) {
    int i = from;
    while (i < text.length() && isRun(text.charAt(i))) {
      i++;
    }
    return i;
  }

  private static boolean isRun(char c) {
    return c < 128 && CLASS[c] == RUN;
  }

  private boolean isSign(int run, int i) {
    char c = text.charAt(i);
    byte sort = c < 128 ? CLASS[c] : Redactor.isHidden(text, i) ? CONTROL : PLAIN;
    switch (sort) {
      case BLANK:
        return i > run && behindWord(run, i);
      case SIGN:
        return signAt(c, i);
      default:
        return sort == CONTROL;
    }
  }

  /** Whether the word before a blank announces a secret. */
  private boolean behindWord(int word, int i) {
    switch (text.charAt(i - 1)) {
      case 'r', 'R', 'c', 'C', 'u':
        if (Headers.endsScheme(text, i)) {
          return true;
        }
        break;
      case 'N':
        if (text.startsWith("--BEGIN ", i - 7)) {
          return true;
        }
        break;
      default:
        break;
    }
    boolean takesNext =
        text.charAt(word) == '-' || i + 1 < text.length() && text.charAt(i + 1) == '\'';
    return takesNext && Assignments.at(text, i) != Strength.NONE;
  }

  private boolean signAt(char c, int i) {
    switch (c) {
      case ':':
        return i > 0 && isNamed(i)
            || text.startsWith("//", i + 1) && addressAt(i + 3)
            || text.startsWith("AA", i + 1) && i >= 8 && Chars.isDigit(text.charAt(i - 8));
      case '=':
        return i > 0 && isNamed(i);
      case '%', '>':
        return Assignments.at(text, i) != Strength.NONE;
      case '/':
        return i > 0 && text.charAt(i - 1) == '1' && text.startsWith("/0", i + 1);
      case '~':
        return i > 0 && text.charAt(i - 1) == 'Q';
      case '"', '\'', '`', '\\':
        return i > 0 && Chars.inToken(text.charAt(i - 1)) && Joints.splitsAt(text, i);
      default:
        return false;
    }
  }

  private boolean isNamed(int i) {
    char before = text.charAt(i - 1);
    return (SecretNames.mayEndWith(before) || Assignments.isSkipped(before))
        && (Assignments.at(text, i) != Strength.NONE || Headers.isHeader(text, i));
  }

  /** Each address is read once, however many stand in it. */
  private boolean addressAt(int from) {
    if (from < addressEnd) {
      return false;
    }
    addressEnd = Addresses.end(text, from);
    return Addresses.carries(text, from, addressEnd);
  }
}
