package io.aiops4j.compaction.mining;

/** Where what stands for something else ends in a masked text. */
final class MaskedPiece {
  private static final int LONGEST_MASK = 7;
  private static final int LONGEST_REDACTED = 40;
  private static final char[] REDACTED = "[redacted:".toCharArray();

  private MaskedPiece() {}

  /** The end of {@code <NAME>}, {@code <*>} or {@code <**>}; -1 if none starts there. */
  static int mask(char[] text, int open, int n) {
    int limit = Math.min(n, open + LONGEST_MASK);
    int close = open + 1;
    if (close < limit && text[close] == '*') {
      close += close + 1 < limit && text[close + 1] == '*' ? 2 : 1;
      return close < limit && text[close] == '>' ? close + 1 : -1;
    }
    int name = 0;
    while (close < limit && text[close] >= 'A' && text[close] <= 'Z') {
      name = Mask.code(name, text[close++]);
    }
    return close < limit && text[close] == '>' && Mask.isCode(name) ? close + 1 : -1;
  }

  /** The end of a secret that was redacted; -1 if none starts there. */
  static int redacted(char[] text, int open, int n) {
    if (open + REDACTED.length >= n || text[open + 1] != REDACTED[1]) {
      return -1;
    }
    for (int i = 2; i < REDACTED.length; i++) {
      if (text[open + i] != REDACTED[i]) {
        return -1;
      }
    }
    int limit = Math.min(n, open + LONGEST_REDACTED);
    for (int i = open + REDACTED.length; i < limit; i++) {
      if (text[i] == ']') {
        return i + 1;
      }
    }
    return -1;
  }
}
