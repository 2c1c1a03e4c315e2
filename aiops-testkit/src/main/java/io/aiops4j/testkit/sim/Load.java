package io.aiops4j.testkit.sim;

/** How much work comes to the services: less at night and at the weekend, and then less waiting. */
final class Load {
  private static final long DAY_MS = 86_400_000;

  /** The epoch was a Thursday. */
  private static final int SATURDAY = 2;

  private Load() {}

  /** {@return the load at an instant; its mean over working days is 1} */
  static double at(NoiseProfile.Load profile, long ms) {
    double day = Math.floorMod(ms, DAY_MS) / (double) DAY_MS;
    double wave = 1 - profile.day() * StrictMath.cos(2 * Math.PI * day);
    boolean weekend = Math.floorMod(Math.floorDiv(ms, DAY_MS) - SATURDAY, 7L) < 2;
    return weekend ? wave * (1 - profile.weekend()) : wave;
  }

  /** {@return how many times longer than at the mean load a request takes} */
  static double waiting(NoiseProfile.Load profile, long ms) {
    double mean = profile.occupancy();
    return mean == 0 ? 1 : (1 - mean) / (1 - Math.min(0.95, mean * at(profile, ms)));
  }
}
