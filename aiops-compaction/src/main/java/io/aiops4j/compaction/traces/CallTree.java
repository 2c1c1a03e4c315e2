package io.aiops4j.compaction.traces;

/**
 * One trace as arrays over its spans, parents before children by start time where clocks agree.
 *
 * <p>Immutable by convention: the arrays are owned by the tree and never written after building.
 *
 * @param window index of the reference range, or the number of reference ranges for the observed
 * @param type span type of each span, see {@link Names}
 * @param parent index of the parent, -1 for a root
 * @param children indices of the children of each span
 * @param events what each span shows, ascending and distinct: child types and log statements
 * @param millis duration of each span
 * @param logged whether log lines were collected at the time of the trace at all
 */
record CallTree(
    int window,
    int[] type,
    int[] parent,
    int[][] children,
    int[][] events,
    double[] millis,
    boolean logged) {
  int size() {
    return type.length;
  }
}
