package io.aiops4j.compaction.mining;

import static io.aiops4j.compaction.mining.CharClass.isDigit;
import static io.aiops4j.compaction.mining.CharClass.isHex;
import static io.aiops4j.compaction.mining.CharClass.isLetter;
import static io.aiops4j.compaction.mining.CharClass.isWord;

/** Says what a word looks like. Each test is one pass over the word. */
final class WordShapes {
  private static final int LONGEST_UNIT = 4;

  /** Endings of files that are named with a line number after them; no hosts. */
  private static final String[] SOURCES =
      words(
          "java", "kt", "scala", "py", "go", "rs", "rb", "js", "ts", "php", "pl", "sh", "c", "cc",
          "cpp", "cxx", "h", "hpp", "cu", "cs", "m", "s", "log", "conf", "xml", "json", "yaml");

  /** Ends of host names without a digit or a port to tell them by. */
  private static final String[] DOMAINS =
      words(
          "com",
          "net",
          "org",
          "edu",
          "gov",
          "mil",
          "int",
          "info",
          "biz",
          "arpa",
          "local",
          "lan",
          "internal",
          "localdomain",
          "cloud",
          "dev",
          "app");

  private static final String[] LOCAL = {"localhost"};

  private WordShapes() {}

  /** Digits with {@code .} between them, a sign, an exponent, a short unit. */
  static boolean isNumber(char[] in, int from, int to) {
    int i = from;
    if (i < to && in[i] == '-') {
      i++;
    }
    if (i == to || !isDigit(in[i])) {
      return false;
    }
    while (i < to && (isDigit(in[i]) || in[i] == '.' || in[i] == '_')) {
      i++;
    }
    if (i == to) {
      return true;
    }
    if (i + 1 < to && (in[i] == 'e' || in[i] == 'E')) {
      int exponent = in[i + 1] == '-' ? i + 2 : i + 1;
      int end = exponent;
      while (end < to && isDigit(in[end])) {
        end++;
      }
      if (end == to && end > exponent) {
        return true;
      }
    }
    int unit = i;
    while (i < to && (isLetter(in[i]) || in[i] == '/')) {
      i++;
    }
    return i == to && to - unit <= LONGEST_UNIT && in[i - 1] != '/';
  }

  static boolean isUuid(char[] in, int from, int to) {
    if (to - from != 36) {
      return false;
    }
    for (int i = 0; i < 36; i++) {
      boolean dash = i == 8 || i == 13 || i == 18 || i == 23;
      if (dash ? in[from + i] != '-' : !isHex(in[from + i])) {
        return false;
      }
    }
    return true;
  }

  /**
   * With {@code 0x}; or six hex digits and more with both a digit and a letter among them; or eight
   * letters and more that all are hex digits.
   */
  static boolean isHexNumber(char[] in, int from, int to) {
    boolean marked = to - from > 2 && in[from] == '0' && (in[from + 1] | 0x20) == 'x';
    boolean digit = false;
    boolean letter = false;
    for (int i = marked ? from + 2 : from; i < to; i++) {
      if (!isHex(in[i]) && !(marked && in[i] == '_')) {
        return false;
      }
      digit |= isDigit(in[i]);
      letter |= !isDigit(in[i]);
    }
    int length = to - from;
    return marked || (digit ? letter && length >= 6 : length >= 8 && length % 4 == 0);
  }

  /** The end of {@code d.d.d.d} with port or prefix length, or -1. */
  static int ipv4(char[] in, int from, int n) {
    int at = from;
    for (int part = 0; part < 4; part++) {
      int end = at;
      while (end < n && end - at < 4 && isDigit(in[end])) {
        end++;
      }
      if (end == at || end - at > 3 || part < 3 && (end == n || in[end] != '.')) {
        return -1;
      }
      at = part < 3 ? end + 1 : end;
    }
    if (at + 1 < n && (in[at] == '.' || in[at] == '-') && isWord(in[at + 1])) {
      return -1;
    }
    if (at + 1 < n && in[at] == '/' && isDigit(in[at + 1])) {
      int end = at + 1;
      while (end < n && end - at < 4 && isDigit(in[end])) {
        end++;
      }
      at = end;
    }
    at = port(in, at, n);
    return at == n || !isWord(in[at]) ? at : -1;
  }

  /** The end of {@code :digits} after a host, or {@code at} if there is none. */
  static int port(char[] in, int at, int n) {
    int end = at + 1;
    while (end < n && end - at < 7 && isDigit(in[end])) {
      end++;
    }
    boolean one = at < n && in[at] == ':' && end > at + 1 && end - at <= 6;
    return one && (end == n || !isWord(in[end])) ? end : at;
  }

