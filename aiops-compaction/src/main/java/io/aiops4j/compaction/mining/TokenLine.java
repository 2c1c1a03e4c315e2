package io.aiops4j.compaction.mining;

import java.util.Arrays;

/**
 * The tokens of one line, in buffers that are used again for the next: the text, and of each token
 * where it stands, and its number in a {@link TokenDictionary}.
 *
 * <p>No {@link String} is made for a token unless somebody asks for it. A line is cut at the bounds
 * given; buffers grow to the longest line seen and shrink after one that was far beyond the usual.
 * Not thread-safe.
 */
final class TokenLine {
  private static final int USUAL_CHARS = 1 << 12;
  private static final int USUAL_TOKENS = 1 << 9;
  private static final int P1 = 0x9E3779B1;
  private static final int P2 = 0xFFE6CC61; // P1 * P1
  private static final int P3 = 0xCC042811; // P2 * P1
  private static final int P4 = 0x1F76BCC1; // P3 * P1

  /** The text; only the first {@link #length} are of this line. */
  char[] chars = new char[USUAL_CHARS];

  int length;

  /** How many tokens. */
  int size;

  /** Where each token begins. */
  int[] from = new int[USUAL_TOKENS];

  /** Where each token ends, exclusive. */
  int[] to = new int[USUAL_TOKENS];

  /** The {@link #hash} of each token: taken while its end was looked for. */
  int[] hashes = new int[USUAL_TOKENS];

  /** The number of each token in a dictionary, once somebody looked it up. */
  int[] ids = new int[USUAL_TOKENS];

  private final int maxChars;
  private final int maxTokens;

  /**
   * @param maxChars text beyond is cut off
   * @param maxTokens tokens beyond are cut off
   */
  TokenLine(int maxChars, int maxTokens) {
    this.maxChars = maxChars;
    this.maxTokens = maxTokens;
  }

  /** Starts a line with room for so many characters, at most {@code maxChars}. */
  void start(int mostChars) {
    int room = Math.min(mostChars, maxChars);
    if (chars.length < room || chars.length > USUAL_CHARS && room <= USUAL_CHARS) {
      chars = new char[Math.max(room, USUAL_CHARS)];
    }
    if (from.length > 8 * USUAL_TOKENS && size < USUAL_TOKENS) {
      resize(USUAL_TOKENS);
    }
    length = 0;
    size = 0;
  }

  /** Takes a line's text; {@link #split} or another scanner then finds the tokens. */
  void take(CharSequence line) {
    start(line.length());
    length = Math.min(line.length(), maxChars);
    if (line instanceof String s) {
      s.getChars(0, length, chars, 0);
    } else {
      for (int i = 0; i < length; i++) {
        chars[i] = line.charAt(i);
      }
    }
  }

  /** Takes the first characters of a buffer as the text. */
  void take(char[] buffer, int count) {
    start(count);
    length = Math.min(count, maxChars);
    System.arraycopy(buffer, 0, chars, 0, length);
  }

  /** Splits what was taken at white space ({@link Blanks}). */
  void split() {
    char[] text = chars;
    int end = length;
    int i = 0;
    while (size < maxTokens) {
      while (i < end && Blanks.isBlank(text[i])) {
        i++;
      }
      if (i == end) {
        return;
      }
      int begin = i;
      int h = text[i++];
      while (i < end && !Blanks.isBlank(text[i])) {
        h = h * P1 + text[i++];
      }
      token(begin, i, finish(h));
    }
  }

  /** Splits what was taken at white space and at the delimiters. */
  void split(Delimiters delimiters) {
    char[] text = chars;
    int end = length;
    int i = 0;
    while (size < maxTokens) {
      while (i < end && delimiters.separates(text[i])) {
        i++;
      }
      if (i == end) {
        return;
      }
      int begin = i;
      int h = text[i++];
      while (i < end && !delimiters.separates(text[i])) {
        h = h * P1 + text[i++];
      }
      token(begin, i, finish(h));
    }
  }

  private void token(int begin, int end, int hash) {
    if (size == from.length) {
      resize(2 * size);
    }
    from[size] = begin;
    to[size] = end;
    hashes[size] = hash;
    size++;
  }

  /** {@return the text of a token} */
  String text(int token) {
    return new String(chars, from[token], to[token] - from[token]);
  }

  /** {@return the hash of a text: four characters a step, so that no step waits for the last} */
  static int hash(char[] text, int from, int to) {
    int h = 0;
    int i = from;
    for (; i + 3 < to; i += 4) {
      h = h * P4 + text[i] * P3 + text[i + 1] * P2 + text[i + 2] * P1 + text[i + 3];
    }
    for (; i < to; i++) {
      h = h * P1 + text[i];
    }
    return finish(h);
  }

  private static int finish(int h) {
    return h ^ h >>> 15;
  }

  private void resize(int tokens) {
    from = Arrays.copyOf(from, tokens);
    to = Arrays.copyOf(to, tokens);
    hashes = Arrays.copyOf(hashes, tokens);
    ids = Arrays.copyOf(ids, tokens);
  }
}
