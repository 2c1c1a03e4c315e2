package io.aiops4j.compaction.mining;

/** Compares words without their case and without making strings of them. */
final class Letters {
  private static final int CASE = 0x20;

  private Letters() {}

  /** Whether the text is one of some words of small letters, whatever its case. */
  static boolean isOneOf(String[] words, CharSequence text, int from, int to) {
    for (String word : words) {
      if (word.length() == to - from && word.charAt(0) == (text.charAt(from) | CASE)) {
        int i = 1;
        while (i < word.length() && word.charAt(i) == (text.charAt(from + i) | CASE)) {
          i++;
        }
        if (i == word.length()) {
          return true;
        }
      }
    }
    return false;
  }
}
