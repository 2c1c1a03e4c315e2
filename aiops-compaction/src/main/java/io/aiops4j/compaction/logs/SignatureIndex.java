package io.aiops4j.compaction.logs;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds the first signature of a line. A signature is tried only where the rarest kind of its
 * words, the longest literal, is in the line.
 */
final class SignatureIndex {
  private record Entry(int rank, LogSignature signature, TemplateMatcher matcher) {}

  private final Map<String, List<Entry>> byWord = new HashMap<>();
  private final List<Entry> wordless = new ArrayList<>();

  SignatureIndex(List<LogSignature> signatures) {
    for (int i = 0; i < signatures.size(); i++) {
      LogSignature signature = signatures.get(i);
      Entry entry = new Entry(i, signature, TemplateMatcher.of(signature.template()));
      String word = longestLiteral(signature.template());
      (word.isEmpty() ? wordless : byWord.computeIfAbsent(word, key -> new ArrayList<>()))
          .add(entry);
    }
  }

  /** The first that matches in the order given, or null. */
  @org.jspecify.annotations.Nullable
  LogSignature find(List<String> tokens) {
    Entry best = first(wordless, tokens, null);
    Set<String> seen = new HashSet<>();
    for (String token : tokens) {
      List<Entry> entries = byWord.get(token);
      if (entries != null && seen.add(token)) {
        best = first(entries, tokens, best);
      }
    }
    return best == null ? null : best.signature();
  }

  private static @org.jspecify.annotations.Nullable Entry first(
      List<Entry> entries, List<String> tokens, @org.jspecify.annotations.Nullable Entry best) {
    Entry found = best;
    for (Entry entry : entries) {
      if ((found == null || entry.rank() < found.rank()) && entry.matcher().matches(tokens)) {
        found = entry;
      }
    }
    return found;
  }

  private static String longestLiteral(String template) {
    String longest = "";
    for (String token : template.strip().split(" +")) {
      boolean literal = !token.equals(TemplateMatcher.ANY) && !token.equals(TemplateMatcher.REST);
      if (literal && token.length() > longest.length()) {
        longest = token;
      }
    }
    return longest;
  }
}
