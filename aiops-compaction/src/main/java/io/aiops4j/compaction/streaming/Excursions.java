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
  private final WatchTable watches = new WatchTable();
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
    boolean isNew = watched[slot] == 0;
    if (isNew && deviation < rules.entrySigmas()) {
      baselines.learn(slot, value, move);
      return deviation;
    }
    if (isNew) {
      watched[slot] = watches.take(millis);
    }
    Watch watch = watches.get(watched[slot]);
    if (isNew) {
      watch.mean = mean;
      watch.deviation = sigma;
      watch.samples = baselines.learned(slot);
    }
    if (deviation >= rules.entrySigmas()) {
      watch.seen(millis, value, Math.copySign(deviation, level));
    }
    watch.follow(value);
    watch.age++;
    if (watch.open) {
      goOn(slot, watch, deviation, Math.abs(level), millis);
    } else {
      weigh(slot, watch, deviation, millis, fault);
    }
    if (!rules.freeze() || deviation < rules.entrySigmas() && !isOpen(slot)) {
      baselines.learn(slot, value, move);
    }
    return deviation;
  }

  /** Not open yet: weighs the evidence. */
  private void weigh(int slot, Watch watch, double deviation, long millis, boolean fault) {
    boolean beyond = deviation >= rules.entrySigmas();
    int mask = -1 >>> 32 - rules.among();
    watch.history = (watch.history << 1 | (beyond ? 1 : 0)) & mask;
    double fresh = baselines.fresh(slot);
    double exponent = Math.min(STEEPEST, 2 * rules.entrySigmas() * fresh / (2 - fresh));
    double size =
        beyond
            ? certain(fault ? deviation : Math.min(deviation, CLIP), fresh * baselines.rests(slot))
            : deviation;
    double news = exponent * (size - rules.entrySigmas());
    watch.evidence = Math.max(0, watch.evidence + news);
    if (beyond) {
      watch.end = millis;
    }
    boolean persists = fault || Integer.bitCount(watch.history) >= rules.persist();
    if (beyond && persists && watch.evidence >= bar) {
      watch.open = true;
      watch.opened = millis;
      watch.age = 0;
      listener.on(watch.event(slot, SeriesEvent.State.OPEN));
    } else if (watch.evidence == 0 && watch.history == 0) {
      release(slot);
    } else if (watch.age >= rules.patience()) {
      release(slot);
      restart(slot);
    }
  }

  /** Open: waits for the end. The jump back is unusual as a move, but belongs to what follows. */
  private void goOn(int slot, Watch watch, double deviation, double level, long millis) {
    boolean calm = deviation < rules.exitSigmas();
    watch.calm = calm ? watch.calm + 1 : 0;
    if (level >= rules.exitSigmas()) {
      watch.end = millis;
    }
    if (watch.calm >= rules.calm()) {
      close(slot, SeriesEvent.State.RECOVERED);
    } else if (watch.age >= rules.patience()) {
      close(slot, SeriesEvent.State.NEW_NORMAL);
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

  private void close(int slot, SeriesEvent.State state) {
    listener.on(watches.get(watched[slot]).event(slot, state));
    release(slot);
  }

  private void release(int slot) {
    watches.release(watched[slot]);
    watched[slot] = 0;
  }

  /** Begins anew: cuts an open event off, and forgets what is usual. */
  void restart(int slot) {
    if (isOpen(slot)) {
      close(slot, SeriesEvent.State.CUT_OFF);
    } else if (watched[slot] != 0) {
      release(slot);
    }
    baselines.reset(slot);
  }

  boolean isOpen(int slot) {
    return watched[slot] != 0 && watches.get(watched[slot]).open;
  }

  /** How many series are watched. */
  int size() {
    return watches.size();
  }

  void write(int slot, StateWriter out) {
    out.flag(watched[slot] != 0);
    if (watched[slot] != 0) {
      watches.get(watched[slot]).write(out);
    }
  }

  /** Reads into a slot that is not watched. */
  void read(int slot, long millis, StateReader in) {
    if (in.flag()) {
      watched[slot] = watches.take(millis);
      watches.get(watched[slot]).read(in);
    }
  }
}
