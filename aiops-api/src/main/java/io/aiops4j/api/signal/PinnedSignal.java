package io.aiops4j.api.signal;

import static java.util.Objects.requireNonNull;

import io.aiops4j.api.Canonical;
import java.util.Optional;

/**
 * One signal that recovery is judged by: what to read, how to reduce it, and what is healthy.
 *
 * <p>Carries the text of a log template, never an id of a miner, so it means the same after a
 * restart and on another machine.
 *
 * @param query what to read
 * @param reducer how to make samples of it
 * @param healthy the exit band
 * @param baseline what was normal before, if the band was learned; empty if the band is absolute
 */
public record PinnedSignal(
    SignalQuery query, Reducer reducer, Band healthy, Optional<FrozenBaseline> baseline) {
  /** Checks the parts. */
  public PinnedSignal {
    requireNonNull(query, "query");
    requireNonNull(reducer, "reducer");
    requireNonNull(healthy, "healthy");
    requireNonNull(baseline, "baseline");
  }

  /** {@return a stable id: the hash of what is read and how, without the band} */
  public String id() {
    return Canonical.digest(query.toString(), query.modality().name(), reducer.toString())
        .substring(0, 16);
  }

  /**
   * {@return whether this signal demands at least what the other demands: same samples, a band
   * inside the other's}
   *
   * @param other a signal
   */
  public boolean tightens(PinnedSignal other) {
    return id().equals(other.id()) && other.healthy.covers(healthy);
  }

  @Override
  public String toString() {
    return reducer.id()
        + " of "
        + query
        + " within ["
        + Canonical.number(healthy.lower())
        + ", "
        + Canonical.number(healthy.upper())
        + "]";
  }
}
