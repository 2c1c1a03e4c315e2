package io.aiops4j.compaction.logs;

import io.aiops4j.compaction.mining.TemplateMatcher;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;

/**
 * How many streams say a word: the document frequency of TF-IDF, in the unit of evidence.
 *
 * <p>A document is the stream of one component, reference and observed; its terms are the words of
 * its templates, without masks, wildcards and words with a digit. IDF is {@code -log10(df / N)},
 * how unlikely a stream picked at random says the word. Of this the most, {@code log10 N}, is the
 * same for all evidence of a digest, so it is left out, and {@code log10 df} remains to be taken
 * off: what {@code df} streams could have said had as many chances to turn up somewhere. TF is the
 * tail probability that this is taken off from. With one stream nothing is taken off.
 *
 * <p>Counted at digest time over all streams in their order: the same however they were split.
 * Memory O(words), at most {@value #MOST_WORDS} of {@value #LONGEST} characters.
 */
final class FleetWords {
  private static final int MOST_WORDS = 100_000;
  private static final int LONGEST = 40;

  /** Most that is taken off, as for ten streams: trouble of a whole fleet must not go silent. */
  static final double MOST = 1;

  private final Map<String, Integer> streams = new HashMap<>();

  /** Counts the words of one stream, each once. */
  void add(Collection<String> templates) {
    TreeSet<String> once = new TreeSet<>();
    templates.forEach(template -> once.addAll(words(template)));
    for (String word : once) {
      if (streams.size() < MOST_WORDS || streams.containsKey(word)) {
        streams.merge(word, 1, Integer::sum);
      }
    }
  }

  /**
   * {@return {@code log10 df}, the mean over the words of a template, each as often as it stands
   * there; 0 for words of this stream alone, at most {@value #MOST}}
   */
  double commonness(String template) {
    List<String> words = words(template);
    double sum = 0;
    for (String word : words) {
      sum += StrictMath.log10(streams.getOrDefault(word, 1));
    }
    return words.isEmpty() ? 0 : Math.min(MOST, sum / words.size());
  }

  private static List<String> words(String template) {
    return TemplateMatcher.of(template).words().stream()
        .filter(word -> word.length() <= LONGEST)
        .map(word -> word.toLowerCase(Locale.ROOT))
        .toList();
  }
}
