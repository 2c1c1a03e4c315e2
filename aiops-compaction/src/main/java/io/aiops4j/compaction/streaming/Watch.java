package io.aiops4j.compaction.streaming;

import io.aiops4j.api.compaction.Shape;
import io.aiops4j.compaction.state.StateReader;
import io.aiops4j.compaction.state.StateWriter;

/** What is known of one excursion. Not thread-safe. */
final class Watch {
  /** So many deviations are as far as any number of them, and their squares add up. */
  private static final double FURTHEST = 1e6;

  double evidence;
  double peakValue;
  double sigmas;
  double mean;
  double deviation;
  long onset;
  long opened;
  long peakAt;
  long end;
  int history;
  int calm;
  int age;
  int samples;
  boolean open;
  private int followed;
  private double sum;
  private double squares;
  private double moment;

  /** Begins anew. */
  void begin(long millis) {
    evidence = 0;
    peakValue = 0;
    sigmas = 0;
    onset = millis;
    opened = 0;
    peakAt = millis;
    end = millis;
    history = 0;
    calm = 0;
    age = 0;
    open = false;
    followed = 0;
    sum = 0;
    squares = 0;
    moment = 0;
  }

  /** Takes any sample since the onset, for the shape. */
  void follow(double value) {
    double far = (value - mean) / deviation;
    far = Math.max(-FURTHEST, Math.min(FURTHEST, far));
    sum += far;
    squares += far * far;
    moment += followed++ * far;
  }

  void seen(long millis, double value, double signed) {
    if (Math.abs(signed) > Math.abs(sigmas)) {
      sigmas = signed;
      peakValue = value;
      peakAt = millis;
    }
  }

  SeriesEvent event(int slot, SeriesEvent.State state) {
    return new SeriesEvent(
        slot,
        onset,
        opened,
        peakAt,
        end,
        peakValue,
        sigmas,
        mean,
        deviation,
        samples,
        state,
        state == SeriesEvent.State.RECOVERED
            ? Shape.SPIKE
            : Course.of(followed, sum, squares, moment));
  }

  void write(StateWriter out) {
    out.real(evidence).real(peakValue).real(sigmas).real(mean);
    out.real(deviation).number(onset).number(opened).number(peakAt);
    out.number(end).number(history).count(calm).count(age);
    out.count(samples).flag(open);
    out.count(followed).real(sum).real(squares).real(moment);
  }

  void read(StateReader in) {
    evidence = in.real();
    peakValue = in.real();
    sigmas = in.real();
    mean = in.real();
    deviation = in.real();
    onset = in.number();
    opened = in.number();
    peakAt = in.number();
    end = in.number();
    history = (int) in.number();
    calm = in.smallCount();
    age = in.smallCount();
    samples = in.smallCount();
    open = in.flag();
    followed = in.smallCount();
    sum = Admission.finite(in);
    squares = Admission.spread(in);
    moment = Admission.finite(in);
  }
}
