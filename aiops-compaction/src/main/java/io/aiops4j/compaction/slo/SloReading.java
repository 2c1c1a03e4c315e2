package io.aiops4j.compaction.slo;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What an objective's counts say at one time.
 *
 * <p>BURNING if any tier burns; OK only if every tier is; else UNKNOWN if any is, else
 * INSUFFICIENT.
 *
 * @param at the time
 * @param state of the whole objective
 * @param tiers each tier, most severe first
 * @param budgetLeft share of the period's budget that is left, 1 for all, below 0 if overspent;
 *     empty if no event was seen in the period
 * @param exhaustedIn when nothing is left if it goes on like in the long window of the tier that
 *     burns, or else of the first; zero if nothing is left; empty if nothing burns
 */
public record SloReading(
    Instant at,
    SloState state,
    List<TierReading> tiers,
    OptionalDouble budgetLeft,
    Optional<Duration> exhaustedIn) {
  /** Copies the tiers. */
  public SloReading {
    requireNonNull(at, "at");
    requireNonNull(state, "state");
    tiers = List.copyOf(tiers);
    requireNonNull(budgetLeft, "budgetLeft");
    requireNonNull(exhaustedIn, "exhaustedIn");
  }

  /** {@return the most severe tier that burns} */
  public Optional<TierReading> burning() {
    return tiers.stream().filter(tier -> tier.state() == SloState.BURNING).findFirst();
  }

  /**
   * {@return the state of the tiers of one severity, joined like the whole; UNKNOWN if there is
   * none}
   *
   * @param severity which
   */
  public SloState state(BurnTier.Severity severity) {
    return joined(tiers.stream().filter(each -> each.tier().severity() == severity).toList());
  }

  static SloState joined(List<TierReading> tiers) {
    if (tiers.isEmpty()) {
      return SloState.UNKNOWN;
    }
    for (SloState state :
        new SloState[] {SloState.BURNING, SloState.UNKNOWN, SloState.INSUFFICIENT}) {
      if (tiers.stream().anyMatch(tier -> tier.state() == state)) {
        return state;
      }
    }
    return SloState.OK;
  }
}
