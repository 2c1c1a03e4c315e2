package io.aiops4j.compaction.streaming;

import static java.util.Objects.requireNonNull;

import io.aiops4j.compaction.state.StateReader;
import io.aiops4j.compaction.state.StateWriter;
import io.aiops4j.compaction.stats.SampleRules;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Watches many series at once, one slot each: judges every sample by its series' own past, and
 * opens one event per excursion.
 *
 * <p>Two channels: the level against mean and deviation of a {@link Moments} memory, and the size
 * of the first difference against its own. A sample is judged before it is learned; unusual ones
 * and those of an open event are not learned at all, until the rules' patience ends and what is
 * there becomes the new normal. What opens an event is said in {@link EventRules}. Nothing is
 * judged before {@code minSamples} were learned.
 *
 * <p>Times only go forward within a slot: a sample not newer than the last one is dropped and
 * counted, the first of equal ones wins. Where samples come late or unordered, put a {@link
 * Reorderer} in front.
 *
 * <p>O(1) a sample and no allocation, except where an event opens or closes. 33 bytes a series
 * beside the memory's (8 more once there are counters): 310 with {@link SlidingMoments} of 60,
 * which get a longer memory of their deviation, 53 with {@link FadingMoments}. Not thread-safe;
 * shard series over banks, which give the same events however they are sharded if {@code
 * budgetSeries} is the same.
 */
public final class SeriesBank {
  /*
   * A run of neighbours is taken by passes over its columns, each of which calls nothing: what is a
   * sample, what is usual, and what that teaches. The few samples that are left are judged one by
   * one. The slots of a run share the time of its last scrape; one that missed it is apart.
   */
  private static final int KIND = 3;

  /** Marks a slot whose last time is not that of its run. */
  private static final byte APART = 4;

  private final Baselines baselines;
  private final Excursions excursions;
  private final EventRules rules;
  private final int minSamples;

  private final double[] taken = new double[Columns.RUN];
  private final double[] moves = new double[Columns.RUN];
  private final byte[] skipped = new byte[Columns.RUN];
  private final int[] odd = new int[Columns.RUN];

  private double[] last = new double[0];
  private double[] total = new double[0];

  /** Of each run, the time of its last scrape; of each slot that is apart, its own. */
  private long[] runTime = new long[0];

  private long[] ownTime = new long[0];

  /** The kind, and whether the slot is apart. */
  private byte[] marks = new byte[0];

  private boolean counters;
  private long dropped;

  private SeriesBank(Builder builder) {
    Moments moments = builder.moments;
    this.rules = builder.rules;
    this.minSamples = builder.minSamples;
    this.baselines = new Baselines(moments, builder.floor, minSamples, builder.differences);
    int series = Math.max(builder.budgetSeries, moments.slots());
    this.excursions = new Excursions(baselines, rules, builder.listener, series);
    ensure(moments.slots());
  }

  /**
   * {@return a builder}
   *
   * @param moments the memory of the level, owned by the bank from now on
   * @param listener hears of events
   */
  public static Builder builder(Moments moments, EventListener listener) {
    return new Builder(moments, listener);
  }

  /**
   * Makes room.
   *
   * @param slots how many slots there must be at least
   */
  public void ensure(int slots) {
    int wanted = baselines.ensure(slots);
    int old = last.length;
    if (wanted > old) {
      excursions.ensure(wanted);
      last = Arrays.copyOf(last, wanted);
      runTime = Arrays.copyOf(runTime, Columns.runs(wanted));
      ownTime = Arrays.copyOf(ownTime, wanted);
      marks = Arrays.copyOf(marks, wanted);
      Arrays.fill(marks, old, wanted, APART);
      if (counters) {
        total = Arrays.copyOf(total, wanted);
      }
    }
  }

  /** {@return how many slots there are} */
  public int slots() {
    return last.length;
  }

  /**
   * Says how a slot is read; a gauge by default. The slot starts anew.
   *
   * @param slot the series
   * @param kind how
   */
  public void kind(int slot, SlotKind kind) {
    forget(slot);
    marks[slot] |= (byte) kind.ordinal();
    if (kind != SlotKind.GAUGE && !counters) {
      counters = true;
      total = Arrays.copyOf(total, last.length);
    }
  }

