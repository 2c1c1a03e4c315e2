package io.aiops4j.compaction.baseline;

import static java.util.Objects.requireNonNull;

import io.aiops4j.api.signal.FrozenBaseline;
import io.aiops4j.api.telemetry.ChangeEvent;
import io.aiops4j.api.telemetry.MetricKind;
import io.aiops4j.api.telemetry.MetricSeries;
import io.aiops4j.api.telemetry.TimeRange;
import io.aiops4j.api.topology.Component;
import io.aiops4j.api.topology.Topology;
import io.aiops4j.compaction.state.StateReader;
import io.aiops4j.compaction.state.StateWriter;
import io.aiops4j.compaction.streaming.EventRules;
import io.aiops4j.compaction.streaming.FadingMoments;
import io.aiops4j.compaction.streaming.Horizon;
import io.aiops4j.compaction.streaming.SeriesBank;
import io.aiops4j.compaction.streaming.SeriesEvent;
import io.aiops4j.compaction.streaming.SlotKind;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The baselines of a fleet, one a series, kept for as long as the series are.
 *
 * <ul>
 *   <li><b>Warm-up:</b> a series opens nothing before its baseline rests on enough samples.
 *   <li><b>Job epochs:</b> where a job begins or ends, what it runs on works on something else, and
 *       that is no anomaly: those series learn anew, an open event is cut off. Counters of faults
 *       keep their baseline, as no job makes faults normal.
 *   <li><b>Succession:</b> a component of the same name but another incarnation goes on with the
 *       baseline of its role; one of another name does, if {@link #succeed} says so.
 *   <li><b>Churn:</b> beyond the capacity the series that were silent for longest are forgotten, a
 *       sixteenth at once; {@link #evicted()} counts them.
 *   <li><b>Lateness:</b> samples of a series that are not newer than its last one are dropped and
 *       counted ({@link #dropped()}), the first of equal times wins. Sources that deliver late go
 *       through a {@link io.aiops4j.compaction.streaming.Reorderer} first. What is dated in the
 *       future is dropped and counted ({@link #early()}), where the store has a clock.
 *   <li><b>State codes</b> have no mean; they are left out.
 * </ul>
 *
 * <p>{@link #state()} is canonical: the same samples of each series give the same bytes, in
 * whatever order the series came. Time O(1) a sample; memory is that of the bank (about 60 bytes a
 * series) plus the keys. Not thread-safe; shard by key.
 */
public final class BaselineStore {
  private static final String KIND = "baselines";

  private final BaselineListener listener;
  private final int capacity;
  private final double weight;
  private final Predicate<String> faults;
  private final Horizon horizon;
  private final SeriesBank bank;
  private final Roster entries = new Roster();
  private long evicted;

  private BaselineStore(Builder builder) {
    this.listener = builder.listener;
    this.capacity = builder.capacity;
    this.weight = builder.weight;
    this.faults = builder.faults;
    this.horizon = builder.clock == null ? Horizon.none() : new Horizon(builder.clock);
    this.bank =
        SeriesBank.builder(new FadingMoments(0, weight), this::tell)
            .rules(builder.rules)
            .minSamples(builder.minSamples)
            .budgetSeries(capacity)
            .build();
  }

  /**
   * {@return a builder of an empty store}
   *
   * @param listener hears of events
   */
  public static Builder builder(BaselineListener listener) {
    return new Builder(listener);
  }

  /**
   * Takes the samples of a series.
   *
   * @param series any; samples that are not newer than the last one are dropped
   */
  public void add(MetricSeries series) {
    if (series.kind() == MetricKind.STATE_CODE) {
      return;
    }
    SeriesKey key = SeriesKey.of(series);
    for (int i = 0; i < series.size(); i++) {
      add(
          key,
          series.component().incarnation(),
          kind(series),
          series.epochMillis(i),
          series.value(i));
    }
  }

  private SlotKind kind(MetricSeries series) {
    if (series.kind() == MetricKind.GAUGE) {
      return SlotKind.GAUGE;
    }
    return faults.test(series.name()) ? SlotKind.FAULT_COUNTER : SlotKind.COUNTER;
  }

  /**
   * Takes one sample.
   *
   * @param key the series
   * @param incarnation who plays the component's role, empty if unknown
   * @param kind how the value is read; the first one given stands
   * @param millis its time, epoch milliseconds
   * @param value any; what is no sample is left out
   */
  public void add(SeriesKey key, String incarnation, SlotKind kind, long millis, double value) {
    if (horizon.isBeyond(millis)) {
      return;
    }
    StoredSeries entry = entries.find(key);
    if (entry == null) {
      entry = admit(key, incarnation, kind);
    } else if (!entry.incarnation.equals(incarnation)) {
      entry.incarnation = incarnation;
      bank.interrupt(entry.slot);
    }
    long before = bank.lastMillis(entry.slot);
    double sigmas = bank.sample(entry.slot, value, millis);
    if (bank.lastMillis(entry.slot) != before) {
      entry.sigmas = sigmas;
      // The bank may have begun anew by itself, after a new normal: then so does the range.
      entry.since = bank.count(entry.slot) <= 1 ? millis : entry.since;
    }
  }

  /**
   * Hears of a change: at a job boundary the series of what it touches begin a new epoch.
   *
   * @param change any
   * @param topology as of the change: what the job runs on, and the pieces of that
   */
  public void change(ChangeEvent change, Topology topology) {
    SortedSet<Component> touched = Epochs.begunBy(change, topology);
    if (touched.isEmpty()) {
      return;
    }
    List<StoredSeries> anew = new ArrayList<>();
    for (StoredSeries entry : entries.all()) {
      if (touched.contains(entry.key.component()) && entry.kind != SlotKind.FAULT_COUNTER) {
        anew.add(entry);
      }
    }
    for (StoredSeries entry : Roster.sorted(anew)) {
      bank.restart(entry.slot);
      entry.since = 0;
      entry.sigmas = 0;
    }
  }

  /**
   * Says that one component took the place of another of a different name: its series go on with
   * the baselines of the predecessor, unless they have their own already.
   *
   * @param predecessor who was replaced; its baselines are handed over
   * @param successor who plays the role now
   */
  public void succeed(Component predecessor, Component successor) {
    for (StoredSeries entry : entries.sorted()) {
      if (!entry.key.component().equals(predecessor.role())) {
        continue;
      }
      SeriesKey heir = new SeriesKey(successor, entry.key.metric(), entry.key.attributes());
      if (entries.find(heir) == null) {
        entries.rename(entry, heir);
        entry.incarnation = successor.incarnation();
        bank.interrupt(entry.slot);
      }
    }
  }

  /**
   * Hands baselines over wherever a topology names a successor.
   *
   * @param topology as of now
   */
  public void succeed(Topology topology) {
    SortedMap<Component, Component> successions = new TreeMap<>();
    for (StoredSeries entry : entries.sorted()) {
      Component role = entry.key.component();
      Component last = new Component(role.kind(), role.scope(), role.name(), entry.incarnation);
      topology.successor(last).ifPresent(successor -> successions.put(last, successor));
    }
    successions.forEach(this::succeed);
  }

  /**
   * {@return the baseline of a series as it is now, for a pinned signal; empty if it is not warm or
   * not known}
   *
   * @param key the series
   */
  public Optional<FrozenBaseline> freeze(SeriesKey key) {
    StoredSeries entry = entries.find(key);
    if (entry == null || entry.since == 0 || bank.count(entry.slot) < bank.minSamples()) {
      return Optional.empty();
    }
    TimeRange range =
        new TimeRange(
            Instant.ofEpochMilli(entry.since),
            Instant.ofEpochMilli(bank.lastMillis(entry.slot) + 1));
    return Optional.of(
        new FrozenBaseline(
            bank.mean(entry.slot), bank.deviation(entry.slot), bank.count(entry.slot), range));
  }

  /**
   * {@return the series that are furthest out, the furthest first, equal ones by name}
   *
   * @param k how many at most
   * @param sinceMillis series without a sample since then are left out, epoch milliseconds
   */
  public List<Deviation> top(int k, long sinceMillis) {
    return Furthest.series(deviations(sinceMillis), k);
  }

  /**
   * {@return the components that are furthest out, each by its furthest series; the furthest first,
   * equal ones by name}
   *
   * @param k how many at most
   * @param sinceMillis series without a sample since then are left out, epoch milliseconds
   */
  public List<Deviation> topComponents(int k, long sinceMillis) {
    return Furthest.components(deviations(sinceMillis), k);
  }

  /**
   * {@return the metrics that are furthest out, each by its furthest series, as one fault often
   * shows in one metric of many components; the furthest first, equal ones by name}
   *
   * @param k how many at most
   * @param sinceMillis series without a sample since then are left out, epoch milliseconds
   */
  public List<Deviation> topMetrics(int k, long sinceMillis) {
    return Furthest.metrics(deviations(sinceMillis), k);
  }

  private List<Deviation> deviations(long sinceMillis) {
    List<Deviation> deviations = new ArrayList<>();
    for (StoredSeries entry : entries.all()) {
      if (entry.sigmas > 0 && bank.lastMillis(entry.slot) >= sinceMillis) {
        deviations.add(new Deviation(entry.key, entry.sigmas));
      }
    }
    return deviations;
  }

  /**
   * {@return whether an event of a series is open}
   *
   * @param key the series
   */
  public boolean isOpen(SeriesKey key) {
    StoredSeries entry = entries.find(key);
    return entry != null && bank.isOpen(entry.slot);
  }

  /** {@return how many series have a baseline or are on the way to one} */
  public int size() {
    return entries.size();
  }

  /** {@return how many series were forgotten because there were too many} */
  public long evicted() {
    return evicted;
  }

  /** {@return how many samples were dropped because they were not newer than the one before} */
  public long dropped() {
    return bank.dropped();
  }

  /** {@return how many samples were dropped because they were dated in the future} */
  public long early() {
    return horizon.beyond();
  }

  /** {@return everything that is held, for {@link Builder#restore}} */
  public byte[] state() {
    StateWriter out = new StateWriter(KIND, 2);
    out.real(weight).count(evicted).count(entries.size());
    for (StoredSeries entry : entries.sorted()) {
      entry.write(out);
      bank.write(entry.slot, out);
    }
    return out.toBytes();
  }

  private void read(byte[] state) {
    StateReader in = StateReader.of(state, KIND, 2);
    if (in.real() != weight) {
      throw in.invalid("its memory fades at another rate; build the store with the same weight");
    }
    evicted = in.count();
    int n = in.parts(64);
    if (n > capacity) {
      throw in.invalid(n + " series do not fit into a capacity of " + capacity);
    }
    for (int i = 0; i < n; i++) {
      StoredSeries entry = StoredSeries.read(in, entries);
      place(entry);
      bank.read(entry.slot, in);
    }
    in.end();
  }

  private StoredSeries admit(SeriesKey key, String incarnation, SlotKind kind) {
    if (entries.size() >= capacity) {
      evict();
    }
    StoredSeries entry = entries.admit(key, incarnation, kind);
    place(entry);
    return entry;
  }

  private void place(StoredSeries entry) {
    bank.ensure(entries.slots());
    bank.kind(entry.slot, entry.kind);
  }

  private void evict() {
    List<StoredSeries> gone =
        entries.evict(Math.max(1, capacity / 16), entry -> bank.lastMillis(entry.slot));
    gone.forEach(entry -> bank.forget(entry.slot));
    evicted += gone.size();
  }

  private void tell(SeriesEvent event) {
    StoredSeries entry = entries.at(event.slot());
    if (entry != null) {
      listener.on(entry.key, event);
    }
  }

  /** Options of a store. Not thread-safe. */
  public static final class Builder {
    private final BaselineListener listener;
    private EventRules rules = EventRules.STANDARD;
    private Predicate<String> faults = new FaultNames();
    private int capacity = 100_000;
    private double weight = 0.0005;
    private int minSamples = 60;
    private @Nullable InstantSource clock;

    private Builder(BaselineListener listener) {
      this.listener = requireNonNull(listener, "listener");
    }

    /**
     * Sets what opens and closes events; {@link EventRules#STANDARD} by default.
     *
     * @param rules the rules
     * @return this builder
     */
    public Builder rules(EventRules rules) {
      this.rules = requireNonNull(rules, "rules");
      return this;
    }

    /**
     * Sets which counters count faults; by default those with a word such as {@code ecc}, {@code
     * xid} or {@code error} in their names.
     *
     * @param faults tells by the metric's name
     * @return this builder
     */
    public Builder faults(Predicate<String> faults) {
      this.faults = requireNonNull(faults, "faults");
      return this;
    }

    /**
     * Sets how many series are held at most, which also share the budget of false alarms; 100,000
     * by default.
     *
     * @param capacity at least 1
     * @return this builder
     */
    public Builder capacity(int capacity) {
      this.capacity = capacity;
      return this;
    }

    /**
     * Sets the weight of the newest sample in a baseline; 0.0005 by default, which remembers about
     * eight hours of samples every 15 seconds.
     *
     * @param weight between 0 and 1
     * @return this builder
     */
    public Builder weight(double weight) {
      this.weight = weight;
      return this;
    }

    /**
     * Sets how many samples a baseline needs before it judges; 60 by default.
     *
     * @param minSamples at least 2
     * @return this builder
     */
    public Builder minSamples(int minSamples) {
      this.minSamples = minSamples;
      return this;
    }

    /**
     * Sets the clock by which samples are dated in the future, see {@link Horizon}; by default
     * there is none and all times are believed.
     *
     * @param clock what time it is
     * @return this builder
     */
    public Builder clock(InstantSource clock) {
      this.clock = requireNonNull(clock, "clock");
      return this;
    }

    /** {@return an empty store} */
    public BaselineStore build() {
      if (capacity < 1) {
        throw new IllegalArgumentException("A store needs a capacity of 1 series at least");
      }
      return new BaselineStore(this);
    }

    /**
     * {@return a store that goes on where another stopped}
     *
     * @param state what {@link BaselineStore#state()} of a store with the same weight gave
     * @throws io.aiops4j.compaction.state.InvalidStateException if the bytes are no such state
     */
    public BaselineStore restore(byte[] state) {
      BaselineStore store = build();
      store.read(state);
      return store;
    }
  }
}
