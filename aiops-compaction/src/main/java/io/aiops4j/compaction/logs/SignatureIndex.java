package io.aiops4j.compaction.logs;

import io.aiops4j.compaction.mining.MaskedLine;
import io.aiops4j.compaction.mining.TemplateMatcher;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds the first signature of a line. A signature is tried only where the rarest kind of its
 * words, the longest, is in the line.
 */
final class SignatureIndex {
  private record Entry(int rank, LogSignature signature, TemplateMatcher matcher) {}

  private final Map<String, List<Entry>> byWord = new HashMap<>();
  private final List<Entry> wordless = new ArrayList<>();

  SignatureIndex(List<LogSignature> signatures) {
    for (int i = 0; i < signatures.size(); i++) {
      LogSignature signature = signatures.get(i);
      Entry entry = new Entry(i, signature, TemplateMatcher.of(signature.template()));
      String word = longest(entry.matcher().words());
      (word.isEmpty() ? wordless : byWord.computeIfAbsent(word, key -> new ArrayList<>()))
          .add(entry);
    }
  }

  /** The first that matches in the order given, or null. */
  @org.jspecify.annotations.Nullable
  LogSignature find(MaskedLine line) {
    Entry best = first(wordless, line, null);
    Set<String> seen = new HashSet<>();
    for (String word : line.words()) {
      List<Entry> entries = byWord.get(word);
      if (entries != null && seen.add(word)) {
        best = first(entries, line, best);
      }
    }
    return best == null ? null : best.signature();
  }

  private static @org.jspecify.annotations.Nullable Entry first(
      List<Entry> entries, MaskedLine line, @org.jspecify.annotations.Nullable Entry best) {
    Entry found = best;
    for (Entry entry : entries) {
      if ((found == null || entry.rank() < found.rank()) && entry.matcher().matches(line)) {
        found = entry;
      }
    }
    return found;
  }

  private static String longest(List<String> words) {
    String longest = "";
    for (String word : words) {
      longest = word.length() > longest.length() ? word : longest;
    }
    return longest;
  }
}