  /**
   * Takes one scrape: a sample of each of a range of slots, all of one time.
   *
   * @param from the first slot
   * @param values the value of slot {@code from + i} at index {@code i}; {@code NaN} and other
   *     marks of absence are left out
   * @param millis their time, epoch milliseconds, above 0
   * @param top receives the largest deviations, or null
   */
  public void scrape(int from, double[] values, long millis, @Nullable TopK top) {
    for (int start = 0, end; start < values.length; start = end) {
      int slot = from + start;
      end = Math.min(values.length, start + Columns.RUN - slot % Columns.RUN);
      int n = end - start;
      admitRun(slot, values, start, n, millis);
      double bar = top == null ? Double.POSITIVE_INFINITY : top.bar();
      double gate = Math.min(rules.entrySigmas(), bar);
      int[] watched = excursions.watched();
      int left = baselines.takeRun(slot, taken, moves, skipped, watched, n, gate, odd);
      for (int i = 0; i < left; i++) {
        int at = odd[i];
        double deviation = judge(slot + at, taken[at], moves[at], millis);
        if (top != null && deviation >= top.bar()) {
          top.offer(slot + at, deviation);
        }
      }
    }
  }

  /** Finds which values of a scrape are samples, and how far each moved. */
  private void admitRun(int from, double[] values, int start, int n, long millis) {
    int run = from / Columns.RUN;
    boolean together = Columns.isRun(from, n, last.length) && millis > runTime[run];
    if (!together) {
      scatter(run);
    }
    double[] last = this.last;
    double[] taken = this.taken;
    double[] moves = this.moves;
    byte[] skipped = this.skipped;
    byte[] marks = this.marks;
    int[] others = this.odd;
    int rare = 0;
    for (int i = 0; i < n; i++) {
      double value = values[start + i];
      int slot = from + i;
      if (marks[slot] != 0
          || !(Math.abs(value) < Admission.CERTAIN) && Admission.isMissing(value)) {
        others[rare++] = i;
        continue;
      }
      skipped[i] = 0;
      taken[i] = value;
      moves[i] = Math.abs(value - last[slot]);
      last[slot] = value;
    }
    for (int i = 0; i < rare; i++) {
      int at = others[i];
      skipped[at] = (byte) (admit(from + at, at, values[start + at], millis, together) ? 0 : 1);
    }
    if (together) {
      runTime[run] = millis;
    }
  }

  /** Gives each slot of a run a time of its own. */
  private void scatter(int run) {
    int to = Math.min(last.length, (run + 1) * Columns.RUN);
    for (int slot = run * Columns.RUN; slot < to; slot++) {
      setApart(slot);
    }
  }

  private void setApart(int slot) {
    if (marks[slot] < APART) {
      ownTime[slot] = runTime[slot / Columns.RUN];
      marks[slot] |= APART;
    }
  }

  /** Whether a value is a sample; puts it into place {@code at} of the run if so. */
  private boolean admit(int slot, int at, double given, long millis, boolean together) {
    long earlier = lastMillis(slot);
    boolean missing = Admission.isMissing(given);
    if (missing || millis <= earlier) {
      setApart(slot);
      dropped += missing ? 0 : 1;
      return false;
    }
    int kind = marks[slot] & KIND;
    double value = kind == 0 ? given : rate(slot, given, earlier, millis);
    if (together) {
      marks[slot] = (byte) kind;
    } else {
      setApart(slot);
      ownTime[slot] = millis;
    }
    if (!Admission.isBearable(value)) {
      return false;
    }
    taken[at] = value;
    moves[at] = Math.abs(value - last[slot]);
    last[slot] = value;
    return true;
  }

  private double judge(int slot, double value, double move, long millis) {
    boolean fault = (marks[slot] & KIND) == SlotKind.FAULT_COUNTER.ordinal();
    return excursions.judge(slot, value, move, millis, fault);
  }

  /**
   * Takes one sample.
   *
   * @param slot the series
   * @param value any; what is no sample is left out
   * @param millis its time, epoch milliseconds, above 0
   * @return its deviation in sigma, 0 or more: the larger of level and difference; 0 if it was left
   *     out or there is no baseline yet
   */
  public double sample(int slot, double value, long millis) {
    if (!admit(slot, 0, value, millis, false)) {
      return 0;
    }
    if (!baselines.isReady(slot)) {
      baselines.learn(slot, taken[0], moves[0]);
      return 0;
    }
    return judge(slot, taken[0], moves[0], millis);
  }

  /** The increase per second; {@code NaN} at the first sample. */
  private double rate(int slot, double given, long earlier, long millis) {
    double before = total[slot];
    total[slot] = given;
    if (earlier == 0 || Double.isNaN(before)) {
      return Double.NaN;
    }
    return 1000 * SampleRules.increase(before, given) / (millis - earlier);
  }

  /**
   * Begins a new epoch of a series: its baseline is learned anew, and an open event is cut off. The
   * last time stays, and so does the total of a counter.
   *
   * @param slot the series
   */
  public void restart(int slot) {
    excursions.restart(slot);
  }

  /**
   * Says that the next total of a counter is another's: no increase is read into it. The baseline
   * stays. Does nothing to a gauge.
   *
   * @param slot the series
   */
  public void interrupt(int slot) {
    if ((marks[slot] & KIND) != 0) {
      total[slot] = Double.NaN;
    }
  }

