package io.aiops4j.compaction.traces;

import io.aiops4j.api.telemetry.TrustClass;
import io.aiops4j.api.topology.Component;
import io.aiops4j.compaction.stats.Tails;

/** Slow calls of one callee, of all or of one path: counts, and the time they took. */
final class SlowTally {
  private final Component callee;
  private TrustClass trust;
  private int slow;
  private int all;
  private int slowBefore;
  private int allBefore;
  private long nanos;
  private long excess;
  private long own;

  SlowTally(Component callee, TrustClass trust) {
    this.callee = callee;
    this.trust = trust;
  }

  Component callee() {
    return callee;
  }

  /** {@return the lowest trust class of the spans that are counted and that tell the path} */
  TrustClass trust() {
    return trust;
  }

  void count(boolean observed, boolean isSlow) {
    if (observed) {
      all++;
      slow += isSlow ? 1 : 0;
    } else {
      allBefore++;
      slowBefore += isSlow ? 1 : 0;
    }
  }

  /** Adds the time of a slow observed call. */
  void add(long callNanos, long excessNanos, long ownNanos) {
    nanos += callNanos;
    excess += excessNanos;
    own += ownNanos;
  }

  SlowTally plus(SlowTally other) {
    trust = trust.lowest(other.trust);
    slow += other.slow;
    all += other.all;
    slowBefore += other.slowBefore;
    allBefore += other.allBefore;
    nanos += other.nanos;
    excess += other.excess;
    own += other.own;
    return this;
  }

  double strength() {
    double rate = (slowBefore + 0.5) / (allBefore + 1.0);
    boolean enough = all >= SlowCalls.LEAST_CALLS && allBefore >= SlowCalls.LEAST_CALLS;
    return enough && slow > rate * all ? Tails.binomial(slow, all, rate) : 0;
  }

  /** {@return the share of the observed calls that are slow} */
  double share() {
    return all == 0 ? 0 : slow / (double) all;
  }

  /** {@return the time of the slow calls beyond their thresholds} */
  double excessMillis() {
    return excess / 1e6;
  }

  /** {@return the share of the slow calls' time in which no child of theirs ran} */
  double ownShare() {
    return nanos == 0 ? 0 : own / (double) nanos;
  }

  String counts() {
    return slowBefore + "/" + allBefore + " -> " + slow + "/" + all;
  }
}
