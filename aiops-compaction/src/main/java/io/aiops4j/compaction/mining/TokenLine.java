package io.aiops4j.compaction.mining;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;

/**
 * The tokens of one line, in buffers that are used again for the next: their text as {@link
 * ByteWords}, and of each where it stands, its hash, and its number in a {@link TokenDictionary}.
 *
 * <p>No {@link String} is made for a token unless somebody asks for it. A line is cut at the bounds
 * given; buffers grow to the longest line seen and shrink after one that was far beyond the usual.
 * Not thread-safe.
 */
final class TokenLine {
  private static final int USUAL_CHARS = 1 << 12;
  private static final int USUAL_TOKENS = 1 << 9;
  private static final char[] NONE = {};
  private static final int P1 = 0x9E3779B1;
  private static final int P2 = 0xFFE6CC61; // P1 * P1
  private static final int P3 = 0xCC042811; // P2 * P1
  private static final int P4 = 0x1F76BCC1; // P3 * P1

  private static final int ASCII = 0x80;
  private static final long EACH = 0x0101010101010101L;
  private static final long BLANKS = EACH * ' ';
  private static final long QUESTION_MARKS = EACH * '?';
  private static final long HIGHEST = 0x8080808080808080L; // EACH * 0x80, which would overflow

  /** Added to ASCII it sets the highest bit of what is neither a blank nor a control. */
  private static final long VISIBLE = EACH * (ASCII - '!');

  /** The text of the tokens. */
  byte[] bytes = new byte[USUAL_CHARS + ByteWords.PAD];

  /** How many tokens. */
  int size;

  /** Where in the bytes each token begins. */
  int[] from = new int[USUAL_TOKENS];

  /** Where each token ends, exclusive. */
  int[] to = new int[USUAL_TOKENS];

  /** The {@link ByteWords#hash} of each token: taken while its end was looked for. */
  long[] hashes = new long[USUAL_TOKENS];

  /** The number of each token in a dictionary, once somebody looked it up. */
  int[] ids = new int[USUAL_TOKENS];

  /** The characters of a line that has others than ASCII. */
  private char[] wide = NONE;

  private boolean isWide;
  private int length;
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

  /** Takes a line's text; {@link #split} then finds the tokens. */
  void take(String line) {
    String text = line.length() <= maxChars ? line : line.substring(0, maxChars);
    byte[] encoded = text.getBytes(UTF_8);
    if (encoded.length != text.length()) {
      takeWide(text);
      return;
    }
    start(encoded.length);
    System.arraycopy(encoded, 0, bytes, 0, length);
    ByteWords.put(bytes, length, BLANKS);
    if (mayHaveQuestionMark() && hasHalf(text)) {
      takeWide(text);
    }
  }

  /** Takes the first characters of a buffer as the text. */
  void take(char[] buffer, int count) {
    start(Math.min(count, maxChars));
    byte[] out = bytes;
    int all = 0;
    for (int i = 0; i < length; i++) {
      all |= buffer[i];
      out[i] = (byte) buffer[i];
    }
    ByteWords.put(out, length, BLANKS);
    if (all >= ASCII) {
      takeWide(new String(buffer, 0, length));
    }
  }

  private void takeWide(String text) {
    start(ByteWords.MOST_OF_A_CHAR * text.length());
    wide = text.toCharArray();
    isWide = true;
  }

  private void start(int mostBytes) {
    int room = mostBytes + ByteWords.PAD;
    if (bytes.length < room || bytes.length > 2 * USUAL_CHARS && room <= USUAL_CHARS) {
      bytes = new byte[Math.max(room, USUAL_CHARS)];
    }
    if (from.length > 8 * USUAL_TOKENS && size < USUAL_TOKENS) {
      resize(USUAL_TOKENS);
    }
    length = mostBytes;
    size = 0;
    if (isWide) {
      isWide = false;
      wide = NONE;
    }
  }

  /** Whether eight bytes at a time look as if there were one; then it may be another. */
  private boolean mayHaveQuestionMark() {
    long seen = 0;
    for (int i = 0; i < length; i += Long.BYTES) {
      long word = ByteWords.at(bytes, i) ^ QUESTION_MARKS;
      seen |= word - EACH & ~word;
    }
    return (seen & HIGHEST) != 0;
  }

  /** Whether a question mark stands for half of a surrogate pair, which cannot be encoded. */
  private boolean hasHalf(String text) {
    for (int i = 0; i < length; i++) {
      if (bytes[i] == '?' && text.charAt(i) != '?') {
        return true;
      }
    }
    return false;
  }

  /** Splits what was taken at white space ({@link Blanks}). */
  void split() {
    if (isWide) {
      split(Delimiters.BLANKS);
      return;
    }
    byte[] text = bytes;
    int end = length;
    int at = 0;
    for (int n = 0; n < maxTokens; n++) {
      while (at < end && Blanks.isBlank((char) text[at])) {
        at++;
      }
      if (at == end) {
        return;
      }
      int begin = at;
      long hash = 0;
      long word = ByteWords.at(text, at);
      long ends = ~(word + VISIBLE) & HIGHEST;
      while (ends == 0) {
        hash = ByteWords.hashed(hash, word);
        at += Long.BYTES;
        word = ByteWords.at(text, at);
        ends = ~(word + VISIBLE) & HIGHEST;
      }
      int bits = Long.numberOfTrailingZeros(ends) & -Byte.SIZE;
      at += bits >>> 3;
      if (Blanks.isBlank((char) text[at])) {
        token(begin, at, ByteWords.hashed(hash, word & (1L << bits) - 1, at - begin));
      } else {
        at = withControl(begin, at);
      }
    }
  }

  /** Adds a token that has a control; its end. */
  private int withControl(int begin, int from) {
    int end = from;
    while (end < length && !Blanks.isBlank((char) bytes[end])) {
      end++;
    }
    token(begin, end, ByteWords.hash(bytes, begin, end));
    return end;
  }

  /** Splits what was taken at white space and at the delimiters. */
  void split(Delimiters delimiters) {
    if (isWide) {
      splitWide(delimiters);
      return;
    }
    byte[] text = bytes;
    int end = length;
    int i = 0;
    while (size < maxTokens) {
      while (i < end && delimiters.separates((char) text[i])) {
        i++;
      }
      if (i == end) {
        return;
      }
      int begin = i;
      while (i < end && !delimiters.separates((char) text[i])) {
        i++;
      }
      token(begin, i, ByteWords.hash(text, begin, i));
    }
  }

  private void splitWide(Delimiters delimiters) {
    int at = 0;
    int i = 0;
    while (size < maxTokens) {
      while (i < wide.length && delimiters.separates(wide[i])) {
        i++;
      }
      if (i == wide.length) {
        return;
      }
      int begin = at;
      while (i < wide.length && !delimiters.separates(wide[i])) {
        at = ByteWords.put(bytes, at, wide[i++]);
      }
      token(begin, at, ByteWords.hash(bytes, begin, at));
    }
  }

  private void token(int begin, int end, long hash) {
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
    return ByteWords.text(bytes, from[token], to[token] - from[token]);
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
    return h ^ h >>> 15;
  }

  private void resize(int tokens) {
    from = Arrays.copyOf(from, tokens);
    to = Arrays.copyOf(to, tokens);
    hashes = Arrays.copyOf(hashes, tokens);
    ids = Arrays.copyOf(ids, tokens);
  }
}
