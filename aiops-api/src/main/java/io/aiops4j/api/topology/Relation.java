package io.aiops4j.api.topology;

/** How one component depends on another. */
public enum Relation {
  /** The first sends requests to the second. */
  CALLS,
  /** The first runs on the second: a pod on a node, a job on a GPU. */
  RUNS_ON,
  /** The first is a piece of the second: a GPU of a node, a node of a rack. */
  PART_OF
}
