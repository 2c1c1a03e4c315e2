package io.aiops4j.compaction.streaming;

import io.aiops4j.api.compaction.Shape;
import io.aiops4j.compaction.state.StateReader;
import io.aiops4j.compaction.state.StateWriter;
import java.util.Arrays;

/**
 * The few series that are unusual at the moment, in columns that are used again: no allocation once
 * it is as large as the fleet was ever troubled. Row 0 stands for none.
 */
final class WatchTable {
  /** So many deviations are as far as any number of them, and their squares add up. */
  private static final double FURTHEST = 1e6;

  double[] evidence = new double[64];
  double[] peakValue = new double[64];
  double[] sigmas = new double[64];
  double[] mean = new double[64];
  double[] deviation = new double[64];
  long[] onset = new long[64];
  long[] opened = new long[64];
  long[] peakAt = new long[64];
  long[] end = new long[64];
  int[] history = new int[64];
  int[] calm = new int[64];
  int[] age = new int[64];
  int[] samples = new int[64];
  boolean[] open = new boolean[64];
  private int[] followed = new int[64];
  private double[] sum = new double[64];
  private double[] squares = new double[64];
  private double[] moment = new double[64];
  private int[] free = new int[64];
  private int freed;
  private int used = 1;

  /** How many series are watched. */
  int size() {
    return used - 1 - freed;
  }

  /** A fresh row. */
  int take(long millis) {
    int row;
    if (freed > 0) {
      row = free[--freed];
    } else {
      row = used++;
      if (used > evidence.length) {
        grow(2 * evidence.length);
      }
    }
    evidence[row] = 0;
    peakValue[row] = 0;
    sigmas[row] = 0;
    onset[row] = millis;
    opened[row] = 0;
    peakAt[row] = millis;
    end[row] = millis;
    history[row] = 0;
    calm[row] = 0;
    age[row] = 0;
    open[row] = false;
    followed[row] = 0;
    sum[row] = 0;
    squares[row] = 0;
    moment[row] = 0;
    return row;
  }

  void release(int row) {
    free[freed++] = row;
  }

  /** Takes any sample since the onset, for the shape. */
  void follow(int row, double value) {
    double far = (value - mean[row]) / deviation[row];
    far = Math.max(-FURTHEST, Math.min(FURTHEST, far));
    sum[row] += far;
    squares[row] += far * far;
    moment[row] += followed[row]++ * far;
  }

  void seen(int row, long millis, double value, double signed) {
    if (Math.abs(signed) > Math.abs(sigmas[row])) {
      sigmas[row] = signed;
      peakValue[row] = value;
      peakAt[row] = millis;
    }
  }

  SeriesEvent event(int row, int slot, SeriesEvent.State state) {
    return new SeriesEvent(
        slot,
        onset[row],
        opened[row],
        peakAt[row],
        end[row],
        peakValue[row],
        sigmas[row],
        mean[row],
        deviation[row],
        samples[row],
        state,
        state == SeriesEvent.State.RECOVERED
            ? Shape.SPIKE
            : Course.of(followed[row], sum[row], squares[row], moment[row]));
  }

  void write(int row, StateWriter out) {
    out.real(evidence[row]).real(peakValue[row]).real(sigmas[row]).real(mean[row]);
    out.real(deviation[row]).number(onset[row]).number(opened[row]).number(peakAt[row]);
    out.number(end[row]).number(history[row]).count(calm[row]).count(age[row]);
    out.count(samples[row]).flag(open[row]);
    out.count(followed[row]).real(sum[row]).real(squares[row]).real(moment[row]);
  }

  void read(int row, StateReader in) {
    evidence[row] = in.real();
    peakValue[row] = in.real();
    sigmas[row] = in.real();
    mean[row] = in.real();
    deviation[row] = in.real();
    onset[row] = in.number();
    opened[row] = in.number();
    peakAt[row] = in.number();
    end[row] = in.number();
    history[row] = (int) in.number();
    calm[row] = in.smallCount();
    age[row] = in.smallCount();
    samples[row] = in.smallCount();
    open[row] = in.flag();
    followed[row] = in.smallCount();
    sum[row] = Admission.finite(in);
    squares[row] = Admission.spread(in);
    moment[row] = Admission.finite(in);
  }

  private void grow(int rows) {
    evidence = Arrays.copyOf(evidence, rows);
    peakValue = Arrays.copyOf(peakValue, rows);
    sigmas = Arrays.copyOf(sigmas, rows);
    mean = Arrays.copyOf(mean, rows);
    deviation = Arrays.copyOf(deviation, rows);
    onset = Arrays.copyOf(onset, rows);
    opened = Arrays.copyOf(opened, rows);
    peakAt = Arrays.copyOf(peakAt, rows);
    end = Arrays.copyOf(end, rows);
    history = Arrays.copyOf(history, rows);
    calm = Arrays.copyOf(calm, rows);
    age = Arrays.copyOf(age, rows);
    samples = Arrays.copyOf(samples, rows);
    open = Arrays.copyOf(open, rows);
    followed = Arrays.copyOf(followed, rows);
    sum = Arrays.copyOf(sum, rows);
    squares = Arrays.copyOf(squares, rows);
    moment = Arrays.copyOf(moment, rows);
    free = Arrays.copyOf(free, rows);
  }
}
