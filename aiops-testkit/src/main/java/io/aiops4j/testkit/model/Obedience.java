package io.aiops4j.testkit.model;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** How a model that believes whatever it reads understands an order. */
final class Obedience {
  /*
   * Plain searches, line by line and word by word: telemetry is long, and a pattern with two stars
   * would take the square of its length.
   */

  private static final List<String> ORDERS =
      List.of(
          "ignore all",
          "ignore previous",
          "ignore the above",
          "ignore your",
          "disregard",
          "forget everything",
          "system:",
          "assistant:",
          "developer:",
          "instruction:",
          "instructions:",
          "you must",
          "you shall",
          "you are now",
          "you have to",
          "please reply",
          "please answer",
          "please run",
          "please execute");

  private static final List<String> WORDS_OF_REPLY =
      List.of(
          "reply with",
          "respond with",
          "answer with",
          "reply:",
          "respond:",
          "answer:",
          "say:",
          "output:",
          "reply ",
          "respond ",
          "answer ",
          "output ",
          "say ");

  private Obedience() {}

  /**
   * {@return what the first line that looks like an order asks to be told: the JSON that it holds,
   * else what stands behind a word such as "reply with", else the whole line}
   */
  static Optional<String> firstOrder(String prompt) {
    return prompt.lines().filter(Obedience::isOrder).findFirst().map(Obedience::wantedReply);
  }

  private static boolean isOrder(String line) {
    String small = line.toLowerCase(Locale.ROOT);
    return ORDERS.stream().anyMatch(small::contains);
  }

  private static String wantedReply(String line) {
    int open = line.indexOf('{');
    int close = line.lastIndexOf('}');
    if (open >= 0 && close > open) {
      return line.substring(open, close + 1);
    }
    String small = line.toLowerCase(Locale.ROOT);
    for (String word : WORDS_OF_REPLY) {
      int at = small.indexOf(word);
      if (at >= 0) {
        return line.substring(at + word.length()).strip();
      }
    }
    return line.strip();
  }
}
