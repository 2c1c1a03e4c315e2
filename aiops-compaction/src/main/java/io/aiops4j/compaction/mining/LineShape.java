package io.aiops4j.compaction.mining;

import java.util.Arrays;

/**
 * What a masked text says but for the single pieces that vary by their form alone: the text with a
 * mark in the place of each {@link Mask}, {@code <*>} and word with a digit, and where these stand.
 *
 * <p>Texts of one shape are one template whatever stands in the marked places, see {@link Units}. A
 * piece right behind {@code <} or {@code >} is never marked: what it is decides whether it is
 * compared. In buffers that are used again; linear time. Not thread-safe.
 */
final class LineShape {
  /** Stands for what varies; no masked text has it. */
  private static final char HOLE = 1;

  /** Where something that varies may begin, or is to be looked for. */
  private static final boolean[] STARTS = new boolean[128];

  static {
    for (char c : "0123456789<[".toCharArray()) {
      STARTS[c] = true;
    }
  }

  private char[] chars = new char[256];
  private int length;
  private int[] holes = new int[16];
  private int bounds;

  /** Takes a text as it is: every one has a shape of its own. */
  void take(char[] text, int n) {
    start(n);
    System.arraycopy(text, 0, chars, 0, n);
    length = n;
  }

  /**
   * Takes the shape of a text.
   *
   * @param text the text
   * @param n how long it is
   * @param known where what varies stands in it
   * @param count how many bounds these places have
   */
  void take(char[] text, int n, int[] known, int count) {
    start(n);
    int copied = 0;
    for (int i = 0; i < count; i += 2) {
      copy(text, copied, known[i]);
      chars[length++] = HOLE;
      hole(known[i], known[i + 1]);
      copied = known[i + 1];
    }
    copy(text, copied, n);
  }

  /** Reads the shape of a text. */
  void read(char[] text, int n) {
    start(n);
    int copied = 0;
    int i = 0;
    while (i < n) {
      char c = text[i];
      if (c >= STARTS.length || !STARTS[c]) {
        i++;
        continue;
      }
      boolean word = CharClass.isDigit(c);
      int from = i;
      int to = word ? wordEnd(text, i, n) : varying(text, i, n);
      i = Math.max(to, i + 1);
      while (word && from > copied && (CharClass.of(text[from - 1]) & CharClass.ENDS) == 0) {
        from--;
      }
      if (to > 0 && (from == copied || text[from - 1] != '<' && text[from - 1] != '>')) {
        copy(text, copied, from);
        chars[length++] = HOLE;
        hole(from, to);
        copied = to;
      }
    }
    copy(text, copied, n);
  }

  char[] chars() {
    return chars;
  }

  int length() {
    return length;
  }

  int hash() {
    return TokenLine.hash(chars, 0, length);
  }

  /** {@return how many bounds the marked places have, two each} */
  int bounds() {
    return bounds;
  }

  /** {@return where a marked place begins, or, the next number, ends in the text} */
  int bound(int number) {
    return holes[number];
  }

  /** {@return the bounds of all marked places, from inclusive, to exclusive} */
  int[] holes() {
    return Arrays.copyOf(holes, bounds);
  }

  /** The end of a word, without the full stops behind it. */
  private static int wordEnd(char[] text, int digit, int n) {
    int end = digit + 1;
    while (end < n && (CharClass.of(text[end]) & CharClass.ENDS) == 0) {
      end++;
    }
    while (text[end - 1] == '.') {
      end--;
    }
    return end;
  }

  private static int varying(char[] text, int at, int n) {
    if (text[at] == '[') {
      return MaskedPiece.redacted(text, at, n);
    }
    int to = MaskedPiece.mask(text, at, n);
    // Any number of pieces is no single one.
    return to > 0 && text[to - 2] == '*' && text[to - 3] == '*' ? -1 : to;
  }

  private void start(int n) {
    if (chars.length < n) {
      chars = new char[Math.max(n, 2 * chars.length)];
    }
    bounds = 0;
    length = 0;
  }

  private void copy(char[] text, int from, int to) {
    char[] out = chars;
    int size = length;
    for (int i = from; i < to; i++) {
      out[size++] = text[i];
    }
    length = size;
  }

  private void hole(int from, int to) {
    if (bounds == holes.length) {
      holes = Arrays.copyOf(holes, 2 * bounds);
    }
    holes[bounds++] = from;
    holes[bounds++] = to;
  }
}
