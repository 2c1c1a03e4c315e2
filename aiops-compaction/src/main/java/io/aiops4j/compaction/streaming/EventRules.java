package io.aiops4j.compaction.streaming;

import java.time.Duration;

/**
 * What opens and closes an event.
 *
 * <p>A sample is unusual beyond {@code entrySigmas} deviations of its own baseline. Among a hundred
 * thousand series chance alone makes hundreds of such samples a scrape, so that is not what opens
 * an event. Unusual samples are evidence: each adds {@code 2k(z - k)/t} nats, the log-likelihood
 * ratio of a shift by {@code 2k} deviations against none (Page's CUSUM with {@code k} the entry),
 * where {@code t = (1+r)/(1-r)} discounts samples that repeat each other, {@code r} being the
 * series' own correlation of neighbours. An event opens once the evidence outweighs the number of
 * chances: {@code log(samples a day of the whole fleet / false alarms a day allowed)}. Beside that
 * {@code persist} of the last {@code among} samples must be unusual, whatever their size, so that
 * one wild sample opens nothing.
 *
 * <p>[1] Page 1954, Continuous inspection schemes; the discount is the variance of a mean of AR(1)
 * samples.
 *
 * @param entrySigmas beyond this a sample is unusual, above 0; 3
 * @param exitSigmas below this it is usual again, less than the entry; 2
 * @param persist how many unusual samples an event needs at least; 3
 * @param among of how many samples in a row, at most 32; 5
 * @param falseAlarmsPerDay how many events of chance a day the fleet may open; 1. Infinite switches
 *     the evidence off: persistence alone decides
 * @param interval between two samples of a series; 15 s
 * @param calm how many usual samples in a row end an event; 4
 * @param patience how many samples an event may last before it is the new normal; 240, an hour
 * @param freeze whether unusual samples and those of an open event are kept out of the baseline;
 *     true
 */
public record EventRules(
    double entrySigmas,
    double exitSigmas,
    int persist,
    int among,
    double falseAlarmsPerDay,
    Duration interval,
    int calm,
    int patience,
    boolean freeze) {

  /** For metrics of a fleet, scraped every 15 seconds. */
  public static final EventRules STANDARD =
      new EventRules(3, 2, 3, 5, 1, Duration.ofSeconds(15), 4, 240, true);

  /** Checks the numbers. */
  public EventRules {
    if (!(exitSigmas > 0) || !(entrySigmas > exitSigmas)) {
      throw new IllegalArgumentException("An event needs an exit above 0 and an entry above that");
    }
    if (persist < 1 || among < persist || among > 32) {
      throw new IllegalArgumentException(
          persist + " of " + among + " samples is no rule; give m of n with 1 <= m <= n <= 32");
    }
    if (!(falseAlarmsPerDay > 0) || interval.toMillis() < 1 || calm < 1 || patience < calm) {
      throw new IllegalArgumentException(
          "An event needs a budget above 0, an interval of a millisecond or more, and patience for"
              + " at least its calm of 1 or more; got calm "
              + calm
              + " and patience "
              + patience);
    }
  }

  /**
   * {@return the evidence that opens an event, in nats}
   *
   * @param series how many series the budget is shared by
   */
  public double bar(int series) {
    double chances = Math.max(1, series) * (86_400_000.0 / interval.toMillis());
    return Math.max(0, StrictMath.log(chances / falseAlarmsPerDay));
  }
}
