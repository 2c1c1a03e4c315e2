package io.aiops4j.compaction.mining;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The pieces of a masked text: words, masks, wildcards and marks of punctuation, each with whether
 * a blank stands before it.
 *
 * <p>Full stops at the end of a word are a piece of their own, and so is each mark. The pieces and
 * their blanks give the text back. Immutable once read.
 */
final class Pieces {
  /** A word without a digit. */
  static final byte WORD = 0;

  /** A word with a digit in it, which may be a name or a number. */
  static final byte MIXED = 1;

  /** Punctuation. */
  static final byte MARK = 2;

  /** A {@link Mask}, or a secret that was redacted. */
  static final byte MASK = 3;

  /** {@code <*>}. */
  static final byte ANY = 4;

  /** {@code <**>}. */
  static final byte REST = 5;

  final String text;
  int size;
  int[] from = new int[16];
  int[] to = new int[16];
  int[] hash = new int[16];
  byte[] kind = new byte[16];

  private Pieces(String text) {
    this.text = text;
  }

  static Pieces of(String text) {
    Pieces pieces = new Pieces(text);
    pieces.read();
    return pieces;
  }

  /** Whether a blank, or nothing, stands before the piece. */
  boolean afterBlank(int piece) {
    return from[piece] == 0 || text.charAt(from[piece] - 1) == ' ';
  }

  boolean varies(int piece) {
    return kind[piece] != WORD && kind[piece] != MARK;
  }

  boolean is(int piece, char mark) {
    return kind[piece] == MARK && to[piece] - from[piece] == 1 && text.charAt(from[piece]) == mark;
  }

  String piece(int piece) {
    return text.substring(from[piece], to[piece]);
  }

  /** The words without a digit, in their order. */
  List<String> words() {
    List<String> words = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      if (kind[i] == WORD) {
        words.add(piece(i));
      }
    }
    return words;
  }

  boolean sameText(int piece, Pieces that, int other) {
    int length = to[piece] - from[piece];
    return hash[piece] == that.hash[other]
        && length == that.to[other] - that.from[other]
        && text.regionMatches(from[piece], that.text, that.from[other], length);
  }

  private void read() {
    char[] chars = text.toCharArray();
    int n = chars.length;
    int i = 0;
    while (i < n) {
      char c = chars[i];
      if (c == ' ') {
        i++;
      } else if ((CharClass.of(c) & CharClass.ENDS) != 0) {
        int close =
            c == '<'
                ? MaskedPiece.mask(chars, i, n)
                : c == '[' ? MaskedPiece.redacted(chars, i, n) : -1;
        if (close > 0) {
          boolean star = chars[i + 1] == '*';
          add(chars, i, close, !star ? MASK : close - i == 3 ? ANY : REST);
        } else {
          close = i + 1;
          add(chars, i, close, MARK);
        }
        i = close;
      } else {
        i = word(chars, i, n);
      }
    }
  }

  private int word(char[] chars, int start, int n) {
    int flags = 0;
    int end = start;
    while (end < n && (CharClass.of(chars[end]) & CharClass.ENDS) == 0) {
      flags |= CharClass.of(chars[end]);
      end++;
    }
    int last = end;
    while (last > start && chars[last - 1] == '.') {
      last--;
    }
    if (last > start) {
      boolean plain = (flags & ~CharClass.INNER) != 0;
      add(chars, start, last, (flags & CharClass.DIGIT) != 0 ? MIXED : plain ? WORD : MARK);
    }
    if (last < end) {
      add(chars, last, end, MARK);
    }
    return end;
  }

  private void add(char[] chars, int start, int end, byte what) {
    if (size == from.length) {
      from = Arrays.copyOf(from, 2 * size);
      to = Arrays.copyOf(to, 2 * size);
      hash = Arrays.copyOf(hash, 2 * size);
      kind = Arrays.copyOf(kind, 2 * size);
    }
    int h = 0;
    for (int i = start; i < end; i++) {
      h = 31 * h + chars[i];
    }
    from[size] = start;
    to[size] = end;
    hash[size] = h;
    kind[size] = what;
    size++;
  }
}
