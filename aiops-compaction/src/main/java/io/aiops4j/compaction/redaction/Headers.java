package io.aiops4j.compaction.redaction;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Finds credentials in headers and on the command line of who sends them. */
final class Headers {
  /** Schemes of an Authorization header whose credential is the word behind them. */
  private static final Set<String> SCHEMES =
      Set.of("token", "apikey", "api-key", "key", "negotiate", "ntlm", "ssws", "oauth", "splunk");

  private static final int LONGEST_SCHEME = 12;

  /** How far is looked for what belongs together, so that the whole stays linear. */
  private static final int FAR = 200;

  private Headers() {}

  static void find(String text, List<Redactor.Found> found) {
    int i = 0;
    while (i < text.length()) {
      char c = text.charAt(i);
      int end = i;
      if (c == ' ' && endsScheme(text, i)) {
        end = scheme(text, i, found);
      } else if ((c == ':' || c == '=') && isHeader(text, i)) {
        end = header(text, i, found);
      }
      i = Math.max(end, i + 1);
    }
  }

  /** Whether {@code Bearer}, {@code Basic} (of an Authorization) or {@code curl -u} ends there. */
  static boolean endsScheme(String text, int i) {
    if (i < 2) {
      return false;
    }
    char before = Chars.lower(text.charAt(i - 2));
    return switch (text.charAt(i - 1)) {
      case 'r', 'R' ->
          before == 'e' && (endsWord(text, i, "bearer") || endsWord(text, i, "--user"));
      case 'c', 'C' -> before == 'i' && endsWord(text, i, "basic") && authorized(text, i);
      case 'u' -> before == '-' && endsWord(text, i, "-u") && isCurl(text, i);
      default -> false;
    };
  }

  /** Whether {@code Authorization} or {@code Cookie} stands before the colon. */
  static boolean isHeader(String text, int i) {
    int end = nameEnd(text, i);
    if (end < 6) {
      return false;
    }
    return switch (text.charAt(end - 1)) {
      case 'n', 'N' -> endsWith(text, end, "authorization");
      case 'e', 'E' -> endsWith(text, end, "cookie");
      default -> false;
    };
  }

  private static int scheme(String text, int i, List<Redactor.Found> found) {
    int from = i;
    while (from < text.length() && (text.charAt(from) == ' ' || Chars.isQuote(text.charAt(from)))) {
      from++;
    }
    if (text.charAt(i - 1) == 'u' || endsWord(text, i, "--user")) {
      return userAndPassword(text, from, found);
    }
    int to = from;
    while (to < text.length() && Chars.inCredential(text.charAt(to))) {
      to++;
    }
    if (to - from >= 8) {
      boolean bearer = Chars.lower(text.charAt(i - 1)) == 'r';
      found.add(new Redactor.Found(from, to, bearer ? "bearer" : "basic"));
    }
    return Math.max(to, i);
  }

  private static int userAndPassword(String text, int from, List<Redactor.Found> found) {
    int to = wordEnd(text, from);
    int colon = text.indexOf(':', from);
    if (colon > from && colon + 1 < to) {
      found.add(new Redactor.Found(colon + 1, to, "password"));
    }
    return to;
  }

  private static int header(String text, int i, List<Redactor.Found> found) {
    int from = i + 1;
    while (from < text.length()
        && from - i < 8
        && (text.charAt(from) == ' '
            || text.charAt(from) == '\\'
            || text.charAt(from) == '>'
            || Chars.isQuote(text.charAt(from)))) {
      from++;
    }
    if (endsWith(text, nameEnd(text, i), "cookie")) {
      return cookie(text, from, found);
    }
    int to = wordEnd(text, from);
    String word = text.substring(from, Math.min(to, from + LONGEST_SCHEME));
    int credential = from;
    if (SCHEMES.contains(word.toLowerCase(Locale.ROOT)) && to + 1 < text.length()) {
      credential = to + 1;
      to = wordEnd(text, credential);
    } else if (!Chars.looksRandom(text, from, to)) {
      return i;
    }
    if (credential < to) {
      found.add(new Redactor.Found(credential, to, "credential"));
    }
    return to;
  }

  /** All pairs of a cookie: which of them opens a door is not known. */
  private static int cookie(String text, int from, List<Redactor.Found> found) {
    int first = from;
    while (first < text.length() && first - from < FAR && Chars.inName(text.charAt(first))) {
      first++;
    }
    if (first == from || first >= text.length() || text.charAt(first) != '=') {
      return from;
    }
    int to = first;
    while (to < text.length() && !Chars.isQuote(text.charAt(to)) && text.charAt(to) != '\\') {
      to++;
    }
    found.add(new Redactor.Found(from, to, "cookie"));
    return to;
  }

  private static int wordEnd(String text, int from) {
    int to = from;
    while (to < text.length()
        && text.charAt(to) != ' '
        && text.charAt(to) != ','
        && text.charAt(to) != '\\'
        && text.charAt(to) != '}'
        && text.charAt(to) != ']'
        && !Chars.isQuote(text.charAt(to))) {
      to++;
    }
    return to;
  }

  private static int nameEnd(String text, int i) {
    int end = i;
    while (end > 0
        && i - end < 4
        && (text.charAt(end - 1) == ' '
            || text.charAt(end - 1) == '\\'
            || Chars.isQuote(text.charAt(end - 1)))) {
      end--;
    }
    return end;
  }

  private static boolean isCurl(String text, int i) {
    for (int from = i; from >= Math.max(0, i - FAR); from--) {
      if (text.startsWith("curl ", from)) {
        return true;
      }
    }
    return false;
  }

  private static boolean authorized(String text, int i) {
    for (int from = i - 6; from >= Math.max(0, i - 36); from--) {
      if (text.regionMatches(true, from, "authorization", 0, 13)) {
        return true;
      }
    }
    return false;
  }

  private static boolean endsWith(String text, int end, String word) {
    return end >= word.length()
        && text.regionMatches(true, end - word.length(), word, 0, word.length());
  }

  private static boolean endsWord(String text, int end, String word) {
    int before = end - word.length() - 1;
    return endsWith(text, end, word) && (before < 0 || !Chars.isWord(text.charAt(before)));
  }
}