  /** The end of hexadecimal groups with {@code :} or, for a hardware address, {@code -}; or -1. */
  static int colonHex(char[] in, int from, int n, boolean[] hardware) {
    int at = from;
    int groups = 0;
    int pairs = 0;
    int doubles = 0;
    boolean digit = false;
    while (at < n && groups <= 8) {
      int end = at;
      while (end < n && end - at < 5 && isHex(in[end])) {
        digit |= isDigit(in[end]);
        end++;
      }
      if (end - at > 4 || end < n && isWord(in[end])) {
        return -1;
      }
      groups += end > at ? 1 : 0;
      pairs += end - at == 2 ? 1 : 0;
      if (end + 1 < n && in[end] == ':' && in[end + 1] == ':') {
        doubles++;
        at = end + 2;
      } else if (end + 1 < n && in[end] == ':' && isHex(in[end + 1]) && end > at) {
        at = end + 1;
      } else {
        at = end;
        break;
      }
    }
    hardware[0] = groups == 6 && pairs == 6 && doubles == 0;
    boolean address = doubles == 1 && groups >= 2 && digit || doubles == 0 && groups == 8;
    return hardware[0] || address ? at : -1;
  }

  /** {@code dddd:bb:dd.f} or {@code dddd:bb:dd}: the end, or -1. */
  static int pci(char[] in, int from, int n) {
    int at = from;
    for (int part = 0; part < 3; part++) {
      int size = part == 0 ? 4 : 2;
      int end = at;
      while (end < n && end - at <= 8 && isHex(in[end])) {
        end++;
      }
      boolean fits = end - at == size || part == 0 && end - at == 8;
      if (!fits || part < 2 && (end == n || in[end] != ':')) {
        return -1;
      }
      at = part < 2 ? end + 1 : end;
    }
    if (at + 1 < n && in[at] == '.' && isDigit(in[at + 1])) {
      at += 2;
    }
    return at == n || !isWord(in[at]) && in[at] != ':' ? at : -1;
  }

  /** {@code name@host.domain}. */
  static boolean isEmail(char[] in, int from, int to) {
    int at = -1;
    int dot = -1;
    for (int i = from; i < to; i++) {
      if (in[i] == '@') {
        if (at >= 0) {
          return false;
        }
        at = i;
      } else if (in[i] == '/' || in[i] == '\\') {
        return false;
      } else if (in[i] == '.' && at >= 0) {
        dot = i;
      }
    }
    return at > from && dot > at + 1 && dot < to - 1 && isLetter(in[to - 1]);
  }

  /** {@code some.Class@1a2b3c}: what identifies an object. */
  static boolean isObject(char[] in, int from, int to) {
    int at = to;
    while (at > from && isHex(in[at - 1])) {
      at--;
    }
    return at < to && at - 1 > from && in[at - 1] == '@';
  }

  /** Labels of letters, digits and dashes with dots between them, or one label with a digit. */
  static boolean isHost(char[] in, int from, int to, boolean withPort) {
    int labels = 1;
    int label = from;
    boolean digit = false;
    for (int i = from; i < to; i++) {
      char c = in[i];
      if (c == '.') {
        if (i == label) {
          return false;
        }
        labels++;
        label = i + 1;
      } else if (!isDigit(c) && !isLetter(c) && c != '-') {
        return false;
      } else {
        digit |= isDigit(c);
      }
    }
    if (!isLetter(in[from]) && !isDigit(in[from]) || to - label < 1) {
      return false;
    }
    if (withPort) {
      return labels > 1 && isLetter(in[label]) && !isOneOf(SOURCES, in, label, to)
          || labels == 1 && digit
          || isOneOf(LOCAL, in, from, to);
    }
    return labels > 1 && isDomain(in, from, label, to, labels, digit);
  }

  private static boolean isDomain(
      char[] in, int from, int label, int to, int labels, boolean digit) {
    int length = to - label;
    for (int i = label; i < to; i++) {
      if (!isLetter(in[i])) {
        return false;
      }
    }
    if (length > 12) {
      return false;
    }
    if (isOneOf(DOMAINS, in, label, to)) {
      return true;
    }
    boolean country = length == 2 && labels >= 3;
    return digit && country && !isOneOf(SOURCES, in, label, to);
  }

  /** Whether the text is one of some words of small letters, whatever its case. */
  static boolean isOneOf(String[] words, char[] in, int from, int to) {
    for (String word : words) {
      if (word.length() == to - from && word.charAt(0) == (in[from] | 0x20)) {
        int i = 1;
        while (i < word.length() && word.charAt(i) == (in[from + i] | 0x20)) {
          i++;
        }
        if (i == word.length()) {
          return true;
        }
      }
    }
    return false;
  }

  private static String[] words(String... words) {
    return words;
  }
}
