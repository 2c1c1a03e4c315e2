package io.aiops4j.compaction.streaming;

/**
 * The weight of each next sample in a fading memory: its share of all so far, until the memory is
 * full. A table, as a division costs more than all the rest of a sample.
 */
final class Weights {
  private static final int LONGEST = 1 << 16;

  private final double[] shares;
  private final double last;

  Weights(double last) {
    this.last = last;
    this.shares = new double[(int) Math.min(LONGEST, Math.ceil(1 / last) + 1)];
    for (int n = 1; n < shares.length; n++) {
      shares[n] = Math.max(last, 1.0 / n);
    }
  }

  /** The weight of sample number {@code n}, from 1. */
  double at(int n) {
    return n < shares.length ? shares[n] : last;
  }
}
