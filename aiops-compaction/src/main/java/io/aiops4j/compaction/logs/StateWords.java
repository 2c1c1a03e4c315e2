package io.aiops4j.compaction.logs;

import java.util.List;
import java.util.Locale;

/**
 * Words that sound of trouble: one of them in a new line makes it rank a little higher, no more, as
 * keywords alone miss most of what matters.
 */
final class StateWords {
  private static final List<String> BAD_STEMS =
      List.of(
          "fail",
          "fatal",
          "error",
          "crash",
          "panic",
          "abort",
          "corrupt",
          "lost",
          "killed",
          "oom",
          "timeout",
          "timed",
          "denied",
          "refused",
          "unreachable",
          "uncorrectable",
          "exception",
          "segfault",
          "fallen",
          "reset",
          "degraded",
          "throttl",
          "overheat",
          "dead");

  private static final int LONGEST = 40;

  private StateWords() {}

  /** Whether a line has a word of trouble in it. */
  static boolean soundBad(List<String> tokens) {
    return tokens.stream()
        .filter(token -> token.length() <= LONGEST)
        .anyMatch(token -> isBad(letters(token)));
  }

  private static boolean isBad(String word) {
    return BAD_STEMS.stream().anyMatch(word::contains);
  }

  private static String letters(String token) {
    String lower = token.toLowerCase(Locale.ROOT);
    int from = 0;
    int to = lower.length();
    while (from < to && !isLetter(lower.charAt(from))) {
      from++;
    }
    while (to > from && !isLetter(lower.charAt(to - 1))) {
      to--;
    }
    return lower.substring(from, to);
  }

  private static boolean isLetter(char c) {
    return c >= 'a' && c <= 'z';
  }
}
