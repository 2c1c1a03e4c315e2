package io.aiops4j.compaction.redaction;

import java.util.Set;

/**
 * What stands where a secret stood: {@code [redacted:KIND]}.
 *
 * <p>Only the kinds below make a mask, so that nobody hides a secret by writing it like one.
 */
final class Masks {
  private static final String MARK = "[redacted:";
  private static final int LONGEST_KIND = 16;

  private static final Set<String> KINDS =
      Set.of(
          "api-key",
          "basic",
          "bearer",
          "cloud-key",
          "cookie",
          "credential",
          "github-token",
          "gitlab-token",
          "hf-token",
          "jwt",
          "key-block",
          "password",
          "pem",
          "secret",
          "slack-token",
          "vault-token",
          "webhook");

  private Masks() {}

  static String of(String kind) {
    if (!KINDS.contains(kind)) {
      throw new IllegalStateException("No mask is named '" + kind + "'; add it to the kinds");
    }
    return MARK + kind + "]";
  }

  /** Where the next mask begins; -1 if there is none. */
  static int next(String text, int from) {
    int at = text.indexOf(MARK, from);
    while (at >= 0 && end(text, at) < 0) {
      at = text.indexOf(MARK, at + 1);
    }
    return at;
  }

  /** Where the mask that begins there ends; -1 if it is none. */
  static int end(String text, int mask) {
    int from = mask + MARK.length();
    int close = from;
    while (close < text.length() && close - from <= LONGEST_KIND && text.charAt(close) != ']') {
      close++;
    }
    boolean known =
        close < text.length()
            && text.charAt(close) == ']'
            && KINDS.contains(text.substring(from, close));
    return known ? close + 1 : -1;
  }
}
