package io.aiops4j.compaction.mining;

/**
 * Reads lines into a masked text in a buffer that is used again.
 *
 * <p>Made by whoever makes miners: those of one thread may share one. Not thread-safe.
 */
public final class LineReader {
  private final MaskScanner scanner;
  private char[] line = new char[256];
  private final LineShape shape = new LineShape();
  private int length;

  /** Makes a reader that masks what varies. */
  public LineReader() {
    this(true);
  }

  /**
   * Makes a reader.
   *
   * @param masks whether it masks what varies; without masks a miner needs more room and finds
   *     less, and a {@link TemplateMatcher}, which masks, knows its templates by their words only
   */
  public LineReader(boolean masks) {
    this.scanner = new MaskScanner(masks);
  }

  /** Reads a line as it was written; secrets in it stay. */
  void read(CharSequence text) {
    int n = Math.min(text.length(), MaskedLine.LONGEST_LINE);
    load(text, n);
    length = scanner.mask(line, n);
    if (scanner.hasOdd()) {
      String plain = MaskedLine.plain(text.subSequence(0, n).toString());
      load(plain, plain.length());
      length = scanner.mask(line, plain.length());
    }
  }

  char[] chars() {
    return scanner.text();
  }

  int length() {
    return length;
  }

  /** Finds the shape of the masked text. */
  void readShape() {
    if (scanner.hasHoles()) {
      shape.take(scanner.text(), length, scanner.holes(), scanner.bounds());
    } else {
      shape.read(scanner.text(), length);
    }
  }

  /** {@return a buffer for shapes, of whatever text} */
  LineShape shape() {
    return shape;
  }

  /** {@return the hash of the masked text} */
  int hash() {
    return TokenLine.hash(scanner.text(), 0, length);
  }

  String text() {
    return new String(scanner.text(), 0, length);
  }

  private void load(CharSequence text, int n) {
    if (line.length < n) {
      line = new char[Math.max(n, 2 * line.length)];
    }
    if (text instanceof String s) {
      s.getChars(0, n, line, 0);
    } else {
      for (int i = 0; i < n; i++) {
        line[i] = text.charAt(i);
      }
    }
  }
}
