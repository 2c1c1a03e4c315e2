package io.aiops4j.compaction.traces;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How far a deviation is explained by deviations of other components below it in the same traces.
 *
 * <p>A caller whose callee fails deviates too. If the spans that deviate have a deviating span of
 * another component strictly below them more often than the spans that do not, that share of the
 * deviation is the other's.
 */
final class FlowExplained {
  /** Weaker deviations neither explain nor need to be explained. */
  static final double LEAST = 2;

  private static final double OF_OWN = 0.3;

  private final Forest forest;
  private final FlowCounts counts;

  /** Deviations by span type; null where there are none. */
  private final List<List<FlowDeviation>> byType = new ArrayList<>();

  // By pair.
  private final int[] lastSpan;
  private final int[] tallies;

  // By span of the tree in hand: the strongest deviation below, whose it is, and the strongest of
  // all others. Two suffice to leave out any one component, and add up in any order.
  private int[] holder = new int[64];
  private double[] strongest = new double[64];
  private double[] ofOthers = new double[64];

  FlowExplained(Forest forest, FlowCounts counts, List<FlowDeviation> deviations) {
    this.forest = forest;
    this.counts = counts;
    this.lastSpan = new int[counts.size()];
    this.tallies = new int[4 * counts.size()];
    Arrays.fill(lastSpan, -1);
    for (int type = 0; type < forest.names().types(); type++) {
      byType.add(List.of());
    }
    for (FlowDeviation deviation : deviations) {
      if (deviation.strength() >= LEAST) {
        if (byType.get(deviation.type()).isEmpty()) {
          byType.set(deviation.type(), new ArrayList<>());
        }
        byType.get(deviation.type()).add(deviation);
      }
    }
    for (int tree = 0; tree < forest.trees; tree++) {
      if (forest.isObserved(tree)) {
        visit(tree);
      }
    }
  }

  /** {@return the share of the deviation that others explain, 0 to 1} */
  double share(FlowDeviation deviation) {
    int at = 4 * deviation.pair();
    if (tallies[at] == 0) {
      return 0;
    }
    double deviating = tallies[at + 1] / (double) tallies[at];
    double others = tallies[at + 2] == 0 ? 0 : tallies[at + 3] / (double) tallies[at + 2];
    return others >= 1 ? 0 : Math.max(0, (deviating - others) / (1 - others));
  }

  private void visit(int tree) {
    int from = forest.from[tree];
    int size = forest.from[tree + 1] - from;
    if (size > holder.length) {
      holder = new int[2 * size];
      strongest = new double[2 * size];
      ofOthers = new double[2 * size];
    }
    Arrays.fill(holder, 0, size, -1);
    Arrays.fill(strongest, 0, size, 0);
    Arrays.fill(ofOthers, 0, size, 0);
    int line = forest.linesFrom[tree + 1];
    for (int at = size - 1; at >= 0; at--) {
      int span = from + at;
      int firstLine = line;
      while (firstLine > forest.linesFrom[tree]
          && (int) (forest.lines[firstLine - 1] >>> 32) == span) {
        firstLine--;
      }
      if (!byType.get(forest.type[span]).isEmpty()) {
        tally(tree, span, at, firstLine, line);
      }
      line = firstLine;
      if (forest.parent[span] >= 0) {
        passUp(at, forest.parent[span] - from);
      }
    }
  }

  private void tally(int tree, int span, int at, int firstLine, int lineEnd) {
    int type = forest.type[span];
    int component = forest.component(span);
    mark(tree, span, type, firstLine, lineEnd);
    double others = component == holder[at] ? ofOthers[at] : strongest[at];
    double own = 0;
    for (FlowDeviation deviation : byType.get(type)) {
      if (Names.isLog(deviation.event()) && !forest.logged[tree]) {
        continue;
      }
      boolean takesPart = deviation.shownBy(lastSpan[deviation.pair()] == span);
      double needed = Math.max(LEAST, OF_OWN * deviation.strength());
      int side = 4 * deviation.pair() + (takesPart ? 0 : 2);
      tallies[side]++;
      tallies[side + 1] += others >= needed ? 1 : 0;
      own = takesPart ? Math.max(own, deviation.strength()) : own;
    }
    add(at, component, own);
  }

  /** Notes which events a span shows. */
  private void mark(int tree, int span, int type, int firstLine, int lineEnd) {
    int childrenEnd = forest.childrenEnd(tree, span);
    for (int child = forest.firstChild[span]; child < childrenEnd; child++) {
      mark(span, type, Names.childEvent(forest.type[child]));
    }
    for (int line = firstLine; line < lineEnd; line++) {
      mark(span, type, Names.logEvent((int) forest.lines[line]));
    }
    if (forest.failed[span]) {
      mark(span, type, Names.FAILED);
    }
  }

  private void mark(int span, int type, int event) {
    int pair = counts.find(type, event);
    if (pair != PairIds.NONE) {
      lastSpan[pair] = span;
    }
  }

  private void passUp(int child, int parent) {
    if (holder[child] >= 0) {
      add(parent, holder[child], strongest[child]);
      // Weaker than the one before and of another component: it can only be a runner-up.
      if (holder[parent] == holder[child]) {
        ofOthers[parent] = Math.max(ofOthers[parent], ofOthers[child]);
      }
    }
  }

  private void add(int at, int component, double strength) {
    if (strength <= 0) {
      return;
    }
    if (component == holder[at]) {
      strongest[at] = Math.max(strongest[at], strength);
    } else if (strength > strongest[at]) {
      ofOthers[at] = strongest[at];
      strongest[at] = strength;
      holder[at] = component;
    } else {
      ofOthers[at] = Math.max(ofOthers[at], strength);
    }
  }
}
