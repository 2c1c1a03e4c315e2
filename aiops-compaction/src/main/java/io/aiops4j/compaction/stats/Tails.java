package io.aiops4j.compaction.stats;

import io.aiops4j.api.Canonical;
import org.apache.commons.math3.special.Beta;
import org.apache.commons.math3.special.Erf;
import org.apache.commons.math3.special.Gamma;

/**
 * Tail probabilities as strengths: {@code -log10 p}, from 0, finite, cut at {@value #MAX}.
 *
 * <p>Every argument must be finite. Pure functions, the same bits on every JDK. Sums cost O(n) for
 * n trials.
 */
public final class Tails {
  /** No tail is taken for smaller than 1e-30: models of chance are not good that far out. */
  public static final double MAX = 30;

  /** {@code -log10 0.05}: what a value at the 95th percentile of its history is worth. */
  private static final double AT_QUANTILE = 1.3010299956639813;

  private static final double LN_10 = StrictMath.log(10);

  private Tails() {}

  /**
   * {@return the strength of at least {@code hits} of {@code trials} when each hits with
   * probability {@code p}}
   *
   * @param hits 0 to {@code trials}
   * @param trials at least 0
   * @param p in (0, 1)
   */
  public static double binomial(int hits, int trials, double p) {
    finite(p);
    check(hits, trials);
    if (!(p > 0 && p < 1)) {
      throw new IllegalArgumentException(
          "A hit has probability "
              + Canonical.number(p)
              + "; it must lie within 0 and 1, exclusive");
    }
    if (hits == 0) {
      return 0;
    }
    double odds = p / (1 - p);
    double log = logChoose(trials, hits) + hits * ln(p) + (trials - hits) * StrictMath.log1p(-p);
    double term = 1;
    double sum = 1;
    for (int j = hits; j < trials; j++) {
      term *= (trials - j) / (j + 1.0) * odds;
      sum += term;
    }
    return strength(log + ln(sum));
  }

  /**
   * {@return the strength of seeing a count as far out as {@code hits} of {@code trials}, in the
   * direction of the change, when the rate itself is only known as Beta(a, b)}
   *
   * <p>Upwards if {@code hits/trials} lies above the mean {@code a/(a+b)}, else downwards.
   *
   * @param hits 0 to {@code trials}
   * @param trials at least 0
   * @param a above 0: hits seen before, with the prior
   * @param b above 0: misses seen before, with the prior
   */
  public static double betaBinomial(int hits, int trials, double a, double b) {
    finite(a);
    finite(b);
    check(hits, trials);
    if (!(a > 0 && b > 0)) {
      throw new IllegalArgumentException(
          "Beta("
              + Canonical.number(a)
              + ", "
              + Canonical.number(b)
              + ") has no density; both counts must be above 0");
    }
    boolean upwards = hits * (a + b) > a * trials;
    // Counting misses instead of hits turns the lower tail into an upper one.
    return upwards ? upperTail(hits, trials, a, b) : upperTail(trials - hits, trials, b, a);
  }

  private static double upperTail(int hits, int trials, double a, double b) {
    if (hits == 0) {
      return 0;
    }
    double log = logChoose(trials, hits) + logBeta(hits + a, trials - hits + b) - logBeta(a, b);
    double term = 1;
    double sum = 1;
    for (int j = hits; j < trials; j++) {
      term *= (trials - j) / (j + 1.0) * ((j + a) / (trials - j - 1 + b));
      sum += term;
    }
    return strength(log + ln(sum));
  }

  /**
   * {@return the strength of a value against its history: empirical up to the 95th percentile,
   * exponential beyond}
   *
   * <p>The exponential's scale is the median exceedance over that percentile (over ln 2), not the
   * mean, so that a few past faults in the history do not stretch it. A short history cannot show a
   * percentile: passing all n values is worth {@code log10(n + 1)} at most.
   *
   * @param value the value under suspicion
   * @param history any order, at least one value; unchanged
   * @param scaleFloor the smallest scale believed, above 0, in the unit of the values
   */
  public static double exceedance(double value, double[] history, double scaleFloor) {
    return exceedanceOfSorted(value, Samples.sorted(history), scaleFloor);
  }

