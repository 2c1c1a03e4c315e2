package io.aiops4j.compaction.redaction;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Makes untrusted text fit to be shown: secrets become {@code [redacted:KIND]}, line breaks become
 * blanks, and characters that nobody sees (controls, bidirectional marks, zero-width) are removed.
 *
 * <p>Knows keys of the clouds (AWS, Google, Azure, DigitalOcean, Databricks), JSON web tokens,
 * bearer, basic and other credentials of headers, cookies, PEM blocks and their lines, passwords
 * and keys in addresses and connection strings, webhooks, the tokens of some sixty issuers by their
 * prefix ({@code TokenForms}), and the values of {@code password=}, {@code "token": ...}, {@code
 * --secret ...}, {@code <password>...} and the like. A secret that is split by quotes or by
 * invisible characters is found too. Rather too much is redacted than too little; a secret without
 * a known form or name is not found.
 *
 * <p>Linear time and memory in the length of the text, without regular expressions; a text without
 * any sign of a secret costs one pass and no memory, and is returned as it is. Redacting twice
 * changes nothing. Stateless and thread-safe.
 */
public final class Redactor {
  private static final int MOST_ROUNDS = 8;

  private Redactor() {}

  /** One secret: from inclusive, to exclusive. */
  record Found(int from, int to, String kind) {}

  /**
   * {@return the text without secrets and without characters that nobody sees, on one line}
   *
   * @param text untrusted, of any length
   */
  public static String redact(String text) {
    if (!Triggers.in(requireNonNull(text, "text"))) {
      return text;
    }
    return searched(text);
  }

  /** The same without the look ahead. */
  static String searched(String text) {
    String plain = strip(text);
    // What was hidden by a secret, such as a quote between two, may be seen once that is gone.
    for (int round = 0; round < MOST_ROUNDS; round++) {
      String less = betweenMasks(plain);
      if (less.equals(plain)) {
        return plain;
      }
      plain = less;
    }
    return plain;
  }

  /** Redacts each part between masks by itself: a mask is never looked into, nor across. */
  private static String betweenMasks(String text) {
    int mask = Masks.next(text, 0);
    if (mask < 0) {
      return part(text);
    }
    StringBuilder out = new StringBuilder(text.length());
    int at = 0;
    while (mask >= 0) {
      int end = Masks.end(text, mask);
      out.append(part(text.substring(at, mask))).append(text, mask, end);
      at = end;
      mask = Masks.next(text, at);
    }
    return out.append(part(text.substring(at))).toString();
  }

  private static String part(String plain) {
    List<Found> found = new ArrayList<>();
    PemBlocks.find(plain, found);
    KnownTokens.find(plain, found);
    Headers.find(plain, found);
    Addresses.find(plain, found);
    Assignments.find(plain, found);
    KeyLines.find(plain, found);
    return found.isEmpty() ? plain : replaced(plain, found);
  }

  private static String replaced(String plain, List<Found> found) {
    // Of two that overlap, the one found at the more certain place (listed first) names the kind.
    found.sort(Comparator.comparingInt(Found::from));
    StringBuilder out = new StringBuilder(plain.length());
    int at = 0;
    int i = 0;
    while (i < found.size()) {
      Found first = found.get(i);
      int to = first.to();
      while (++i < found.size() && found.get(i).from() < to) {
        to = Math.max(to, found.get(i).to());
      }
      out.append(plain, at, first.from()).append(Masks.of(first.kind()));
      at = to;
    }
    return out.append(plain, at, plain.length()).toString();
  }

  /**
   * {@return the text on one line, without the characters that nobody sees; secrets stay}
   *
   * @param text untrusted, of any length
   */
  public static String strip(String text) {
    int i = plainUntil(requireNonNull(text, "text"));
    if (i == text.length()) {
      return text;
    }
    StringBuilder out = new StringBuilder(text.length()).append(text, 0, i);
    int next;
    for (; i < text.length(); i += next) {
      int c = text.codePointAt(i);
      next = Character.charCount(c);
      if (isBlank(c)) {
        out.append(' ');
      } else if (!hidden(c)) {
        out.appendCodePoint(c);
      }
    }
    return out.toString();
  }

  /**
   * {@return the text on one line, where each character that nobody sees, and each line break, is
   * written out, such as {@code \}{@code u{202e}}; secrets stay}
   *
   * @param text untrusted, of any length
   */
  public static String visible(String text) {
    int i = plainUntil(requireNonNull(text, "text"));
    if (i == text.length()) {
      return text;
    }
    StringBuilder out = new StringBuilder(text.length() + 16).append(text, 0, i);
    int next;
    for (; i < text.length(); i += next) {
      int c = text.codePointAt(i);
      next = Character.charCount(c);
      if (c != ' ' && (isBlank(c) || hidden(c))) {
        out.append("\\u{").append(Integer.toHexString(c)).append('}');
      } else {
        out.appendCodePoint(c);
      }
    }
    return out.toString();
  }

  /**
   * {@return whether nobody sees the character there, or half a character stands there alone}
   *
   * @param text any
   * @param at an index of it
   */
  public static boolean isHidden(String text, int at) {
    char c = text.charAt(at);
    if (Character.isLowSurrogate(c) && at > 0 && Character.isHighSurrogate(text.charAt(at - 1))) {
      return isHidden(text, at - 1);
    }
    int whole = text.codePointAt(at);
    return whole != ' ' && (isBlank(whole) || hidden(whole));
  }

  private static int plainUntil(String text) {
    int i = 0;
    while (i < text.length() && text.charAt(i) >= ' ' && text.charAt(i) < 0x7f) {
      i++;
    }
    return i;
  }

  /** Line breaks, tabs and every space of Unicode: one kind of blank is enough. */
  private static boolean isBlank(int c) {
    return c >= '\t' && c <= '\r'
        || c == 0xa0
        || c == 0x1680
        || c >= 0x2000 && c <= 0x200a
        || c == 0x2028
        || c == 0x2029
        || c == 0x202f
        || c == 0x205f
        || c == 0x3000;
  }

  private static boolean hidden(int c) {
    // Numbers rather than Character.getType: its tables differ from JDK to JDK (law 8).
    return c < ' '
        || c >= 0x7f && c <= 0x9f
        || c == 0xad
        || c == 0x61c
        || c == 0x115f
        || c == 0x1160
        || c == 0x180e
        || c >= 0x200b && c <= 0x200f
        || c >= 0x202a && c <= 0x202e
        || c >= 0x2060 && c <= 0x206f
        || c == 0x3164
        || c >= 0xfe00 && c <= 0xfe0f
        || c == 0xfeff
        || c >= 0xfff9 && c <= 0xfffb
        || c >= 0xd800 && c <= 0xdfff
        || c >= 0xe0000 && c <= 0xe0fff;
  }
}
