package io.aiops4j.compaction.logs;

import io.aiops4j.api.telemetry.Severity;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Ranks the templates of a stream that no signature names, and says which of them are evidence.
 *
 * <p>The score is the tail probability of {@link LogRates#burst}, one minute one witness, less what
 * new templates are usual in the stream, less how common the words are in the fleet ({@link
 * FleetWords}), and {@value #BAD_WORD} more for a severity or word of trouble. Words rank, and are
 * no wall: a new template passes whatever it says, and so does a rare one, which the reference has
 * in one minute. Of the others those pass that are unlikely by chance, and among the top fifth of
 * the known templates of their stream by score: the noisier a stream, the higher its bar.
 */
final class LogRank {
  /** What a word or severity of trouble adds: such lines are about ten times rarer than others. */
  private static final double BAD_WORD = 1;

  /** Weaker is what one look in four shows by chance. */
  private static final double LEAST_STRENGTH = 0.6;

  /** The percentile of scores that is the bar for known templates. */
  private static final int PERCENTILE = 80;

  /** Most new and rare templates of one component, and most others; a storm is one fact. */
  static final int MOST_OF_A_STREAM = 25;

  /**
   * A template that is evidence.
   *
   * @param line the template
   * @param strength its score, at least 0
   */
  record Ranked(LogStream.Counted line, double strength) {}

  private record Scored(LogStream.Counted line, double tail, double score) {
    boolean isOrdinary() {
      return line.seen().referenceMinutes().size() > 1;
    }
  }

  private static final Comparator<Scored> STRONGEST =
      Comparator.comparingDouble(Scored::score)
          .reversed()
          .thenComparing(each -> each.line().template());

  private final LogRates rates;
  private final FleetWords words;
  private int beyond;
  private int below;

  LogRank(LogRates rates, FleetWords words) {
    this.rates = rates;
    this.words = words;
  }

  /** {@return the templates of a stream that are evidence: new and rare ones, then others} */
  List<Ranked> of(List<LogStream.Counted> lines) {
    double novelty = novelty(lines);
    List<Scored> free = new ArrayList<>();
    List<Scored> ordinary = new ArrayList<>();
    for (LogStream.Counted line : lines) {
      if (line.signature() == null) {
        Scored scored = scored(line, novelty);
        if (scored.isOrdinary()) {
          ordinary.add(scored);
        } else if (line.seen().observedCount() > 0) {
          free.add(scored);
        }
      }
    }
    double bar = bar(ordinary);
    List<Scored> unusual =
        new ArrayList<>(ordinary.stream().filter(each -> each.tail() > LEAST_STRENGTH).toList());
    int candidates = unusual.size();
    unusual.removeIf(each -> each.score() < bar);
    below += candidates - unusual.size();
    List<Ranked> ranked = new ArrayList<>();
    take(free, ranked);
    take(unusual, ranked);
    return ranked;
  }

  /** {@return how many were left out as more than {@link #MOST_OF_A_STREAM} of one component} */
  int beyond() {
    return beyond;
  }

  /** {@return how many were left out below the bar of their stream} */
  int below() {
    return below;
  }

  private void take(List<Scored> candidates, List<Ranked> out) {
    beyond += Math.max(0, candidates.size() - MOST_OF_A_STREAM);
    candidates.stream()
        .sorted(STRONGEST)
        .limit(MOST_OF_A_STREAM)
        .forEach(each -> out.add(new Ranked(each.line(), Math.max(0, each.score()))));
  }

  /**
   * The score that a fifth of the known templates reaches, said now or not; of a few, the highest.
   */
  private static double bar(List<Scored> ordinary) {
    double[] scores = ordinary.stream().mapToDouble(Scored::score).toArray();
    Arrays.sort(scores);
    return scores.length == 0 ? 0 : scores[scores.length * PERCENTILE / 100];
  }

  private Scored scored(LogStream.Counted line, double novelty) {
    double tail = rates.burst(line.seen());
    if (line.seen().referenceCount() == 0) {
      tail -= StrictMath.log10(1 + novelty);
    }
    double bad = soundsBad(line) ? BAD_WORD : 0;
    return new Scored(line, tail, tail + bad - words.commonness(line.template()));
  }

  private static boolean soundsBad(LogStream.Counted line) {
    return line.seen().severity().compareTo(Severity.ERROR) >= 0
        || StateWords.soundBad(List.of(line.template().split(" +")));
  }

  /**
   * How many new templates this stream would show anyway: as many as it showed only once in the
   * reference, scaled to the observed time (Good and Turing's estimate of the unseen).
   */
  private double novelty(List<LogStream.Counted> lines) {
    long once = lines.stream().filter(line -> line.seen().referenceCount() == 1).count();
    return once * rates.observedMinutes() / Math.max(1, rates.referenceMinutes());
  }
}
