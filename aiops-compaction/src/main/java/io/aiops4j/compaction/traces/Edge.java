package io.aiops4j.compaction.traces;

import io.aiops4j.api.topology.Component;
import java.util.Comparator;

/** Who calls whom. */
record Edge(Component caller, Component callee) implements Comparable<Edge> {
  private static final Comparator<Edge> ORDER =
      Comparator.comparing(Edge::caller).thenComparing(Edge::callee);

  @Override
  public int compareTo(Edge other) {
    return ORDER.compare(this, other);
  }
}
