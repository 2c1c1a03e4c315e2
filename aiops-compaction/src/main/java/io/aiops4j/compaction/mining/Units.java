package io.aiops4j.compaction.mining;

import java.util.Arrays;

/**
 * A masked line as {@link Grouping} compares it: words, marks, and runs of what varies, each run
 * one unit however long it is.
 *
 * <p>A run joins masks, words with digits and wildcards that only marks such as commas part; a
 * quantity ({@code 12 bytes}, {@code 1500 bytes (1.5 KB)}, {@code <1 sec}) counts as one variable;
 * what empty brackets hold is a variable that is empty. So lists of any length, and values with and
 * without an addition, are alike.
 */
final class Units {
  private static final long STAR = 0x5bd1e9955bd1e995L;
  private static final long HOLE = 0x2545f4914f6cdd1eL;
  private static final String SEPARATORS = ",:;#+*&|-/@.";

  private static final String[] MEASURES = {
    "b",
    "byte",
    "bytes",
    "kb",
    "mb",
    "gb",
    "tb",
    "kib",
    "mib",
    "gib",
    "tib",
    "ns",
    "us",
    "ms",
    "msec",
    "msecs",
    "millis",
    "millisecond",
    "milliseconds",
    "microsecond",
    "microseconds",
    "nanoseconds",
    "s",
    "sec",
    "secs",
    "second",
    "seconds",
    "min",
    "mins",
    "minute",
    "minutes",
    "hour",
    "hours",
    "day",
    "days",
    "khz",
    "mhz",
    "ghz",
    "kbps",
    "mbps",
    "gbps"
  };

  final Pieces pieces;

  /** The pieces that were found to vary, though their form does not say so. */
  private final boolean[] wild;

  int size;
  int[] from = new int[16];
  int[] to = new int[16];

  /** What the units say in their order. */
  long key;

  private long[] hash = new long[16];

  Units(Pieces pieces) {
    this.pieces = pieces;
    this.wild = new boolean[pieces.size];
    read();
  }

  /** Whether the unit is a run of what varies. */
  boolean varies(int unit) {
    return (hash[unit] | 1) == (STAR | 1);
  }

  /** Whether the unit is one word that might be a value. */
  boolean isWord(int unit) {
    return !varies(unit) && pieces.kind[from[unit]] == Pieces.WORD;
  }

  String word(int unit) {
    return pieces.piece(from[unit]);
  }

  /** Makes the word of a unit a wildcard; seen after {@link #read}. */
  boolean widen(int unit) {
    boolean fresh = isWord(unit) && !wild[from[unit]];
    wild[from[unit]] |= fresh;
    return fresh;
  }

  boolean isWild(int piece) {
    return wild[piece];
  }

  /** The key of all other units: what else stands in this place makes no difference to it. */
  long keyWithout(int unit) {
    return key - term(unit, hash[unit]) + term(unit, HOLE | hash[unit] & 1);
  }

  /** What to add to the key for a unit that is taken to vary. */
  long asVarying(int unit) {
    return term(unit, STAR & ~1L | hash[unit] & 1) - term(unit, hash[unit]);
  }

  /** Whether all units are alike, but those that the question leaves out. */
  boolean alike(Units that, int except) {
    if (size != that.size) {
      return false;
    }
    for (int i = 0; i < size; i++) {
      if (i != except && !sameUnit(that, i)) {
        return false;
      }
    }
    return true;
  }

  boolean sameUnit(Units that, int unit) {
    return hash[unit] == that.hash[unit]
        && (varies(unit) || pieces.sameText(from[unit], that.pieces, that.from[unit]));
  }

  /** Finds the units anew. */
  void read() {
    size = 0;
    int i = 0;
    while (i < pieces.size) {
      int start = comparison(i) ? i + 1 : i;
      if (varying(start)) {
        int end = run(start);
        add(i, end, true);
        i = end;
      } else {
        add(i, i + 1, false);
        if (opensEmpty(i)) {
          add(i + 1, i + 1, true);
        }
        i++;
      }
    }
    key = size;
    for (int unit = 0; unit < size; unit++) {
      key += term(unit, hash[unit]);
    }
  }

  private boolean varying(int piece) {
    return pieces.varies(piece) || wild[piece];
  }

  private int run(int start) {
    int end = quantity(start + 1);
    while (true) {
      int next = end;
      while (next < pieces.size && isSeparator(next)) {
        next++;
      }
      if (next == pieces.size || !varying(next)) {
        return end;
      }
      end = quantity(next + 1);
    }
  }

  /** Behind the unit of a measure, and behind what adds to it in brackets. */
  private int quantity(int at) {
    if (at == pieces.size || !isMeasure(at)) {
      return at;
    }
    int open = at + 1;
    if (open < pieces.size && pieces.is(open, '(') && pieces.afterBlank(open)) {
      int i = open + 1;
      boolean value = false;
      while (i < pieces.size && (varying(i) || isMeasure(i))) {
        value |= varying(i);
        i++;
      }
      if (value && i < pieces.size && pieces.is(i, ')')) {
        return i + 1;
      }
    }
    return open;
  }

  /** Whether the piece is the unit of a measure. */
  boolean isMeasure(int piece) {
    return isMeasure(pieces, piece);
  }

  static boolean isMeasure(Pieces pieces, int piece) {
    return pieces.kind[piece] == Pieces.WORD
        && Letters.isOneOf(MEASURES, pieces.text, pieces.from[piece], pieces.to[piece]);
  }

  private boolean isSeparator(int piece) {
    return pieces.kind[piece] == Pieces.MARK
        && pieces.to[piece] - pieces.from[piece] == 1
        && SEPARATORS.indexOf(pieces.text.charAt(pieces.from[piece])) >= 0;
  }

  /** {@code <1 sec}, {@code >5}. */
  private boolean comparison(int i) {
    return i + 1 < pieces.size
        && pieces.kind[i + 1] == Pieces.MASK
        && pieces.afterBlank(i)
        && !pieces.afterBlank(i + 1)
        && (pieces.is(i, '<') || pieces.is(i, '>'))
        && Mask.NUM.text().equals(pieces.piece(i + 1));
  }

  private boolean opensEmpty(int i) {
    if (i + 1 == pieces.size || !pieces.afterBlank(i) || pieces.afterBlank(i + 1)) {
      return false;
    }
    return pieces.is(i, '(') && pieces.is(i + 1, ')')
        || pieces.is(i, '[') && pieces.is(i + 1, ']')
        || pieces.is(i, '{') && pieces.is(i + 1, '}');
  }

  private void add(int start, int end, boolean varies) {
    if (size == from.length) {
      from = Arrays.copyOf(from, 2 * size);
      to = Arrays.copyOf(to, 2 * size);
      hash = Arrays.copyOf(hash, 2 * size);
    }
    // The lowest bit says whether a blank stands before the unit.
    long blank = start < end && pieces.afterBlank(start) ? 1 : 0;
    from[size] = start;
    to[size] = end;
    hash[size] = (varies ? STAR : mixed(pieces.hash[start])) & ~1L | blank;
    size++;
  }

  private static long term(int unit, long hash) {
    return mixed(hash + 0x9e3779b97f4a7c15L * (unit + 1));
  }

  private static long mixed(long value) {
    long z = (value ^ value >>> 30) * 0xbf58476d1ce4e5b9L;
    z = (z ^ z >>> 27) * 0x94d049bb133111ebL;
    return z ^ z >>> 31;
  }
}
