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
 * beside the memory's (8 more once there are counters): 308 with {@link SlidingMoments} of 60,
 * which get a longer memory of their deviation, 53 with {@link FadingMoments}. Not thread-safe;
 * shard series over banks, which give the same events however they are sharded if {@code
 * budgetSeries} is the same.
 */
public final class SeriesBank {
  /** How much of one sample's size counts as evidence, in sigma: no sample convinces alone. */
  private static final double CLIP = 12;

  /*
   * A difference of Gaussian samples has a half normal size. With its mean and deviation, in units
   * of the Gaussian's, sizes of differences become sigmas that are as rare as those of levels.
   */
  private static final double HALF_NORMAL_MEAN = 0.798;
  private static final double HALF_NORMAL_SIGMA = 0.603;

  /** Slots of a scrape that are handled together, so that their columns stay in the cache. */
  private static final int CHUNK = 512;

  /** At most so many nats for a sigma, so that two samples at least make a bar of a fleet. */
  private static final double STEEPEST = 2;

  /*
   * The deviation of sixty samples is uncertain by a tenth and more, and where it is too small the
   * fleet's false alarms are. So a short memory gets a long companion: how far samples were from
   * the short mean, over some five hundred of them.
   */
  private static final double LONG_WEIGHT = 0.002;

  /**
   * Neighbours of a correlation beyond 0.98 repeat each other so that nothing can be discounted.
   */
  private static final double LEAST_NEWS = 0.02;

  private final Moments moments;
  private final EventRules rules;
  private final SigmaFloor floor;
  private final EventListener listener;
  private final int minSamples;
  private final double weight;
  private final boolean isShort;
  private final Weights weights;
  private final Weights longWeights;
  private final boolean differences;
  private final double bar;
  private final WatchTable watch = new WatchTable();

  private final int[] slots = new int[CHUNK];
  private final double[] taken = new double[CHUNK];
  private final double[] moves = new double[CHUNK];
  private final double[] distances = new double[CHUNK];
  private final double[] variances = new double[CHUNK];
  private final int[] oddSlots = new int[CHUNK];
  private final double[] oddValues = new double[CHUNK];
  private final double[] oddMoves = new double[CHUNK];
  private final double[] single = new double[1];

  private double[] last = new double[0];
  private double[] total = new double[0];
  private long[] time = new long[0];
  private float[] moveMean = new float[0];
  private float[] moveVariance = new float[0];
  private float[] step = new float[0];
  private float[] longVariance = new float[0];
  private int[] learned = new int[0];
  private int[] watched = new int[0];
  private byte[] kinds = new byte[0];
  private boolean counters;
  private long dropped;

