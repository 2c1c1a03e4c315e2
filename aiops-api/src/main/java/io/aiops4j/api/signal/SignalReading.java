package io.aiops4j.api.signal;

import static java.util.Objects.requireNonNull;

import io.aiops4j.api.Canonical;
import io.aiops4j.api.telemetry.Coverage;
import java.time.Instant;
import java.util.List;

/**
 * The samples of a pinned signal in a range.
 *
 * @param signal what was read
 * @param samples in the order of time, finite values only; empty if none could be had
 * @param coverage what is missing and why
 */
public record SignalReading(PinnedSignal signal, List<Sample> samples, Coverage coverage) {
  /** Copies the samples. */
  public SignalReading {
    requireNonNull(signal, "signal");
    samples = List.copyOf(samples);
    requireNonNull(coverage, "coverage");
  }

  /**
   * One reduced sample.
   *
   * @param from the earliest telemetry in it
   * @param at the latest telemetry in it: the sample's time
   * @param value finite
   */
  public record Sample(Instant from, Instant at, double value) {
    /** Checks the value. */
    public Sample {
      requireNonNull(from, "from");
      requireNonNull(at, "at");
      if (!Double.isFinite(value)) {
        throw new IllegalArgumentException(
            "A sample at "
                + at
                + " is "
                + Canonical.number(value)
                + "; leave it out: it is missing");
      }
    }
  }
}
