package io.aiops4j.compaction.traces;

import io.aiops4j.api.telemetry.TrustClass;
import io.aiops4j.api.topology.Component;

/**
 * All whole traces of one comparison as trees, in columns over their spans.
 *
 * <p>Spans stand parents first: the children of one span are neighbours, in the order of their
 * start, and a parent's index is below theirs. So a loop forwards passes on from parents to
 * children, one backwards from children to parents, and neither needs a stack. The columns are open
 * to the package, which reads them in loops; only {@link ForestBuilder} writes them.
 */
final class Forest {
  private static final TrustClass[] TRUST = TrustClass.values();

  private final Names names;
  private final LogPresence presence;
  private final int observed;
  int trees;
  int size;

  /** First span of each tree, and the end of the last. */
  final int[] from;

  /** Range of each tree: index of the reference range, or {@link #observed()}. */
  final int[] window;

  /** Whether log lines were collected at the time of a tree at all. */
  final boolean[] logged;

  /** First of each tree's entries in {@link #lines}, and the end of the last. */
  final int[] linesFrom;

  /** Span in the upper half, statement in the lower: ascending and distinct within a tree. */
  final long[] lines;

  final int[] type;

  /** Index of the parent; -1 for a root and for a span whose parent was not seen. */
  final int[] parent;

  /** Index of the first child; the children end where those of the next span begin. */
  final int[] firstChild;

  final long[] start;
  final long[] nanos;
  final boolean[] failed;

  /** By component: place of the lowest trust class of its spans and of the lines linked to them. */
  final int[] leastTrust;

  /** Traces without a root, or that a range cuts off. */
  int cutOff;

  /** Spans that are their own ancestors. */
  int circular;

  /** Traces of more spans than one may have. */
  int tooLarge;

  Forest(Names names, LogPresence presence, int observed, int traces, int spans, int lineCount) {
    this.names = names;
    this.presence = presence;
    this.observed = observed;
    this.from = new int[traces + 1];
    this.window = new int[traces];
    this.logged = new boolean[traces];
    this.linesFrom = new int[traces + 1];
    this.lines = new long[lineCount];
    this.type = new int[spans];
    this.parent = new int[spans];
    this.firstChild = new int[spans];
    this.start = new long[spans];
    this.nanos = new long[spans];
    this.failed = new boolean[spans];
    this.leastTrust = new int[names.components()];
  }

  Names names() {
    return names;
  }

  /** {@return the index that stands for the observed range} */
  int observed() {
    return observed;
  }

  /**
   * {@return the lowest trust class of what the spans of some components say: evidence is trusted
   * as far as the spans it rests on, and nobody lowers that of others}
   */
  TrustClass trust(int... components) {
    int least = 0;
    for (int component : components) {
      least = Math.max(least, leastTrust[component]);
    }
    return TRUST[least];
  }

  /** {@return the lowest trust class of what the spans of both ends of an edge say} */
  TrustClass trust(Edge edge) {
    return trust(names.component(edge.caller()), names.component(edge.callee()));
  }

  boolean isObserved(int tree) {
    return window[tree] == observed;
  }

  /** {@return where the children of a span of a tree end} */
  int childrenEnd(int tree, int span) {
    int end = from[tree + 1];
    return span + 1 < end ? firstChild[span + 1] : end;
  }

  /** {@return the time of a span in which none of its children ran} */
  long ownNanos(int tree, int span) {
    long end = start[span] + nanos[span];
    long at = start[span];
    long own = 0;
    for (int child = firstChild[span]; child < childrenEnd(tree, span) && at < end; child++) {
      if (start[child] > at) {
        own += Math.min(start[child], end) - at;
      }
      at = Math.max(at, start[child] + nanos[child]);
    }
    return own + Math.max(0, end - at);
  }

  double millis(int span) {
    return nanos[span] / 1e6;
  }

  /** {@return the number of a span's component} */
  int component(int span) {
    return names.componentOf(type[span]);
  }

  /** {@return whether a component wrote any log line in a range} */
  boolean logs(int windowIndex, Component component) {
    return presence.logs(windowIndex, component);
  }
}
