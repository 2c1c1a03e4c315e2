package io.aiops4j.compaction.traces;

/**
 * One event that a span type shows more or less often than it did.
 *
 * @param pair number of the pair, see {@link FlowCounts}
 * @param type span type, see {@link Names}
 * @param event what it shows
 * @param x0 reference traces that show it, rounded
 * @param n0 reference traces that could
 * @param x1 observed traces that show it, rounded
 * @param n1 observed traces that could
 * @param strength {@code -log10} of the predictive tail, after discounting recurrence
 */
record FlowDeviation(
    int pair, int type, int event, long x0, int n0, int x1, int n1, double strength) {
  boolean rose() {
    return (double) x1 * n0 > (double) x0 * n1;
  }

  /** {@return whether a span of the type takes part in the change} */
  boolean shownBy(boolean spanShowsEvent) {
    return spanShowsEvent == rose();
  }
}
