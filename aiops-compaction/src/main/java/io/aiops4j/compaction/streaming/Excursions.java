package io.aiops4j.compaction.streaming;

import io.aiops4j.compaction.state.StateReader;
import io.aiops4j.compaction.state.StateWriter;
import java.util.Arrays;

/**
 * Judges samples that may be unusual, one by one: weighs how much they say together, opens an event
 * when that is enough, and waits for its end.
 *
 * <p>Not thread-safe.
 */
final class Excursions {
  /** How much of one sample's size counts as evidence, in sigma: no sample convinces alone. */
  private static final double CLIP = 12;

  /** At most so many nats for a sigma, so that two samples at least make a bar of a fleet. */
  private static final double STEEPEST = 2;

  private final Baselines baselines;
  private final EventRules rules;
  private final EventListener listener;
  private final double bar;
  private final WatchTable watch = new WatchTable();
  private int[] watched = new int[0];

  Excursions(Baselines baselines, EventRules rules, EventListener listener, int budgetSeries) {
    this.baselines = baselines;
    this.rules = rules;
    this.listener = listener;
    this.bar = rules.bar(budgetSeries);
  }

  void ensure(int slots) {
    watched = Arrays.copyOf(watched, slots);
  }

  /** Not 0 at the slots whose every sample is judged here. */
  int[] watched() {
    return watched;
  }

  /** Judges a sample and learns it if it is usual after all; returns its deviation in sigma. */
  double judge(int slot, double value, double move, long millis, boolean fault) {
    double mean = baselines.mean(slot);
    double sigma = baselines.deviation(slot);
    double level = (value - mean) / sigma;
    double deviation = Math.max(Math.abs(level), baselines.jump(slot, move));
    int row = watched[slot];
    if (row == 0 && deviation < rules.entrySigmas()) {
      baselines.learn(slot, value, move);
      return deviation;
    }
    if (row == 0) {
      row = watch.take(millis);
      watched[slot] = row;
      watch.mean[row] = mean;
      watch.deviation[row] = sigma;
      watch.samples[row] = baselines.learned(slot);
    }
    if (deviation >= rules.entrySigmas()) {
      watch.seen(row, millis, value, Math.copySign(deviation, level));
    }
    watch.follow(row, value);
    watch.age[row]++;
    if (watch.open[row]) {
      goOn(slot, row, deviation, Math.abs(level), millis);
    } else {
      weigh(slot, row, deviation, millis, fault);
    }
    if (!rules.freeze() || deviation < rules.entrySigmas() && !isOpen(slot)) {
      baselines.learn(slot, value, move);
    }
    return deviation;
  }

  /** Not open yet: weighs the evidence. */
  private void weigh(int slot, int row, double deviation, long millis, boolean fault) {
    boolean beyond = deviation >= rules.entrySigmas();
    int mask = -1 >>> 32 - rules.among();
    watch.history[row] = (watch.history[row] << 1 | (beyond ? 1 : 0)) & mask;
    double fresh = baselines.fresh(slot);
    double exponent = Math.min(STEEPEST, 2 * rules.entrySigmas() * fresh / (2 - fresh));
    double size =
        beyond
            ? certain(fault ? deviation : Math.min(deviation, CLIP), fresh * baselines.rests(slot))
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

  /** Begins anew: cuts an open event off, and forgets what is usual. */
  void restart(int slot) {
    int row = watched[slot];
    if (row != 0 && watch.open[row]) {
      close(slot, row, SeriesEvent.State.CUT_OFF);
    } else if (row != 0) {
      release(slot, row);
    }
    baselines.reset(slot);
  }

  boolean isOpen(int slot) {
    return watched[slot] != 0 && watch.open[watched[slot]];
  }

  /** How many series are watched. */
  int size() {
    return watch.size();
  }

  void write(int slot, StateWriter out) {
    int row = watched[slot];
    out.flag(row != 0);
    if (row != 0) {
      watch.write(row, out);
    }
  }

  /** Reads into a slot that is not watched. */
  void read(int slot, long millis, StateReader in) {
    if (in.flag()) {
      int row = watch.take(millis);
      watched[slot] = row;
      watch.read(row, in);
    }
  }
}
