package io.aiops4j.compaction.redaction;

import io.aiops4j.compaction.redaction.TokenForms.Form;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds tokens by the prefix their issuer gives them, and others by their form: JSON web tokens,
 * secrets of Azure's directory, tokens of Telegram's bots, refresh tokens of Google.
 *
 * <p>Quotes inside a token, also joined ones such as {@code "AB" + "CD"}, are looked through: the
 * search then runs over the text without them and maps back.
 */
final class KnownTokens {
  /** No token is shorter. */
  static final int SHORTEST = 13;

  private static final int AZURE_LEAST = 31;
  private static final int TELEGRAM_LEAST = 33;
  private static final int GOOGLE_LEAST = 40;

  private final String text;
  private final int[] origin;

  private KnownTokens(String text, int[] origin) {
    this.text = text;
    this.origin = origin;
  }

  static void find(String text, List<Redactor.Found> found) {
    if (!Joints.splitAToken(text)) {
      new KnownTokens(text, new int[0]).search(found);
      return;
    }
    int[] origin = new int[text.length()];
    String joined = Joints.without(text, origin);
    new KnownTokens(joined, origin).search(found);
  }

  /** Whether a token begins somewhere in a run of letters, digits, underscores, dashes, dots. */
  static boolean beginsIn(String text, int from, int to) {
    int i = from;
    while (i < to) {
      if (beginsAt(text, i)) {
        return true;
      }
      while (i < to && Chars.isLetterOrDigit(text.charAt(i))) {
        i++;
      }
      i++;
    }
    return false;
  }

  private static boolean beginsAt(String text, int i) {
    return formAt(text, i) != null || isWebToken(text, i);
  }

  private void search(List<Redactor.Found> found) {
    int i = 0;
    int runEnd = 0;
    while (i < text.length()) {
      if (i >= runEnd) {
        runEnd = runEnd(i);
      }
      int end = startsWord(text, i) ? match(i, runEnd, found) : i;
      i = Math.max(end, i + 1);
    }
  }

  private int match(int i, int runEnd, List<Redactor.Found> found) {
    Form form = formAt(text, i);
    if (form != null) {
      int end = form.dotted() ? dottedEnd(i + form.prefix().length()) : runEnd;
      int body = i + form.prefix().length();
      if (end - body >= form.least() && (!form.random() || Chars.looksRandom(text, body, end))) {
        return add(i, end, form.kind(), found);
      }
    }
    if (isWebToken(text, i)) {
      return webToken(i, runEnd, found);
    }
    return Chars.isLetterOrDigit(text.charAt(i)) ? special(i, runEnd, found) : i;
  }

  private static @Nullable Form formAt(String text, int i) {
    for (Form form : TokenForms.startingWith(text.charAt(i))) {
      if (text.startsWith(form.prefix(), i)) {
        return form;
      }
    }
    return null;
  }

  private static boolean isWebToken(String text, int i) {
    return text.charAt(i) == 'e' && text.startsWith("eyJ", i);
  }

  /** Three parts, or five if it is encrypted; two if it was cut or is not signed. */
  private int webToken(int i, int runEnd, List<Redactor.Found> found) {
    int second = runEnd + 1;
    if (runEnd - i < 10 || at(runEnd) != '.' || runEnd(second) - second < 2) {
      return i;
    }
    int end = runEnd(second);
    for (int more = 0; more < 3 && at(end) == '.'; more++) {
      end = runEnd(end + 1);
    }
    return add(i, end, "jwt", found);
  }

  private int special(int i, int runEnd, List<Redactor.Found> found) {
    if (at(i + 5) == '~' && at(i + 4) == 'Q' && Chars.isDigit(at(i + 3))) {
      int end = i + 6;
      while (Chars.inToken(at(end)) || at(end) == '.' || at(end) == '~') {
        end++;
      }
      return end - i >= 6 + AZURE_LEAST ? add(i, end, "cloud-key", found) : i;
    }
    boolean bot = at(runEnd) == ':' && runEnd - i >= 8 && runEnd - i <= 10;
    if (bot && at(runEnd + 1) == 'A' && at(runEnd + 2) == 'A' && Chars.isDigit(at(i))) {
      int end = runEnd(runEnd + 1);
      return end - runEnd > TELEGRAM_LEAST ? add(i, end, "api-key", found) : i;
    }
    if (at(i) == '1' && text.startsWith("1//0", i)) {
      int end = runEnd(i + 3);
      return end - i >= GOOGLE_LEAST ? add(i, end, "cloud-key", found) : i;
    }
    return i;
  }

  private int runEnd(int from) {
    int end = Math.min(from, text.length());
    while (Chars.inToken(at(end))) {
      end++;
    }
    return end;
  }

  private int dottedEnd(int from) {
    int end = runEnd(from);
    while (at(end) == '.' && Chars.inToken(at(end + 1))) {
      end = runEnd(end + 1);
    }
    return end;
  }

  private int add(int from, int to, String kind, List<Redactor.Found> found) {
    boolean mapped = origin.length > 0;
    found.add(
        new Redactor.Found(mapped ? origin[from] : from, mapped ? origin[to - 1] + 1 : to, kind));
    return to;
  }

  private char at(int i) {
    return i < text.length() ? text.charAt(i) : ' ';
  }

  private static boolean startsWord(String text, int i) {
    return i == 0 || !Chars.isLetterOrDigit(text.charAt(i - 1));
  }
}
