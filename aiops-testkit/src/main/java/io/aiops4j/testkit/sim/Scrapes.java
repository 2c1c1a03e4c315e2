package io.aiops4j.testkit.sim;

import java.util.Arrays;

/**
 * When the metrics of one target are sampled: every 15 seconds with a phase of its own, a little
 * jitter, and now and then a scrape that is missing.
 */
final class Scrapes {
  static final long EVERY_MS = 15_000;

  private static final double LOST = 0.003;
  private static final double LOST_BURST = 0.0008;

  private final long phaseMs;
  private final long jitterKey;
  private final long lossKey;

  Scrapes(long targetKey) {
    this.phaseMs = (long) (EVERY_MS * Noise.uniform(Noise.key(targetKey, "phase"), 0));
    this.jitterKey = Noise.key(targetKey, "jitter");
    this.lossKey = Noise.key(targetKey, "loss");
  }

  /** {@return the numbers of the scrapes in a half-open range, those that came} */
  long[] between(long fromMs, long toMs) {
    if (toMs <= fromMs) {
      return new long[0];
    }
    long first = Math.floorDiv(fromMs - phaseMs, EVERY_MS) - 1;
    long last = Math.floorDiv(toMs - phaseMs, EVERY_MS) + 1;
    long[] out = new long[(int) (last - first + 1)];
    int n = 0;
    for (long k = first; k <= last; k++) {
      long at = timeOf(k);
      if (at >= fromMs && at < toMs && !lost(k)) {
        out[n++] = k;
      }
    }
    return Arrays.copyOf(out, n);
  }

  long timeOf(long number) {
    return number * EVERY_MS + phaseMs + (Noise.bits(jitterKey, number) & 0x1f);
  }

  private boolean lost(long number) {
    return Noise.uniform(lossKey, number) < LOST
        || Noise.uniform(lossKey, Long.MIN_VALUE + Math.floorDiv(number, 4L)) < LOST_BURST;
  }
}
