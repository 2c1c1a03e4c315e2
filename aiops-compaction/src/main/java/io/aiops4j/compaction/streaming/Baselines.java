package io.aiops4j.compaction.streaming;

import io.aiops4j.compaction.state.StateReader;
import io.aiops4j.compaction.state.StateWriter;
import java.util.Arrays;

/**
 * What is usual of each series of a bank: its level, the size of its moves from sample to sample,
 * and the step it moves by.
 *
 * <p>Runs of neighbours are taken by loops that call nothing and hardly branch; the same sample
 * gives the same numbers to the last bit on its own ({@link #learn}). Not thread-safe.
 */
final class Baselines {
  /*
   * A difference of Gaussian samples has a half normal size. With its mean and deviation, in units
   * of the Gaussian's, sizes of differences become sigmas that are as rare as those of levels.
   */
  private static final double HALF_NORMAL_MEAN = 0.798;
  private static final double HALF_NORMAL_SIGMA = 0.603;

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
  private final SigmaFloor floor;
  private final int minSamples;
  private final boolean differences;
  private final double weight;
  private final boolean isShort;
  private final Weights weights;
  private final Weights longWeights;

  private final double[] distances = new double[Columns.RUN];
  private final double[] variances = new double[Columns.RUN];
  private final int[] counts = new int[Columns.RUN];
  private final int[] telling = new int[Columns.RUN];

  private float[] moveMean = new float[0];
  private float[] moveVariance = new float[0];
  private float[] step = new float[0];
  private float[] longVariance = new float[0];
  private int[] learned = new int[0];

  Baselines(Moments moments, SigmaFloor floor, int minSamples, boolean differences) {
    this.moments = moments;
    this.floor = floor;
    this.minSamples = minSamples;
    this.differences = differences;
    this.weight = moments.weight();
    this.weights = new Weights(weight);
    this.longWeights = new Weights(LONG_WEIGHT);
    this.isShort = weight > LONG_WEIGHT;
  }

  /** Makes room; returns how many slots there are. */
  int ensure(int slots) {
    moments.ensure(slots);
    int wanted = moments.slots();
    if (wanted > moveMean.length) {
      moveMean = Arrays.copyOf(moveMean, wanted);
      moveVariance = Arrays.copyOf(moveVariance, wanted);
      step = Arrays.copyOf(step, wanted);
      if (isShort) {
        learned = Arrays.copyOf(learned, wanted);
        longVariance = Arrays.copyOf(longVariance, wanted);
      }
    }
    return wanted;
  }

  /**
   * Takes a sample of each of consecutive slots of a run, but for those that may be unusual or are
   * watched.
   *
   * @param from the first slot
   * @param values the samples
   * @param moves how far each is from the one before
   * @param skipped not 0 where there is no sample; overwritten
   * @param watched not 0 at the slots whose samples are left
   * @param n how many slots
   * @param gate how many deviations are unusual at least
   * @param odd receives the indices that are left, ascending
   * @return how many are left
   */
  int takeRun(
      int from,
      double[] values,
      double[] moves,
      byte[] skipped,
      int[] watched,
      int n,
      double gate,
      int[] odd) {
    moments.measureRun(from, values, n, minSamples, distances, variances);
    int left = sift(from, moves, skipped, watched, n, gate, odd);
    if (isShort) {
      System.arraycopy(learned, from, counts, 0, n);
      learnSpread(from, skipped, n);
    } else {
      moments.counts(from, n, counts);
    }
    learnMoves(from, moves, skipped, n);
    moments.addRun(from, values, skipped, n);
    return left;
  }

  /** Lists what may be unusual, and skips it. */
  private int sift(
      int from, double[] moves, byte[] skipped, int[] watched, int n, double gate, int[] odd) {
    double gates = gate * gate;
    double moveGate = Math.max(0, (gate - HALF_NORMAL_MEAN) / HALF_NORMAL_SIGMA);
    double moveGates = differences ? moveGate * moveGate : Double.POSITIVE_INFINITY;
    double[] distances = this.distances;
    double[] variances = this.variances;
    float[] moveMean = this.moveMean;
    float[] moveVariance = this.moveVariance;
    // Beyond the larger of two variances is beyond both; a long memory has but one.
    boolean isLong = !isShort;
    float[] longVariance = isLong ? moveVariance : this.longVariance;
    int left = 0;
    for (int i = 0; i < n; i++) {
      int slot = from + i;
      double square = distances[i] * distances[i];
      double variance = variances[i];
      double further = Math.max(0, moves[i] - moveMean[slot]);
      boolean unusual =
          square > gates * variance & (isLong | square > gates * longVariance[slot])
              | further * further > moveGates * moveVariance[slot]
              | watched[slot] != 0;
      // One branch, which is hardly ever taken, instead of one that chance takes half the time.
      if (unusual && skipped[i] == 0 && !Double.isNaN(variance)) {
        skipped[i] = 1;
        odd[left++] = i;
      }
    }
    return left;
  }

