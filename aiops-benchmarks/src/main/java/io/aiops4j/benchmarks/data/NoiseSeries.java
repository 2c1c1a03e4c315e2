package io.aiops4j.benchmarks.data;

import java.util.SplittableRandom;

/**
 * Samples of many series that nothing is wrong with: AR(1) noise about a level of each series' own.
 *
 * <p>Time-major, as scrapes arrive: one call gives the next sample of every series. Not
 * thread-safe.
 */
public final class NoiseSeries {
  private final SplittableRandom random;
  private final double memory;
  private final double[] level;
  private final double[] state;

  /**
   * Starts at the stationary state.
   *
   * @param seed decides about everything
   * @param series how many
   * @param memory the weight of the sample before, from 0 to below 1, such as 0.6
   */
  public NoiseSeries(long seed, int series, double memory) {
    this.random = new SplittableRandom(seed);
    this.memory = memory;
    this.level = new double[series];
    this.state = new double[series];
    double scale = StrictMath.sqrt(1 / (1 - memory * memory));
    for (int i = 0; i < series; i++) {
      level[i] = 20 + 80 * random.nextDouble();
      state[i] = scale * gaussian();
    }
  }

  /**
   * Writes the next sample of each series.
   *
   * @param into one place a series
   */
  public void next(double[] into) {
    for (int i = 0; i < level.length; i++) {
      state[i] = memory * state[i] + gaussian();
      into[i] = level[i] + state[i];
    }
  }

  /** Marsaglia's polar method, one of each pair: StrictMath and uniform draws alone. */
  private double gaussian() {
    while (true) {
      double u = 2 * random.nextDouble() - 1;
      double v = 2 * random.nextDouble() - 1;
      double s = u * u + v * v;
      if (s > 0 && s < 1) {
        return u * StrictMath.sqrt(-2 * StrictMath.log(s) / s);
      }
    }
  }
}