  /**
   * Forgets a series, so that the slot can be given to another, a gauge.
   *
   * @param slot the series
   */
  public void forget(int slot) {
    restart(slot);
    last[slot] = 0;
    ownTime[slot] = 0;
    marks[slot] = APART;
    if (counters) {
      total[slot] = 0;
    }
  }

  /**
   * {@return how many samples the baseline of a series rests on}
   *
   * @param slot the series
   */
  public int count(int slot) {
    return baselines.count(slot);
  }

  /**
   * {@return the mean of the baseline}
   *
   * @param slot the series
   */
  public double mean(int slot) {
    return baselines.mean(slot);
  }

  /**
   * {@return the deviation of the baseline, floored}
   *
   * @param slot the series
   */
  public double deviation(int slot) {
    return baselines.deviation(slot);
  }

  /**
   * {@return the last value, per second for counters; 0 before there is one}
   *
   * @param slot the series
   */
  public double lastValue(int slot) {
    return last[slot];
  }

  /**
   * {@return the time of the last sample in epoch milliseconds, 0 before there is one}
   *
   * @param slot the series
   */
  public long lastMillis(int slot) {
    return marks[slot] < APART ? runTime[slot / Columns.RUN] : ownTime[slot];
  }

  /**
   * {@return whether an event is open}
   *
   * @param slot the series
   */
  public boolean isOpen(int slot) {
    return excursions.isOpen(slot);
  }

  /** {@return how many series are unusual at the moment, with or without an event} */
  public int unusual() {
    return excursions.size();
  }

  /** {@return how many samples were dropped because they were not newer than the one before} */
  public long dropped() {
    return dropped;
  }

  /** {@return how many samples a baseline needs} */
  public int minSamples() {
    return minSamples;
  }

  /**
   * Writes what is held of one series.
   *
   * @param slot the series
   * @param out where to
   */
  public void write(int slot, StateWriter out) {
    out.count(marks[slot] & KIND).real(last[slot]).number(lastMillis(slot));
    out.real(counters ? total[slot] : 0);
    baselines.write(slot, out);
    excursions.write(slot, out);
  }

  /**
   * Reads what {@link #write} wrote, in place of what is held.
   *
   * @param slot the series
   * @param in where from
   */
  public void read(int slot, StateReader in) {
    int kind = in.smallCount();
    if (kind >= SlotKind.values().length) {
      throw in.invalid("a slot is of kind " + kind);
    }
    kind(slot, SlotKind.values()[kind]);
    last[slot] = Admission.finite(in);
    ownTime[slot] = in.number();
    double counted = in.real();
    if (counters) {
      total[slot] = counted;
    }
    baselines.read(slot, in);
    excursions.read(slot, ownTime[slot], in);
  }

  /** Options of a bank. Not thread-safe. */
  public static final class Builder {
    private final Moments moments;
    private final EventListener listener;
    private EventRules rules = EventRules.STANDARD;
    private SigmaFloor floor = SigmaFloor.STANDARD;
    private int minSamples = 60;
    private boolean differences = true;
    private int budgetSeries;

    private Builder(Moments moments, EventListener listener) {
      this.moments = requireNonNull(moments, "moments");
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
     * Sets the least deviation; {@link SigmaFloor#STANDARD} by default.
     *
     * @param floor the floor
     * @return this builder
     */
    public Builder floor(SigmaFloor floor) {
      this.floor = requireNonNull(floor, "floor");
      return this;
    }

    /**
     * Sets how many samples a baseline needs before it judges; 60 by default.
     *
     * @param minSamples at least 2, and no more than a sliding window holds
     * @return this builder
     */
    public Builder minSamples(int minSamples) {
      this.minSamples = minSamples;
      return this;
    }

    /**
     * Sets whether first differences are judged, too; they are by default.
     *
     * @param judged whether they are
     * @return this builder
     */
    public Builder differences(boolean judged) {
      this.differences = judged;
      return this;
    }

    /**
     * Sets how many series share the budget of false alarms; as many as there are slots at first by
     * default.
     *
     * @param series of the whole fleet, over all banks
     * @return this builder
     */
    public Builder budgetSeries(int series) {
      this.budgetSeries = series;
      return this;
    }

    /** {@return the bank} */
    public SeriesBank build() {
      if (minSamples < 2) {
        throw new IllegalArgumentException("A baseline needs at least 2 samples");
      }
      if (moments instanceof SlidingMoments sliding && minSamples > sliding.window()) {
        throw new IllegalArgumentException(
            "A window of "
                + sliding.window()
                + " samples never holds the "
                + minSamples
                + " that are needed; lower minSamples");
      }
      return new SeriesBank(this);
    }
  }
}
