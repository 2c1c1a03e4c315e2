package io.aiops4j.testkit.sim;

import java.util.Arrays;
import java.util.function.LongPredicate;

/**
 * When the metrics of one target are sampled: every 15 seconds with a phase of its own and some
 * jitter. Some scrapes are lost, one by one or in bursts, more of them while the target is sick,
 * and some arrive late.
 */
final class Scrapes {
  static final long EVERY_MS = 15_000;

  /** No burst of losses is longer: ten minutes. */
  static final int LONGEST_BURST = 40;

  private final NoiseProfile.Scraping noise;
  private final LongPredicate sick;
  private final long phaseMs;
  private final long jitterKey;
  private final long lossKey;
  private final long burstKey;
  private final long lengthKey;
  private final long lateKey;

  /**
   * @param targetKey whose phase and losses
   * @param noise how much of each
   * @param sick whether the target was sick at an instant
   */
  Scrapes(long targetKey, NoiseProfile.Scraping noise, LongPredicate sick) {
    this.noise = noise;
    this.sick = sick;
    this.phaseMs = (long) (EVERY_MS * Noise.uniform(Noise.key(targetKey, "phase"), 0));
    this.jitterKey = Noise.key(targetKey, "jitter");
    this.lossKey = Noise.key(targetKey, "loss");
    this.burstKey = Noise.key(targetKey, "burst");
    this.lengthKey = Noise.key(targetKey, "length");
    this.lateKey = Noise.key(targetKey, "late");
  }

  /**
   * {@return the scrapes in a half-open range, those that have arrived}
   *
   * @param knownMs when the question is asked
   */
  Samples between(long fromMs, long toMs, long knownMs) {
    if (toMs <= fromMs) {
      return new Samples(new long[0], new long[0]);
    }
    long first = Math.floorDiv(fromMs - phaseMs, EVERY_MS) - 1;
    long last = Math.floorDiv(toMs - phaseMs, EVERY_MS) + 1;
    long[] numbers = new long[(int) (last - first + 1)];
    long[] times = new long[numbers.length];
    int n = 0;
    long lostUntil = Long.MIN_VALUE;
    for (long k = first - LONGEST_BURST; k <= last; k++) {
      long at = timeOf(k);
      lostUntil = Math.max(lostUntil, burstFrom(k, at));
      if (at >= fromMs
          && at < toMs
          && k >= lostUntil
          && Noise.uniform(lossKey, k) >= noise.lone()
          && at + lateness(k) <= knownMs) {
        numbers[n] = k;
        times[n++] = at;
      }
    }
    return new Samples(Arrays.copyOf(numbers, n), Arrays.copyOf(times, n));
  }

  private long timeOf(long number) {
    return number * EVERY_MS + phaseMs + (Noise.bits(jitterKey, number) & (noise.jitterMs() - 1));
  }

  private long lateness(long number) {
    return noise.lateMs() == 0
        ? 0
        : Math.min(noise.latestMs(), (long) Noise.exponential(lateKey, number, noise.lateMs()));
  }

  /** {@return the number of the first scrape after the burst that begins here, if one does} */
  private long burstFrom(long number, long at) {
    double chance = Noise.uniform(burstKey, number);
    if (chance >= Math.max(noise.burst(), noise.sickBurst())
        || chance >= (sick.test(at) ? noise.sickBurst() : noise.burst())) {
      return Long.MIN_VALUE;
    }
    double more = Noise.exponential(lengthKey, number, noise.burstLength() - 1);
    return number + 1 + Math.min(LONGEST_BURST - 1, Math.round(more));
  }

  /**
   * The scrapes of a target in a range.
   *
   * @param numbers of the scrapes, ascending
   * @param times of the scrapes
   */
  record Samples(long[] numbers, long[] times) {
    int count() {
      return numbers.length;
    }
  }
}
