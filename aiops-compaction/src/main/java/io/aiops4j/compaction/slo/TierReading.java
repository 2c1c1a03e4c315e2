package io.aiops4j.compaction.slo;

import static java.util.Objects.requireNonNull;

/**
 * What one tier says at one time.
 *
 * @param tier the condition
 * @param state of the condition
 * @param factor the burn rate that both windows must be above
 * @param longBurn burn rate over the long window; {@code NaN} where nothing can be said
 * @param shortBurn burn rate over the short window; {@code NaN} where nothing can be said
 * @param filled whether there was telemetry as long ago as the long window reaches; if not, it is
 *     judged over what exists
 * @param held whether it burned before and is only waiting for the hold, or for telemetry, to end
 */
public record TierReading(
    BurnTier tier,
    SloState state,
    double factor,
    double longBurn,
    double shortBurn,
    boolean filled,
    boolean held) {
  /** Checks the parts. */
  public TierReading {
    requireNonNull(tier, "tier");
    requireNonNull(state, "state");
  }
}
