package io.aiops4j.compaction.traces;

/**
 * One event that a span type shows more or less often than it did.
 *
 * @param pair number of the pair, see {@link FlowCounts}
 * @param type span type, see {@link Names}
 * @param event what it shows
 * @param change from how often to how often
 */
record FlowDeviation(int pair, int type, int event, Change change) {
  double strength() {
    return change.strength();
  }

  /** {@return whether a span of the type takes part in the change} */
  boolean shownBy(boolean spanShowsEvent) {
    return spanShowsEvent == change.rose();
  }
}
