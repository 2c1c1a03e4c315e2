package io.aiops4j.testkit.sim;

/**
 * The parameters of a {@link NoiseLevel}.
 *
 * @param correlation of one sample of a gauge with the next, 15 seconds later
 * @param amplitude of that noise, against the least
 */
record NoiseProfile(double correlation, double amplitude) {
  static NoiseProfile clean() {
    return new NoiseProfile(0.8, 1);
  }

  static NoiseProfile realistic() {
    return new NoiseProfile(0.9, 1.5);
  }

  static NoiseProfile harsh() {
    return new NoiseProfile(0.95, 2.5);
  }
}
