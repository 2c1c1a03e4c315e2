package io.aiops4j.compaction.traces;

import io.aiops4j.api.compaction.Shape;

/**
 * How often something was seen in traces before, and how often now.
 *
 * @param x0 reference traces that show it, rounded
 * @param n0 reference traces that could
 * @param x1 observed traces that show it, rounded
 * @param n1 observed traces that could
 * @param strength {@code -log10} of the predictive tail, after discounting recurrence
 */
record Change(long x0, int n0, long x1, int n1, double strength) {
  boolean rose() {
    return (double) x1 * n0 > (double) x0 * n1;
  }

  /** {@return the share of now less that of before} */
  double ofShare() {
    return x1 / (double) n1 - x0 / (double) n0;
  }

  Shape shape() {
    return x1 == 0 ? Shape.VANISHED : x0 == 0 ? Shape.APPEARED : Shape.LEVEL_SHIFT;
  }

  /** {@return both shares, such as {@code 300/300 -> 0/60}} */
  String counts() {
    return x0 + "/" + n0 + " -> " + x1 + "/" + n1;
  }
}
