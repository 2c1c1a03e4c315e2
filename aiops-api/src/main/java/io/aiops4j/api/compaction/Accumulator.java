package io.aiops4j.api.compaction;

import io.aiops4j.api.Experimental;
import io.aiops4j.api.telemetry.Coverage;
import io.aiops4j.api.telemetry.TelemetrySink;

/**
 * A mergeable summary of telemetry: add, merge, digest.
 *
 * <p>Records outside the window's ranges are passed over. Telemetry may be split over several
 * accumulators as long as each key (series, log stream, trace) stays whole and in the order of its
 * event time; merged in any order they give the same digest as one. Not thread-safe; starts no
 * thread and reads no clock.
 */
@Experimental
public interface Accumulator extends TelemetrySink {
  /**
   * Takes over what another accumulator of the same compactor and window collected; do not use the
   * other again.
   *
   * @param other of the same compactor
   * @throws IllegalArgumentException if the other is of another kind or window
   */
  void merge(Accumulator other);

  /**
   * {@return what was collected so far, to be kept or sent elsewhere; versioned}
   *
   * <p>One content has one state: accumulators that were given the same telemetry, in whatever
   * split and order of parts keeps each key whole, have the same bytes once merged. {@link
   * Compactor#restore} makes an accumulator of it again, in another process too.
   */
  byte[] state();

  /**
   * {@return the evidence so far, ranked, redacted and within the budget}
   *
   * <p>Numbers are computed over everything collected before anything is cut. May be called more
   * than once.
   *
   * @param budget how much to return at most
   * @param coverage what the sources said of their answers; carried into the digest
   */
  EvidenceDigest digest(EvidenceBudget budget, Coverage coverage);
}
