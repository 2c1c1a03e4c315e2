package io.aiops4j.compaction.slo;

import static java.util.Objects.requireNonNull;

import io.aiops4j.api.Canonical;
import io.aiops4j.compaction.state.StateWriter;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;

/**
 * An objective and how its burn is judged.
 *
 * <p>Defaults: a period of 30 days; the tiers of Google's SRE workbook, table 5-8 (page at 2 % of
 * the budget in an hour or 5 % in six, ticket at 10 % in three days; each short window a twelfth);
 * at least 20 events a window; samples up to 2 minutes late; a burn is over when the short window
 * stayed within the factor for 5 minutes; no data is unknown. Immutable and thread-safe.
 */
public final class SloSpec {
  private static final List<BurnTier> WORKBOOK =
      List.of(
          new BurnTier(BurnTier.Severity.PAGE, Duration.ofHours(1), Duration.ofMinutes(5), 0.02),
          new BurnTier(BurnTier.Severity.PAGE, Duration.ofHours(6), Duration.ofMinutes(30), 0.05),
          new BurnTier(BurnTier.Severity.TICKET, Duration.ofDays(3), Duration.ofHours(6), 0.10));

  private final double target;
  private final Duration period;
  private final List<BurnTier> tiers;
  private final long leastEvents;
  private final Duration grace;
  private final Duration clearHold;
  private final boolean absenceIsBad;

  private SloSpec(Builder builder) {
    this.target = builder.target;
    this.period = builder.period;
    this.tiers = builder.tiers;
    this.leastEvents = builder.leastEvents;
    this.grace = builder.grace;
    this.clearHold = builder.clearHold;
    this.absenceIsBad = builder.absenceIsBad;
  }

  /**
   * {@return a builder with the defaults}
   *
   * @param target share of events that must be good, in (0, 1), such as 0.999
   */
  public static Builder builder(double target) {
    return new Builder(target);
  }

  /** {@return share of events that must be good} */
  public double target() {
    return target;
  }

  /** {@return the share of events that may be bad: the budget} */
  public double budget() {
    return 1 - target;
  }

  /** {@return the burn rate when every event is bad: none is higher} */
  public double highestBurn() {
    return 1 / budget();
  }

  /** {@return over which time the budget is given} */
  public Duration period() {
    return period;
  }

  /** {@return the conditions, most severe first} */
  public List<BurnTier> tiers() {
    return tiers;
  }

  /** {@return how many events a window needs to be judged} */
  public long leastEvents() {
    return leastEvents;
  }

  /** {@return how late a sample may be, and how far ahead of the clock} */
  public Duration grace() {
    return grace;
  }

  /** {@return how long the short window must stay within the factor until a burn is over} */
  public Duration clearHold() {
    return clearHold;
  }

  /** {@return whether time without any report counts as time in which all is bad} */
  public boolean absenceIsBad() {
    return absenceIsBad;
  }

  void write(StateWriter state) {
    state.real(target).count(period.toMillis()).count(tiers.size());
    for (BurnTier tier : tiers) {
      state.text(tier.severity().name());
      state.count(tier.longWindow().toMillis()).count(tier.shortWindow().toMillis());
      state.real(tier.budgetShare());
    }
    state.count(leastEvents).count(grace.toMillis()).count(clearHold.toMillis());
    state.flag(absenceIsBad);
  }

  /** Collects the options. Not thread-safe. */
  public static final class Builder {
    private final double target;
    private Duration period = Duration.ofDays(30);
    private List<BurnTier> tiers = WORKBOOK;
    private long leastEvents = 20;
    private Duration grace = Duration.ofMinutes(2);
    private Duration clearHold = Duration.ofMinutes(5);
    private boolean absenceIsBad;

    private Builder(double target) {
      this.target = target;
    }

    /**
     * Sets the period; 30 days by default. Factors follow from it.
     *
     * @param period at least as long as the longest window
     * @return this builder
     */
    public Builder period(Duration period) {
      this.period = requireNonNull(period, "period");
      return this;
    }

    /**
     * Sets the conditions; those of the SRE workbook by default.
     *
     * @param tiers at least one
     * @return this builder
     */
    public Builder tiers(List<BurnTier> tiers) {
      this.tiers = tiers.stream().sorted(Comparator.comparing(BurnTier::severity)).toList();
      return this;
    }

    /**
     * Sets how many events a window needs to be judged; 20 by default. One failed request of ten
     * should wake nobody.
     *
     * @param leastEvents at least 1
     * @return this builder
     */
    public Builder leastEvents(long leastEvents) {
      this.leastEvents = leastEvents;
      return this;
    }

    /**
     * Sets how late a sample may be, and how far ahead of the clock; 2 minutes by default.
     *
     * @param grace not negative, at most the shortest window
     * @return this builder
     */
    public Builder grace(Duration grace) {
      this.grace = requireNonNull(grace, "grace");
      return this;
    }

    /**
     * Sets how long the short window must stay within the factor until a burn is over; 5 minutes by
     * default.
     *
     * @param clearHold not negative
     * @return this builder
     */
    public Builder clearHold(Duration clearHold) {
      this.clearHold = requireNonNull(clearHold, "clearHold");
      return this;
    }

    /**
     * Sets whether time without any report counts as time in which all is bad; it is unknown by
     * default.
     *
     * @param absenceIsBad either
     * @return this builder
     */
    public Builder absenceIsBad(boolean absenceIsBad) {
      this.absenceIsBad = absenceIsBad;
      return this;
    }

    /**
     * {@return the spec}
     *
     * @throws IllegalArgumentException if an option makes no sense, or a tier could never fire
     */
    public SloSpec build() {
      if (!(target > 0 && target < 1)) {
        throw new IllegalArgumentException(
            "A target of " + Canonical.number(target) + " leaves no budget or all; use 0.999");
      }
      if (tiers.isEmpty() || leastEvents < 1 || grace.isNegative() || clearHold.isNegative()) {
        throw new IllegalArgumentException(
            "An objective needs a tier, at least 1 event a window ("
                + leastEvents
                + "), and neither a negative grace ("
                + grace
                + ") nor hold ("
                + clearHold
                + ")");
      }
      double highest = 1 / (1 - target);
      for (BurnTier tier : tiers) {
        if (grace.compareTo(tier.shortWindow()) > 0) {
          throw new IllegalArgumentException(
              "A grace of "
                  + grace
                  + " is longer than the short window of "
                  + tier.shortWindow()
                  + ": what is late would come after it was judged; use a shorter grace");
        }
        if (tier.longWindow().compareTo(period) > 0) {
          throw new IllegalArgumentException(
              "A window of "
                  + tier.longWindow()
                  + " is longer than the period of "
                  + period
                  + "; use a longer period or a shorter window");
        }
        if (tier.factor(period) >= highest) {
          throw new IllegalArgumentException(
              "The tier of "
                  + tier.longWindow()
                  + " can never fire: its factor is "
                  + Canonical.number(tier.factor(period))
                  + ", but at a target of "
                  + Canonical.number(target)
                  + " nothing burns faster than "
                  + Canonical.number(highest)
                  + "; use a smaller budget share or a longer window");
        }
      }
      return new SloSpec(this);
    }
  }
}