  private SeriesBank(Builder builder) {
    this.moments = builder.moments;
    this.rules = builder.rules;
    this.floor = builder.floor;
    this.listener = builder.listener;
    this.minSamples = builder.minSamples;
    this.weight = builder.moments.weight();
    this.weights = new Weights(weight);
    this.longWeights = new Weights(LONG_WEIGHT);
    this.isShort = weight > LONG_WEIGHT;
    this.differences = builder.differences;
    this.bar = rules.bar(Math.max(builder.budgetSeries, moments.slots()));
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
    moments.ensure(slots);
    int wanted = moments.slots();
    if (wanted > last.length) {
      last = Arrays.copyOf(last, wanted);
      time = Arrays.copyOf(time, wanted);
      moveMean = Arrays.copyOf(moveMean, wanted);
      moveVariance = Arrays.copyOf(moveVariance, wanted);
      step = Arrays.copyOf(step, wanted);
      if (isShort) {
        learned = Arrays.copyOf(learned, wanted);
        longVariance = Arrays.copyOf(longVariance, wanted);
      }
      watched = Arrays.copyOf(watched, wanted);
      kinds = Arrays.copyOf(kinds, wanted);
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
    kinds[slot] = (byte) kind.ordinal();
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
    for (int start = 0; start < values.length; start += CHUNK) {
      int n = admit(from, values, start, Math.min(values.length, start + CHUNK), millis);
      moments.measure(slots, taken, n, minSamples, distances, variances);
      double bar = top == null ? Double.POSITIVE_INFINITY : top.bar();
      int odd = sort(n, Math.min(rules.entrySigmas(), bar));
      moments.addAll(slots, taken, n - odd);
      for (int i = 0; i < odd; i++) {
        double deviation = unusual(oddSlots[i], oddValues[i], millis, oddMoves[i]);
        if (top != null && deviation >= top.bar()) {
          top.offer(oddSlots[i], deviation);
        }
      }
    }
  }

  /** Lists the samples of a chunk that count, and how far each moved. */
  private int admit(int from, double[] values, int start, int end, long millis) {
    int n = 0;
    for (int i = start; i < end; i++) {
      double value = values[i];
      int slot = from + i;
      if (!(Math.abs(value) < Admission.CERTAIN) && Admission.isMissing(value)) {
        continue;
      }
      if (millis <= time[slot]) {
        dropped++;
        continue;
      }
      if (kinds[slot] != 0) {
        value = rate(slot, value, millis);
        time[slot] = millis;
        if (!Admission.isBearable(value)) {
          continue;
        }
      }
      time[slot] = millis;
      slots[n] = slot;
      taken[n] = value;
      moves[n] = Math.abs(value - last[slot]);
      last[slot] = value;
      n++;
    }
    return n;
  }

  /** Learns the moves of usual samples, which are moved to the front; lists the others. */
  private int sort(int n, double gate) {
    double gates = gate * gate;
    double moveGate = Math.max(0, (gate - HALF_NORMAL_MEAN) / HALF_NORMAL_SIGMA);
    double moveGates = differences ? moveGate * moveGate : Double.POSITIVE_INFINITY;
    int[] watched = this.watched;
    float[] moveMean = this.moveMean;
    float[] moveVariance = this.moveVariance;
    float[] longVariance = this.longVariance;
    boolean isShort = this.isShort;
    int usual = 0;
    int odd = 0;
    for (int i = 0; i < n; i++) {
      int slot = slots[i];
      double value = taken[i];
      double move = moves[i];
      double square = distances[i] * distances[i];
      double variance = variances[i];
      double widest = isShort ? Math.max(variance, longVariance[slot]) : variance;
      double further = Math.max(0, move - moveMean[slot]);
      // One branch, which is hardly ever taken, instead of one that chance takes half the time.
      boolean unusual =
          square > gates * widest
              | further * further > moveGates * moveVariance[slot]
              | watched[slot] != 0;
      if (unusual & !Double.isNaN(variance)) {
        oddSlots[odd] = slot;
        oddValues[odd] = value;
        oddMoves[odd++] = move;
      } else {
        slots[usual] = slot;
        taken[usual] = value;
        moves[usual] = move;
        distances[usual++] = square;
      }
    }
    learnMoves(usual);
    return odd;
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
    single[0] = value;
    if (admit(slot, single, 0, 1, millis) == 0) {
      return 0;
    }
    if (moments.count(slot) < minSamples) {
      learn(slot, taken[0], moves[0]);
      return 0;
    }
    return unusual(slot, taken[0], millis, moves[0]);
  }

  /** The increase per second; {@code NaN} at the first sample. */
  private double rate(int slot, double given, long millis) {
    double before = total[slot];
    long earlier = time[slot];
    total[slot] = given;
    if (earlier == 0 || Double.isNaN(before)) {
      return Double.NaN;
    }
    return 1000 * SampleRules.increase(before, given) / (millis - earlier);
  }

  private double variance(int slot) {
    double variance = moments.variance(slot);
    return isShort ? Math.max(variance, longVariance[slot]) : variance;
  }

  private void learn(int slot, double value, double move) {
    double distance = value - moments.mean(slot);
    slots[0] = slot;
    moves[0] = move;
    distances[0] = distance * distance;
    learnMoves(1);
    moments.add(slot, value);
  }

  /** Learns the first {@code n} moves and squared distances of the chunk. */
  private void learnMoves(int n) {
    // Local names, because the rare calls below would make the compiler read every field again.
    int[] learned = this.learned;
    float[] moveMean = this.moveMean;
    float[] moveVariance = this.moveVariance;
    float[] longVariance = this.longVariance;
    float[] step = this.step;
    boolean isShort = this.isShort;
    Weights weights = this.weights;
    Weights longWeights = this.longWeights;
    for (int i = 0; i < n; i++) {
      int slot = slots[i];
      double move = moves[i];
      int before = isShort ? learned[slot]++ : moments.count(slot);
      if (before == 0) {
        continue;
      }
      double a = weights.at(before);
      double mean = moveMean[slot];
      double distance = move - mean;
      moveMean[slot] = (float) (mean + a * distance);
      moveVariance[slot] = (float) ((1 - a) * (moveVariance[slot] + a * distance * distance));
      if (isShort) {
        double spread = longVariance[slot];
        double slow = longWeights.at(before);
        longVariance[slot] = (float) (spread + slow * (distances[i] - spread));
      }
      float known = step[slot];
      if (move < Quantum.TELLING * known || known == 0) {
        step[slot] = Quantum.after(known, move);
      }
    }
  }

  /** A sample that may be unusual, or whose series is watched. */
  private double unusual(int slot, double value, long millis, double move) {
    double mean = moments.mean(slot);
    double sigma = floor.apply(Math.sqrt(variance(slot)), mean, step[slot]);
    double level = (value - mean) / sigma;
    double moveSigma = floor.apply(Math.sqrt(moveVariance[slot]), 0, step[slot]);
    double jump = HALF_NORMAL_MEAN + HALF_NORMAL_SIGMA * (move - moveMean[slot]) / moveSigma;
    double deviation = Math.max(Math.abs(level), differences ? jump : 0);
    int row = watched[slot];
    if (row == 0 && deviation < rules.entrySigmas()) {
      learn(slot, value, move);
      return deviation;
    }
    if (row == 0) {
      row = watch.take(millis);
      watched[slot] = row;
      watch.mean[row] = mean;
      watch.deviation[row] = sigma;
      watch.samples[row] = isShort ? learned[slot] : moments.count(slot);
    }
    if (deviation >= rules.entrySigmas()) {
      watch.seen(row, millis, value, Math.copySign(deviation, level));
    }
    watch.follow(row, value);
    watch.age[row]++;
    if (watch.open[row]) {
      goOn(slot, row, deviation, Math.abs(level), millis);
    } else {
      weigh(slot, row, deviation, millis);
    }
    if (!rules.freeze() || deviation < rules.entrySigmas() && !isOpen(slot)) {
      learn(slot, value, move);
    }
    return deviation;
  }

  /** Not open yet: weighs the evidence. */
  private void weigh(int slot, int row, double deviation, long millis) {
    boolean beyond = deviation >= rules.entrySigmas();
    boolean fault = kinds[slot] == SlotKind.FAULT_COUNTER.ordinal();
    int mask = -1 >>> 32 - rules.among();
    watch.history[row] = (watch.history[row] << 1 | (beyond ? 1 : 0)) & mask;
    double fresh = fresh(slot);
    double exponent = Math.min(STEEPEST, 2 * rules.entrySigmas() * fresh / (2 - fresh));
    double size =
        beyond
            ? certain(fault ? deviation : Math.min(deviation, CLIP), fresh * rests(slot))
            : deviation;
    double news = exponent * (size - rules.entrySigmas());
    watch.evidence[row] = Math.max(0, watch.evidence[row] + news);
    if (beyond) {
      watch.end[row] = millis;
    }
    boolean persists = fault || Integer.bitCount(watch.history[row]) >= rules.persist();
    if (beyond && persists && watch.evidence[row] >= bar) {
      watch.open[row] = true;
      watch.opened[row] = millis;
      watch.age[row] = 0;
      listener.on(watch.event(row, slot, SeriesEvent.State.OPEN));
    } else if (watch.evidence[row] == 0 && watch.history[row] == 0) {
      release(slot, row);
    } else if (watch.age[row] >= rules.patience()) {
      release(slot, row);
      restart(slot);
    }
  }

  /** Open: waits for the end. The jump back is unusual as a move, but belongs to what follows. */
  private void goOn(int slot, int row, double deviation, double level, long millis) {
    boolean calm = deviation < rules.exitSigmas();
    watch.calm[row] = calm ? watch.calm[row] + 1 : 0;
    if (level >= rules.exitSigmas()) {
      watch.end[row] = millis;
    }
    if (watch.calm[row] >= rules.calm()) {
      close(slot, row, SeriesEvent.State.RECOVERED);
    } else if (watch.age[row] >= rules.patience()) {
      close(slot, row, SeriesEvent.State.NEW_NORMAL);
      if (rules.freeze()) {
        restart(slot);
      }
    }
  }

  /** How much of a sample is not a repetition of the one before: 1 - r, from the differences. */
  private double fresh(int slot) {
    double variance = variance(slot);
    double mean = moveMean[slot];
    double squares = moveVariance[slot] + mean * mean;
    return variance > 0 ? Math.min(1, Math.max(LEAST_NEWS, squares / (2 * variance))) : 1;
  }

  /** How many samples the deviation rests on. */
  private double rests(int slot) {
    return isShort
        ? Math.min(learned[slot], 2 / LONG_WEIGHT)
        : Math.min(moments.count(slot), 2 / weight);
  }

  /**
   * What a deviation is worth whose sigma is itself an estimate from few samples: Student's tail as
   * deviations of a Gaussian.
   */
  private static double certain(double deviation, double samples) {
    return Math.sqrt(samples * StrictMath.log1p(deviation * deviation / samples));
  }

  private void close(int slot, int row, SeriesEvent.State state) {
    listener.on(watch.event(row, slot, state));
    release(slot, row);
  }

  private void release(int slot, int row) {
    watched[slot] = 0;
    watch.release(row);
  }

  /**
   * Begins a new epoch of a series: its baseline is learned anew, and an open event is cut off. The
   * last time stays, and so does the total of a counter.
   *
   * @param slot the series
   */
  public void restart(int slot) {
    int row = watched[slot];
    if (row != 0 && watch.open[row]) {
      close(slot, row, SeriesEvent.State.CUT_OFF);
    } else if (row != 0) {
      release(slot, row);
    }
    moments.reset(slot);
    moveMean[slot] = 0;
    moveVariance[slot] = 0;
    step[slot] = 0;
    if (isShort) {
      learned[slot] = 0;
      longVariance[slot] = 0;
    }
  }

  /**
   * Says that the next total of a counter is another's: no increase is read into it. The baseline
   * stays. Does nothing to a gauge.
   *
   * @param slot the series
   */
  public void interrupt(int slot) {
    if (kinds[slot] != 0) {
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
    time[slot] = 0;
    kinds[slot] = 0;
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
    return moments.count(slot);
  }

  /**
   * {@return the mean of the baseline}
   *
   * @param slot the series
   */
  public double mean(int slot) {
    return moments.mean(slot);
  }

  /**
   * {@return the deviation of the baseline, floored}
   *
   * @param slot the series
   */
  public double deviation(int slot) {
    return floor.apply(Math.sqrt(variance(slot)), moments.mean(slot), step[slot]);
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
    return time[slot];
  }

  /**
   * {@return whether an event is open}
   *
   * @param slot the series
   */
  public boolean isOpen(int slot) {
    return watched[slot] != 0 && watch.open[watched[slot]];
  }

  /** {@return how many series are unusual at the moment, with or without an event} */
  public int unusual() {
    return watch.size();
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
    out.count(kinds[slot]).real(last[slot]).number(time[slot]);
    out.real(moveMean[slot]).real(moveVariance[slot]).real(step[slot]);
    out.real(counters ? total[slot] : 0);
    out.real(isShort ? longVariance[slot] : 0).count(isShort ? learned[slot] : 0);
    moments.write(slot, out);
    int row = watched[slot];
    out.flag(row != 0);
    if (row != 0) {
      watch.write(row, out);
    }
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
    time[slot] = in.number();
    moveMean[slot] = Admission.single(in);
    moveVariance[slot] = Admission.single(in);
    step[slot] = Admission.single(in);
    double counted = in.real();
    if (counters) {
      total[slot] = counted;
    }
    float spread = Admission.single(in);
    int seen = in.smallCount();
    if (isShort) {
      learned[slot] = seen;
      longVariance[slot] = spread;
    }
    moments.read(slot, in);
    if (in.flag()) {
      int row = watch.take(time[slot]);
      watched[slot] = row;
      watch.read(row, in);
    }
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
