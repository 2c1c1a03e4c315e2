package io.aiops4j.evaluation.nab;

import io.aiops4j.compaction.streaming.EventRules;
import io.aiops4j.compaction.streaming.FadingMoments;
import io.aiops4j.compaction.streaming.RisingPeak;
import io.aiops4j.compaction.streaming.SeriesBank;
import java.time.Duration;

/**
 * The detector for one file, row by row: a {@link SeriesBank} of one series, with one setting for
 * all files.
 *
 * <p>The rows are five minutes apart, not fifteen seconds, and levels drift over weeks, so the
 * setting differs from that of a fleet in these points, none of which depends on a file:
 *
 * <ul>
 *   <li>The memory fades by 0.0005 a row: about a week. A day's pattern is part of what is usual.
 *   <li>Both channels, level and first difference, the larger of the two.
 *   <li>Unusual rows are learned, too: a series that changes its ways must not be reported for
 *       ever.
 *   <li>One report an excursion: a row counts only if it is further out than every row of the last
 *       288, a day.
 *   <li>A score of 0.5 stands for {@value #OPENING_SIGMAS} sigma, which opens an event. Alone among
 *       one series' 288 rows a day, 3 sigma would still be crossed by chance.
 * </ul>
 */
final class NabDetector {
  /** The deviation at which an event opens, and whose score is 0.5. */
  static final double OPENING_SIGMAS = 5;

  private static final double WEIGHT = 0.0005;
  private static final int DAY = 288;
  private static final int WARM_UP = 60;
  private static final Duration ROW = Duration.ofMinutes(5);

  private final SeriesBank bank;
  private final RisingPeak peak = new RisingPeak(DAY);
  private long millis;

  NabDetector() {
    EventRules rules =
        new EventRules(
            OPENING_SIGMAS, 2, 1, 1, Double.POSITIVE_INFINITY, ROW, DAY, Integer.MAX_VALUE, false);
    this.bank =
        SeriesBank.builder(new FadingMoments(1, WEIGHT), event -> {})
            .rules(rules)
            .minSamples(WARM_UP)
            .build();
  }

  /**
   * The score of the next row, from 0 to 1. Rows are counted, not dated: local times repeat an hour
   * in autumn.
   */
  double next(double value) {
    millis += ROW.toMillis();
    double deviation = peak.next(bank.sample(0, value, millis));
    return deviation / (deviation + OPENING_SIGMAS);
  }
}