  /**
   * {@return {@link #exceedance} for a history that is sorted already, without a copy of it}
   *
   * @param value the value under suspicion
   * @param sorted ascending, at least one value, all finite; unchanged
   * @param scaleFloor the smallest scale believed, above 0, in the unit of the values
   */
  public static double exceedanceOfSorted(double value, double[] sorted, double scaleFloor) {
    finite(value);
    finite(scaleFloor);
    double quantile = Samples.quantileOfSorted(sorted, 0.95);
    if (value <= quantile) {
      return 0;
    }
    int first = sorted.length;
    while (first > 0 && sorted[first - 1] > quantile) {
      first--;
    }
    double scale = first == sorted.length ? 0 : medianFrom(sorted, first, quantile) / ln(2);
    double base = Math.min(AT_QUANTILE, ln(sorted.length + 1.0) / LN_10);
    return Math.min(MAX, base + (value - quantile) / Math.max(scale, scaleFloor) / LN_10);
  }

  private static double medianFrom(double[] sorted, int first, double quantile) {
    double position = first + 0.5 * (sorted.length - 1 - first);
    int below = (int) position;
    int above = Math.min(below + 1, sorted.length - 1);
    double low = sorted[below] - quantile;
    return low + (position - below) * (sorted[above] - quantile - low);
  }

  /**
   * {@return the strength of one sample lying above another: one-sided Mann-Whitney test, normal
   * approximation with ties}
   *
   * @param observed any order
   * @param reference any order
   */
  public static double higher(double[] observed, double[] reference) {
    int n = observed.length;
    int m = reference.length;
    if (n == 0 || m == 0) {
      return 0;
    }
    double[] all = new double[n + m];
    System.arraycopy(observed, 0, all, 0, n);
    System.arraycopy(reference, 0, all, n, m);
    all = Samples.sorted(all);
    double[] mine = Samples.sorted(observed);
    double rankSum = 0;
    double ties = 0;
    int at = 0;
    for (int i = 0; i < all.length; ) {
      int end = i;
      while (end < all.length && all[end] == all[i]) {
        end++;
      }
      double count = end - i;
      ties += count * count * count - count;
      while (at < n && mine[at] == all[i]) {
        rankSum += (i + end + 1) / 2.0;
        at++;
      }
      i = end;
    }
    double total = n + (double) m;
    double mean = n * (total + 1) / 2;
    double variance = n * (double) m / 12 * (total + 1 - ties / (total * (total - 1)));
    if (!(variance > 0) || rankSum <= mean) {
      return 0;
    }
    double z = (rankSum - mean - 0.5) / StrictMath.sqrt(variance);
    double p = 0.5 * Erf.erfc(z / StrictMath.sqrt(2));
    return p <= 0 ? MAX : strength(ln(p));
  }

  /**
   * {@return the strength of a deviation at least this far out on one side, of Student's t}
   *
   * @param t how far, in standard deviations that were estimated themselves
   * @param degrees of freedom, at least 1
   */
  public static double student(double t, int degrees) {
    finite(t);
    if (t <= 0) {
      return 0;
    }
    double p = Beta.regularizedBeta(degrees / (degrees + t * t), degrees / 2.0, 0.5) / 2;
    return p <= 0 ? MAX : strength(ln(p));
  }

  private static double logChoose(int n, int k) {
    return Gamma.logGamma(n + 1.0) - Gamma.logGamma(k + 1.0) - Gamma.logGamma(n - k + 1.0);
  }

  private static double logBeta(double a, double b) {
    return Gamma.logGamma(a) + Gamma.logGamma(b) - Gamma.logGamma(a + b);
  }

  private static double strength(double naturalLog) {
    return Math.max(0, Math.min(MAX, -naturalLog / LN_10));
  }

  private static double ln(double value) {
    return StrictMath.log(value);
  }

  private static void check(int hits, int trials) {
    if (hits < 0 || hits > trials) {
      throw new IllegalArgumentException(
          hits + " hits of " + trials + " trials; hits must lie in 0 to trials");
    }
  }

  private static void finite(double value) {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException(
          "Got "
              + Canonical.number(value)
              + " where a finite number is needed; leave such samples out");
    }
  }
}
