package io.aiops4j.testkit.faults;

import java.nio.charset.StandardCharsets;

/** Chance without state: a number is a hash of a seed and a word (SplitMix64's mixing). */
final class Draws {
  private Draws() {}

  static long mix(long seed, String word) {
    long hash = mix(seed + 0x9E3779B97F4A7C15L);
    for (byte b : word.getBytes(StandardCharsets.UTF_8)) {
      hash = (hash ^ (b & 0xff)) * 0x100000001b3L;
    }
    return mix(hash);
  }

  /** {@return a number in [0, 1)} */
  static double uniform(long seed, String word) {
    return (mix(seed, word) >>> 11) * 0x1.0p-53;
  }

  private static long mix(long value) {
    long z = value;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
