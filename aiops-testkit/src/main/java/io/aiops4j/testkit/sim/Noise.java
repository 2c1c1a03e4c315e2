package io.aiops4j.testkit.sim;

import java.nio.charset.StandardCharsets;

/**
 * Randomness without state: a number is a hash of the seed, a name and an index, so it is the same
 * whatever was asked before, and a new component shifts nobody else's numbers.
 *
 * <p>The mixing function is SplitMix64's [1]. Integer arithmetic and {@link StrictMath} only, so
 * every JDK gives the same bytes.
 *
 * <p>[1] Steele, Lea, Flood: Fast splittable pseudorandom number generators, OOPSLA 2014.
 */
final class Noise {
  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  /** Correlated noise restarts at each block of that many samples, after a warm-up. */
  private static final int BLOCK = 64;

  /** How much of the value before its warm-up a block may miss. */
  private static final double FORGOTTEN = 0.07;

  private Noise() {}

  /** {@return the key of a stream of numbers} */
  static long key(long seed, String name) {
    long hash = mix(seed + GOLDEN);
    for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
      hash = (hash ^ (b & 0xff)) * 0x100000001b3L;
    }
    return mix(hash);
  }

  static long bits(long key, long index) {
    return mix(key + index * GOLDEN);
  }

  /** {@return a number in [0, 1)} */
  static double uniform(long key, long index) {
    return (bits(key, index) >>> 11) * 0x1.0p-53;
  }

  /** {@return a nearly normal number: four uniform ones summed, scaled to variance 1} */
  static double normal(long key, long index) {
    long b = bits(key, index);
    long sum = (b & 0xffff) + (b >>> 16 & 0xffff) + (b >>> 32 & 0xffff) + (b >>> 48);
    return (sum / 65536.0 - 2 + 2.0 / 65536) * 1.7320508075688772;
  }

  /** {@return an exponentially distributed number of that mean} */
  static double exponential(long key, long index, double mean) {
    return -mean * StrictMath.log(1 - uniform(key, index));
  }

  /**
   * {@return first-order autoregressive noise of variance 1 at the indices from {@code first}}
   *
   * <p>Any two calls agree where they overlap: each block starts from its own warm-up, which ends
   * nearly where the block before it ended.
   *
   * @param phi the correlation of neighbours, above 0 and below 1
   */
  static double[] correlated(long key, long first, int count, double phi) {
    double innovation = StrictMath.sqrt(1 - phi * phi);
    int warmUp = (int) StrictMath.ceil(StrictMath.log(FORGOTTEN) / StrictMath.log(phi));
    double[] out = new double[count];
    int filled = 0;
    while (filled < count) {
      long index = first + filled;
      long block = Math.floorDiv(index, (long) BLOCK) * BLOCK;
      double value = normal(key, block - warmUp);
      for (long i = block - warmUp + 1; i < block + BLOCK && filled < count; i++) {
        value = phi * value + innovation * normal(key, i);
        if (i >= index) {
          out[filled++] = value;
        }
      }
    }
    return out;
  }

  private static long mix(long z) {
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
