package io.aiops4j.api.signal;

import static java.util.Objects.requireNonNull;

import io.aiops4j.api.Canonical;
import io.aiops4j.api.telemetry.TimeRange;

/**
 * What was normal before an incident, frozen at detection and never learned again.
 *
 * @param mean of the reduced samples
 * @param sigma their standard deviation, floored, so always above 0
 * @param samples how many samples it rests on
 * @param range where they were taken
 */
public record FrozenBaseline(double mean, double sigma, long samples, TimeRange range) {
  /** Checks the numbers. */
  public FrozenBaseline {
    requireNonNull(range, "range");
    if (!Double.isFinite(mean) || !(sigma > 0) || Double.isInfinite(sigma) || samples < 1) {
      throw new IllegalArgumentException(
          "A baseline needs a finite mean, a finite sigma above 0 and a sample; got mean "
              + Canonical.number(mean)
              + ", sigma "
              + Canonical.number(sigma)
              + ", samples "
              + samples);
    }
  }
}
