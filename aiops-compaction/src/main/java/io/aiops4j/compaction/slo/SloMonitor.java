package io.aiops4j.compaction.slo;

import static java.util.Objects.requireNonNull;

import io.aiops4j.compaction.state.InvalidStateException;
import io.aiops4j.compaction.state.StateReader;
import io.aiops4j.compaction.state.StateWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Counts the good and all events of one objective and says how fast its budget burns.
 *
 * <p>A tier burns while both its windows burn at strictly more than its factor: events are summed
 * over a window and then divided, never averaged as ratios. Each tier counts in buckets of a 60th
 * of its short window (12 kB for a long window of twelve short ones), the period in 720.
 *
 * <p>The time is passed in; the monitor reads no clock. A sample later than the grace allows, or
 * further ahead of the clock, is refused. Counts may be split over monitors in any way and merged.
 * Once a tier burns it goes on until its short window stayed within the factor for the hold, with
 * enough events to tell: missing telemetry freezes it, and never clears it. Not thread-safe.
 *
 * <p>After the SRE workbook's chapter on alerting; see {@link SloSpec}.
 */
public final class SloMonitor {
  private static final String STATE = "slo";
  private static final int VERSION = 1;
  private static final int BUCKETS_OF_PERIOD = 720;
  private static final long NEVER = Long.MAX_VALUE;

  private final SloSpec spec;
  private final List<EventRing> rings = new ArrayList<>();
  private final EventRing period;
  private final SourceCounters counters = new SourceCounters();
  private final boolean[] fired;

  /** Since when the short window of a fired tier is within its factor; NEVER if it is not. */
  private final long[] calmSince;

  /** The earliest sample: before it, absence says nothing. */
  private long since = NEVER;

  /**
   * Makes a monitor that has seen nothing.
   *
   * @param spec the objective
   */
  public SloMonitor(SloSpec spec) {
    this.spec = requireNonNull(spec, "spec");
    for (BurnTier tier : spec.tiers()) {
      long width = tier.shortWindow().toMillis() / BurnTier.BUCKETS_OF_SHORT;
      rings.add(ring(width, tier.longWindow()));
    }
    this.period = ring(Math.max(1, spec.period().toMillis() / BUCKETS_OF_PERIOD), spec.period());
    this.fired = new boolean[rings.size()];
    this.calmSince = new long[rings.size()];
    Arrays.fill(calmSince, NEVER);
  }

  private EventRing ring(long width, Duration window) {
    // Room for what is late and for what is ahead, on top of the window.
    long more = 2 * (spec.grace().toMillis() / width + 1);
    int size = Math.toIntExact(window.toMillis() / width + more + 1);
    return new EventRing(width, size, spec.grace().toMillis());
  }

  /**
   * Counts events. A report of no events says that the source lives.
   *
   * <p>For bad slices of time instead of events, count one event a slice.
   *
   * @param at when they happened
   * @param good how many were good
   * @param total how many there were
   * @param now the time
   * @return whether the report was in time
   */
  public boolean count(Instant at, long good, long total, Instant now) {
    if (good < 0 || good > total) {
      throw new IllegalArgumentException(
          good + " good events of " + total + "; pass 0 to total good events");
    }
    if (!inTime(at, now)) {
      return false;
    }
    long millis = at.toEpochMilli();
    since = Math.min(since, millis);
    rings.forEach(ring -> ring.add(millis, total - good, total));
    period.add(millis, total - good, total);
    return true;
  }

  /**
   * Counts what cumulative counters of one source gained since they were last passed, at the time
   * of the later totals. A reset counts from zero; the first totals count nothing.
   *
   * @param source what tells the counters from others of this objective, such as a pod
   * @param at when the totals were read
   * @param good total of good events
   * @param total total of events
   * @param now the time
   * @return whether the totals were in time and the source among the first 100,000
   */
  public boolean countTotals(String source, Instant at, long good, long total, Instant now) {
    if (good < 0 || total < 0) {
      throw new IllegalArgumentException(
          "Totals of " + good + " good of " + total + " events; a total is never negative");
    }
    if (!inTime(at, now) || !counters.hasRoom(source)) {
      return false;
    }
    SourceCounters.Gain gain = counters.gain(source, at.toEpochMilli(), good, total);
    return count(at, gain.good(), gain.total(), now);
  }

  private boolean inTime(Instant at, Instant now) {
    return !at.isBefore(now.minus(spec.grace())) && !at.isAfter(now.plus(spec.grace()));
  }

  /**
   * {@return what can be said at a time}
   *
   * <p>Call it with times that go forward: a burn is remembered until it is over.
   *
   * @param now the time; events after it do not count
   */
  public SloReading evaluate(Instant now) {
    List<TierReading> tiers = new ArrayList<>();
    for (int i = 0; i < rings.size(); i++) {
      tiers.add(latched(i, judged(i, now.toEpochMilli()), now.toEpochMilli()));
    }
    OptionalDouble left = budgetLeft(now.toEpochMilli());
    SloState state = SloReading.joined(tiers);
    return new SloReading(now, state, tiers, left, exhaustedIn(tiers, left));
  }

