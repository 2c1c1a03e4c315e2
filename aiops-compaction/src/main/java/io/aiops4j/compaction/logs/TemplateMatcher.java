package io.aiops4j.compaction.logs;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import java.util.List;

/**
 * Says whether a line is one of a template, from the template's text alone.
 *
 * <p>A template is a text of tokens with a blank between them: a literal token matches itself after
 * masking, {@value #ANY} matches any one token, {@value #REST} any number of tokens, also none. The
 * masks are those of {@link TemplateMiner}, and secrets in the line are redacted first. Time
 * O(tokens of the line times tokens of the template) at worst. Immutable and thread-safe.
 */
public final class TemplateMatcher {
  /** Matches one token. */
  public static final String ANY = "<*>";

  /** Matches any number of tokens. */
  public static final String REST = "<**>";

  private final String text;
  private final String[] tokens;

  private TemplateMatcher(String text) {
    this.text = requireNonNull(text, "text");
    this.tokens = text.isBlank() ? new String[0] : text.strip().split(" +");
  }

  /**
   * {@return the matcher of a template}
   *
   * @param template its text, such as {@code link <*> down after <NUM> retries}
   */
  public static TemplateMatcher of(String template) {
    return new TemplateMatcher(template);
  }

  /** {@return the template's text} */
  public String template() {
    return text;
  }

  /**
   * {@return whether the line is one of the template}
   *
   * @param line as it was written
   */
  public boolean matches(String line) {
    return matches(LineTokens.of(line));
  }

  boolean matches(List<String> masked) {
    int i = 0;
    int t = 0;
    int star = -1;
    int retry = 0;
    while (i < masked.size()) {
      if (t < tokens.length && tokens[t].equals(REST)) {
        star = t++;
        retry = i;
      } else if (t < tokens.length && (tokens[t].equals(ANY) || tokens[t].equals(masked.get(i)))) {
        t++;
        i++;
      } else if (star >= 0) {
        t = star + 1;
        i = ++retry;
      } else {
        return false;
      }
    }
    while (t < tokens.length && tokens[t].equals(REST)) {
      t++;
    }
    return t == tokens.length;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof TemplateMatcher that && Arrays.equals(tokens, that.tokens);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(tokens);
  }

  @Override
  public String toString() {
    return text;
  }
}
