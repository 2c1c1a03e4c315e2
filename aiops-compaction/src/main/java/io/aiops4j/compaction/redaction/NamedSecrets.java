package io.aiops4j.compaction.redaction;

import java.util.List;
import java.util.Locale;

/**
 * Finds secrets by what stands before them: a name, a scheme, or the user of a connection string.
 */
final class NamedSecrets {
  private static final List<String> NAMES =
      List.of(
          "password",
          "passwd",
          "pwd",
          "passphrase",
          "passcode",
          "secret",
          "token",
          "apikey",
          "accesskey",
          "secretkey",
          "privatekey",
          "authkey",
          "credential",
          "credentials",
          "signature");

  private static final int LONGEST_NAME = 64;

  private NamedSecrets() {}

  static void find(String text, List<Redactor.Found> found) {
    schemes(text, found);
    connections(text, found);
    values(text, found);
  }

  /** {@code Bearer xyz}, {@code Basic xyz}. */
  private static void schemes(String text, List<Redactor.Found> found) {
    int i = 0;
    while (i < text.length()) {
      char c = text.charAt(i);
      boolean bearer = (c == 'b' || c == 'B') && text.regionMatches(true, i, "bearer ", 0, 7);
      boolean basic =
          (c == 'b' || c == 'B')
              && text.regionMatches(true, i, "basic ", 0, 6)
              && authorized(text, i);
      if ((bearer || basic) && (i == 0 || !Redactor.isWord(text.charAt(i - 1)))) {
        int from = i + (bearer ? 7 : 6);
        while (from < text.length() && (text.charAt(from) == ' ' || isQuote(text.charAt(from)))) {
          from++;
        }
        int to = from;
        while (to < text.length() && inCredential(text.charAt(to))) {
          to++;
        }
        if (to - from >= 8) {
          found.add(new Redactor.Found(from, to, bearer ? "bearer" : "basic"));
        }
        i = Math.max(to, i + 1);
      } else {
        i++;
      }
    }
  }

  private static boolean authorized(String text, int i) {
    int from = Math.max(0, i - 24);
    return text.substring(from, i).toLowerCase(Locale.ROOT).contains("authorization");
  }

  /** {@code scheme://user:password@host}. */
  private static void connections(String text, List<Redactor.Found> found) {
    int at = text.indexOf("://");
    while (at >= 0) {
      int from = at + 3;
      int colon = -1;
      int host = -1;
      int end = from;
      // The last @ before the address ends: a password may hold one itself.
      while (end < text.length() && text.charAt(end) > ' ' && text.charAt(end) != '"') {
        if (text.charAt(end) == ':' && colon < 0) {
          colon = end;
        } else if (text.charAt(end) == '@') {
          host = end;
        }
        end++;
      }
      if (colon >= 0 && host > colon + 1 && !text.startsWith(Redactor.MARK, colon + 1)) {
        found.add(new Redactor.Found(colon + 1, host, "password"));
      }
      at = text.indexOf("://", end);
    }
  }

  /** {@code name=value}, {@code "name": "value"}, {@code --name value}. */
  private static void values(String text, List<Redactor.Found> found) {
    int i = 0;
    while (i < text.length()) {
      char c = text.charAt(i);
      int end = i;
      if (c == '=' || c == ':' || c == ' ') {
        int nameEnd = i;
        while (nameEnd > 0 && i - nameEnd < 4 && c != ' ' && isSkipped(text.charAt(nameEnd - 1))) {
          nameEnd--;
        }
        if (isSecretName(text, nameEnd, c == ' ')) {
          end = value(text, i + 1, found);
        }
      }
      i = Math.max(end, i + 1);
    }
  }

  private static boolean isSecretName(String text, int end, boolean asFlag) {
    int from = end;
    StringBuilder name = new StringBuilder();
    while (from > 0 && end - from < LONGEST_NAME && inName(text.charAt(from - 1))) {
      from--;
    }
    for (int i = from; i < end; i++) {
      char c = text.charAt(i);
      if (c != '-' && c != '_' && c != '.') {
        name.append(c >= 'A' && c <= 'Z' ? (char) (c + 32) : c);
      }
    }
    if (asFlag && !text.startsWith("--", from)) {
      return false;
    }
    String said = name.toString();
    return NAMES.stream().anyMatch(said::endsWith);
  }

  private static int value(String text, int start, List<Redactor.Found> found) {
    int from = start;
    while (from < text.length()
        && from - start < 8
        && (text.charAt(from) == ' ' || text.charAt(from) == '=' || text.charAt(from) == '>')) {
      from++;
    }
    int to = from;
    // A value may be several quoted and bare pieces side by side, as a shell would join them.
    while (to < text.length() && !endsValue(text.charAt(to))) {
      if (isQuote(text.charAt(to))) {
        to = afterQuoted(text, to);
      } else {
        to++;
      }
    }
    boolean quotedWhole =
        to - from >= 2
            && isQuote(text.charAt(from))
            && afterQuoted(text, from) == to
            && text.charAt(to - 1) == text.charAt(from);
    int first = quotedWhole ? from + 1 : from;
    int last = quotedWhole ? to - 1 : to;
    if (first < last && !text.startsWith(Redactor.MARK, first) && !isScheme(text, first, last)) {
      found.add(new Redactor.Found(first, last, "secret"));
    }
    return to;
  }

  private static boolean isScheme(String text, int from, int to) {
    String word = text.substring(from, Math.min(to, from + 7)).toLowerCase(Locale.ROOT);
    return word.equals("bearer") || word.equals("basic");
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
    return c == ' ' || c == ',' || c == ';' || c == '&' || c == '}' || c == ')' || c == ']';
  }

  private static boolean inName(char c) {
    return Redactor.isWord(c) || c == '-' || c == '.';
  }

  private static boolean isSkipped(char c) {
    return c == ' ' || isQuote(c) || c == '\\';
  }

  private static boolean isQuote(char c) {
    return c == '"' || c == '\'' || c == '`';
  }

  private static boolean inCredential(char c) {
    return Redactor.isWord(c) || "-.~+/=".indexOf(c) >= 0;
  }
}
