package io.aiops4j.compaction.mining;

import static java.util.Objects.requireNonNull;

import io.aiops4j.compaction.redaction.Redactor;
import java.util.List;

/**
 * A line without secrets and with its variable parts masked: what templates are made of.
 *
 * <p>The one way lines are read, for miner and matcher alike, so that a template's text means the
 * same everywhere. Linear time; a line beyond {@value #LONGEST_LINE} characters is cut. Immutable.
 */
public final class MaskedLine {
  /** Longest line looked at, in characters. */
  public static final int LONGEST_LINE = 4_096;

  private final Pieces pieces;

  private MaskedLine(String masked) {
    this.pieces = Pieces.of(masked);
  }

  /**
   * {@return the line, masked}
   *
   * @param line as it was written, of any length
   */
  public static MaskedLine of(String line) {
    char[] plain = plain(requireNonNull(line, "line")).toCharArray();
    MaskScanner scanner = new MaskScanner();
    int length = scanner.mask(plain, plain.length);
    return ofMasked(new String(scanner.text(), 0, length));
  }

  static MaskedLine ofMasked(String masked) {
    return new MaskedLine(masked);
  }

  /**
   * {@return the line on one line, cut, without secrets and without what nobody sees}
   *
   * @param line as it was written, of any length
   */
  public static String plain(String line) {
    return Redactor.redact(line.length() > LONGEST_LINE ? line.substring(0, LONGEST_LINE) : line);
  }

  /** {@return the masked text} */
  public String text() {
    return pieces.text;
  }

  /** {@return whether nothing is left but blanks} */
  public boolean isBlank() {
    return pieces.size == 0;
  }

  /** {@return its words without a digit, in their order: what a template can be found by} */
  public List<String> words() {
    return pieces.words();
  }

  Pieces pieces() {
    return pieces;
  }

  @Override
  public String toString() {
    return pieces.text;
  }
}
