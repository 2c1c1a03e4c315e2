package io.aiops4j.compaction.mining;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * Says whether a line is one of a template, from the template's text alone.
 *
 * <p>A template is a text of words, masks and marks as {@link MaskScanner} writes them: each
 * matches itself, with a blank before it where the template has one; {@value #ANY} matches any one
 * word, mask or mark, {@value #REST} any number of them, also none. Secrets in the line are
 * redacted first. Time O(pieces of the line times pieces of the template) at worst, both bounded.
 * Immutable and thread-safe.
 */
public final class TemplateMatcher {
  /** Matches one word, mask or mark. */
  public static final String ANY = "<*>";

  /** Matches any number of words, masks and marks. */
  public static final String REST = "<**>";

  private final Pieces template;

  private TemplateMatcher(Pieces template) {
    this.template = template;
  }

  /**
   * {@return the matcher of a template}
   *
   * @param template its text, such as {@code link <*> down after <NUM> retries}
   */
  public static TemplateMatcher of(String template) {
    return new TemplateMatcher(Pieces.of(requireNonNull(template, "template").strip()));
  }

  /** {@return the template's text} */
  public String template() {
    return template.text;
  }

  /** {@return its words without a digit, in their order: each is in every line that matches} */
  public List<String> words() {
    return template.words();
  }

  /**
   * {@return whether the line is one of the template}
   *
   * @param line as it was written
   */
  public boolean matches(String line) {
    return matches(MaskedLine.of(line));
  }

  /**
   * {@return whether a masked line is one of the template}
   *
   * @param line masked
   */
  public boolean matches(MaskedLine line) {
    return matches(line.pieces(), false);
  }

  /** Whether a line fits; a careful look lets no wildcard swallow a word that it never should. */
  boolean matches(Pieces line, boolean careful) {
    int i = 0;
    int t = 0;
    int star = -1;
    int retry = 0;
    while (i < line.size) {
      if (t < template.size && template.kind[t] == Pieces.REST) {
        star = t++;
        retry = i;
      } else if (t < template.size && fits(t, line, i, careful)) {
        t++;
        i++;
      } else if (star >= 0 && !(careful && isPlain(line, retry))) {
        t = star + 1;
        i = ++retry;
      } else {
        return false;
      }
    }
    while (t < template.size && template.kind[t] == Pieces.REST) {
      t++;
    }
    return t == template.size;
  }

  private boolean fits(int t, Pieces line, int i, boolean careful) {
    if (template.afterBlank(t) != line.afterBlank(i)) {
      return false;
    }
    if (template.kind[t] == Pieces.ANY) {
      return !careful
          || line.kind[i] != Pieces.MARK
              && !(line.kind[i] == Pieces.WORD && ProtectedWords.isOne(line.piece(i)));
    }
    return template.sameText(t, line, i);
  }

  private static boolean isPlain(Pieces line, int piece) {
    return line.kind[piece] == Pieces.WORD && !Units.isMeasure(line, piece);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof TemplateMatcher that && template.text.equals(that.template.text);
  }

  @Override
  public int hashCode() {
    return template.text.hashCode();
  }

  @Override
  public String toString() {
    return template.text;
  }
}