  /** Learns how far samples are from the short mean. */
  private void learnSpread(int from, byte[] skipped, int n) {
    double[] distances = this.distances;
    float[] longVariance = this.longVariance;
    int[] learned = this.learned;
    Weights longWeights = this.longWeights;
    for (int i = 0; i < n; i++) {
      if (skipped[i] == 0) {
        int slot = from + i;
        int before = learned[slot];
        learned[slot] = before + 1;
        double spread = longVariance[slot];
        double square = distances[i] * distances[i];
        double slow = before == 0 ? 0 : longWeights.at(before);
        longVariance[slot] = (float) (spread + slow * (square - spread));
      }
    }
  }

  /** Learns moves; {@code counts} tells how many samples were learned before. */
  private void learnMoves(int from, double[] moves, byte[] skipped, int n) {
    int[] counts = this.counts;
    int[] telling = this.telling;
    float[] moveMean = this.moveMean;
    float[] moveVariance = this.moveVariance;
    float[] step = this.step;
    Weights weights = this.weights;
    int told = 0;
    for (int i = 0; i < n; i++) {
      int before = counts[i];
      if (skipped[i] != 0 | before == 0) {
        continue;
      }
      int slot = from + i;
      double move = moves[i];
      double a = weights.at(before);
      double mean = moveMean[slot];
      double distance = move - mean;
      moveMean[slot] = (float) (mean + a * distance);
      moveVariance[slot] = (float) ((1 - a) * (moveVariance[slot] + a * distance * distance));
      float known = step[slot];
      if (move < Quantum.TELLING * known | known == 0) {
        telling[told++] = i;
      }
    }
    for (int i = 0; i < told; i++) {
      int slot = from + telling[i];
      step[slot] = Quantum.after(step[slot], moves[telling[i]]);
    }
  }

  /** Learns one sample. */
  void learn(int slot, double value, double move) {
    int before = learned(slot);
    if (isShort) {
      learned[slot] = before + 1;
    }
    if (before > 0) {
      learnMove(slot, moments.distance(slot, value), move, before);
    }
    moments.add(slot, value);
  }

  private void learnMove(int slot, double away, double move, int before) {
    double a = weights.at(before);
    double mean = moveMean[slot];
    double distance = move - mean;
    moveMean[slot] = (float) (mean + a * distance);
    moveVariance[slot] = (float) ((1 - a) * (moveVariance[slot] + a * distance * distance));
    if (isShort) {
      double spread = longVariance[slot];
      longVariance[slot] = (float) (spread + longWeights.at(before) * (away * away - spread));
    }
    if (move < Quantum.TELLING * step[slot] || step[slot] == 0) {
      step[slot] = Quantum.after(step[slot], move);
    }
  }

  /** Whether enough was learned to judge by. */
  boolean isReady(int slot) {
    return moments.count(slot) >= minSamples;
  }

  int count(int slot) {
    return moments.count(slot);
  }

  /** How many samples were learned, of the window and before. */
  int learned(int slot) {
    return isShort ? learned[slot] : moments.count(slot);
  }

  double mean(int slot) {
    return moments.mean(slot);
  }

  /** The deviation of the level, at least its floor. */
  double deviation(int slot) {
    return floor.apply(Math.sqrt(variance(slot)), moments.mean(slot), step[slot]);
  }

  /** How many deviations a move is larger than usual. */
  double jump(int slot, double move) {
    double sigma = floor.apply(Math.sqrt(moveVariance[slot]), 0, step[slot]);
    double jump = HALF_NORMAL_MEAN + HALF_NORMAL_SIGMA * (move - moveMean[slot]) / sigma;
    return differences ? jump : 0;
  }

  private double variance(int slot) {
    double variance = moments.variance(slot);
    return isShort ? Math.max(variance, longVariance[slot]) : variance;
  }

  /** How much of a sample is not a repetition of the one before: 1 - r, from the differences. */
  double fresh(int slot) {
    double variance = variance(slot);
    double mean = moveMean[slot];
    double squares = moveVariance[slot] + mean * mean;
    return variance > 0 ? Math.min(1, Math.max(LEAST_NEWS, squares / (2 * variance))) : 1;
  }

  /** How many samples the deviation rests on. */
  double rests(int slot) {
    return Math.min(learned(slot), 2 / (isShort ? LONG_WEIGHT : weight));
  }

  void reset(int slot) {
    moments.reset(slot);
    moveMean[slot] = 0;
    moveVariance[slot] = 0;
    step[slot] = 0;
    if (isShort) {
      learned[slot] = 0;
      longVariance[slot] = 0;
    }
  }

  void write(int slot, StateWriter out) {
    out.real(moveMean[slot]).real(moveVariance[slot]).real(step[slot]);
    out.real(isShort ? longVariance[slot] : 0).count(isShort ? learned[slot] : 0);
    moments.write(slot, out);
  }

  void read(int slot, StateReader in) {
    moveMean[slot] = Admission.single(in);
    moveVariance[slot] = Admission.single(in);
    step[slot] = Admission.single(in);
    float spread = Admission.single(in);
    int seen = in.smallCount();
    if (isShort) {
      learned[slot] = seen;
      longVariance[slot] = spread;
    }
    moments.read(slot, in);
  }
}