  private TierReading judged(int i, long now) {
    BurnTier tier = spec.tiers().get(i);
    double factor = tier.factor(spec.period());
    EventRing.Sum recent = rings.get(i).sum(now, tier.shortWindow(), since);
    EventRing.Sum whole = rings.get(i).sum(now, tier.longWindow(), since);
    boolean covered = since <= now - tier.shortWindow().toMillis();
    boolean filled = since <= now - tier.longWindow().toMillis();
    double shortBurn = burn(recent);
    double longBurn = burn(whole);
    SloState state;
    if (since > now || recent.reports() == 0 && !spec.absenceIsBad()) {
      state = SloState.UNKNOWN;
    } else if (!covered || Double.isNaN(shortBurn) || Double.isNaN(longBurn)) {
      state = SloState.INSUFFICIENT;
    } else {
      state = longBurn > factor && shortBurn > factor ? SloState.BURNING : SloState.OK;
    }
    return new TierReading(tier, state, factor, longBurn, shortBurn, filled, false);
  }

  /** The burn rate of a stretch; {@code NaN} if it has too few events to tell. */
  private double burn(EventRing.Sum sum) {
    boolean few = sum.total() < spec.leastEvents();
    return few && absent(sum) == 0 ? Double.NaN : spent(sum, few);
  }

  private double absent(EventRing.Sum sum) {
    return spec.absenceIsBad() ? sum.absent() : 0;
  }

  /** Budgets that a stretch spends, by its events, if they are to count, and its absences. */
  private double spent(EventRing.Sum sum, boolean passOver) {
    double absent = absent(sum);
    double rate = passOver ? 0 : sum.bad() / (double) sum.total();
    return (rate * (1 - absent) + absent) / spec.budget();
  }

  /** A tier that burns goes on until it is calm for the hold. */
  private TierReading latched(int i, TierReading reading, long now) {
    if (reading.state() == SloState.BURNING) {
      fired[i] = true;
      calmSince[i] = NEVER;
      return reading;
    }
    if (!fired[i]) {
      return reading;
    }
    boolean calm = reading.state() == SloState.OK && reading.shortBurn() <= reading.factor();
    calmSince[i] = calm ? Math.min(calmSince[i], now) : NEVER;
    if (calm && now - calmSince[i] >= spec.clearHold().toMillis()) {
      fired[i] = false;
      calmSince[i] = NEVER;
      return reading;
    }
    return new TierReading(
        reading.tier(),
        SloState.BURNING,
        reading.factor(),
        reading.longBurn(),
        reading.shortBurn(),
        reading.filled(),
        true);
  }

  private OptionalDouble budgetLeft(long now) {
    EventRing.Sum sum = period.sum(now, spec.period(), since);
    boolean none = sum.total() == 0;
    return none && absent(sum) == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(1 - spent(sum, none));
  }

  private Optional<Duration> exhaustedIn(List<TierReading> tiers, OptionalDouble left) {
    TierReading leading =
        tiers.stream()
            .filter(tier -> tier.state() == SloState.BURNING)
            .findFirst()
            .orElse(tiers.get(0));
    if (left.isEmpty()) {
      return Optional.empty();
    }
    if (left.getAsDouble() <= 0) {
      return Optional.of(Duration.ZERO);
    }
    double burn = leading.longBurn();
    return burn > 0
        ? Optional.of(
            Duration.ofMillis((long) (left.getAsDouble() * spec.period().toMillis() / burn)))
        : Optional.empty();
  }

  /**
   * Takes over what another monitor of the same objective counted; do not use the other again.
   *
   * @param other in which each source of totals is whole
   */
  public void merge(SloMonitor other) {
    if (!Arrays.equals(identity(spec), identity(other.spec))) {
      throw new IllegalArgumentException(
          "The other monitor counts for another objective; merge monitors of one spec only");
    }
    since = Math.min(since, other.since);
    for (int i = 0; i < rings.size(); i++) {
      rings.get(i).merge(other.rings.get(i));
      boolean calm =
          (!fired[i] || calmSince[i] != NEVER) && (!other.fired[i] || other.calmSince[i] != NEVER);
      long later = Math.max(fired[i] ? calmSince[i] : 0, other.fired[i] ? other.calmSince[i] : 0);
      fired[i] |= other.fired[i];
      calmSince[i] = fired[i] && calm ? later : NEVER;
    }
    period.merge(other.period);
    counters.merge(other.counters);
  }

  /** {@return all that was counted, and what burns; one content has one state} */
  public byte[] state() {
    StateWriter state = new StateWriter(STATE, VERSION).bytes(identity(spec)).number(since);
    for (int i = 0; i < rings.size(); i++) {
      state.flag(fired[i]).number(calmSince[i]);
      rings.get(i).write(state);
    }
    period.write(state);
    counters.write(state);
    return state.toBytes();
  }

  /**
   * {@return a monitor that goes on where another one's state was taken}
   *
   * @param spec the objective of that other one
   * @param bytes what {@link #state()} gave
   * @throws InvalidStateException if it is damaged, of another objective or of a newer release
   */
  public static SloMonitor restore(SloSpec spec, byte[] bytes) {
    StateReader state = StateReader.of(bytes, STATE, VERSION);
    if (!Arrays.equals(state.bytes(), identity(spec))) {
      throw state.invalid("it is of another objective; restore it with the spec it counted for");
    }
    SloMonitor monitor = new SloMonitor(spec);
    monitor.since = state.number();
    for (int i = 0; i < monitor.rings.size(); i++) {
      monitor.fired[i] = state.flag();
      monitor.calmSince[i] = state.number();
      monitor.rings.get(i).read(state);
    }
    monitor.period.read(state);
    monitor.counters.read(state);
    state.end();
    return monitor;
  }

  private static byte[] identity(SloSpec spec) {
    StateWriter identity = new StateWriter("slo-spec", 1);
    spec.write(identity);
    return identity.toBytes();
  }
}
