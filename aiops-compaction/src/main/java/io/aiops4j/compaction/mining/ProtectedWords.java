package io.aiops4j.compaction.mining;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Words that say what happened and so never become a wildcard: a template that swallowed one would
 * count a failure as the success of the same wording.
 *
 * <p>States, negations, whatever sounds of trouble, and participles ({@code Started}, {@code
 * resuming}); and the words after which a name follows ({@code user}, {@code from}). English, as
 * programs write it. Stateless.
 */
final class ProtectedWords {
  private static final int LONGEST = 40;
  private static final int SHORTEST_PARTICIPLE = 5;

  private static final Set<String> STATES =
      Set.of(
          "up",
          "down",
          "on",
          "off",
          "in",
          "out",
          "ok",
          "not",
          "no",
          "none",
          "yes",
          "never",
          "without",
          "begin",
          "start",
          "startup",
          "end",
          "stop",
          "shutdown",
          "open",
          "close",
          "read",
          "write",
          "send",
          "receive",
          "lost",
          "dead",
          "alive",
          "ready",
          "notready",
          "success",
          "healthy",
          "unhealthy",
          "active",
          "inactive",
          "online",
          "offline",
          "unknown",
          "valid",
          "invalid",
          "timeout",
          "warning",
          "info",
          "debug",
          "critical",
          "true",
          "false");

  private static final List<String> STEMS =
      List.of(
          "fail",
          "fatal",
          "error",
          "crash",
          "panic",
          "abort",
          "corrupt",
          "killed",
          "denied",
          "refused",
          "unreachable",
          "uncorrectable",
          "exception",
          "segfault",
          "fallen",
          "reset",
          "throttl",
          "overheat");

  private static final String[] INTRODUCING = {
    "user", "users", "username", "account", "login", "host", "hosts", "hostname", "node", "from",
    "by", "named", "name", "file", "class", "module", "package", "service", "device", "interface"
  };

  private ProtectedWords() {}

  /** Whether the word never becomes a wildcard. */
  static boolean isOne(String word) {
    if (word.length() > LONGEST) {
      return false;
    }
    String lower = word.toLowerCase(Locale.ROOT);
    if (STATES.contains(lower)) {
      return true;
    }
    if (lower.length() >= SHORTEST_PARTICIPLE && (lower.endsWith("ed") || lower.endsWith("ing"))) {
      return true;
    }
    for (String stem : STEMS) {
      if (lower.contains(stem)) {
        return true;
      }
    }
    return false;
  }

  /** Whether a name usually follows the word at a place of a text. */
  static boolean introducesName(String text, int from, int to) {
    return Letters.isOneOf(INTRODUCING, text, from, to);
  }
}
