package io.aiops4j.compaction.traces;

import static java.util.Objects.requireNonNull;

import io.aiops4j.api.topology.Component;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

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

  /** The strongest deviation of a subtree, and the strongest of any other component. */
  private static final class Below {
    int component = -1;
    double strongest;
    double ofOthers;

    void add(int from, double strength) {
      if (strength <= 0) {
        return;
      }
      if (from == component) {
        strongest = Math.max(strongest, strength);
      } else if (strength > strongest) {
        ofOthers = strongest;
        strongest = strength;
        component = from;
      } else {
        ofOthers = Math.max(ofOthers, strength);
      }
    }

    /** Passes on both; the second has lost its name, so it may be taken for the first's: rare. */
    void addAll(Below other) {
      add(other.component, other.strongest);
      add(-2, other.ofOthers);
    }

    double withoutComponent(int own) {
      return own == component ? ofOthers : strongest;
    }
  }

  private final CallForest forest;
  private final Map<Integer, List<FlowDeviation>> byType = new HashMap<>();
  private final Map<FlowDeviation, int[]> tallies = new HashMap<>();
  private final int[] componentOf;

  FlowExplained(CallForest forest, List<FlowDeviation> deviations) {
    this.forest = forest;
    this.componentOf = componentNumbers(forest.names());
    for (FlowDeviation deviation : deviations) {
      if (deviation.strength() >= LEAST) {
        byType.computeIfAbsent(deviation.type(), t -> new ArrayList<>()).add(deviation);
        tallies.put(deviation, new int[4]);
      }
    }
    for (CallTree tree : forest.trees()) {
      if (tree.window() == forest.observed()) {
        visit(tree);
      }
    }
  }

  /** {@return the share of the deviation that others explain, 0 to 1} */
  double share(FlowDeviation deviation) {
    int[] tally = tallies.get(deviation);
    if (tally == null || tally[0] == 0) {
      return 0;
    }
    double deviating = tally[1] / (double) tally[0];
    double others = tally[2] == 0 ? 0 : tally[3] / (double) tally[2];
    return others >= 1 ? 0 : Math.max(0, (deviating - others) / (1 - others));
  }

  private void visit(CallTree tree) {
    Below[] below = new Below[tree.size()];
    int[] order = parentsFirst(tree);
    for (int at = order.length - 1; at >= 0; at--) {
      int span = order[at];
      Below mine = new Below();
      for (int child : tree.children()[span]) {
        mine.addAll(below[child]);
      }
      tally(tree, span, mine);
      below[span] = mine;
    }
  }

  private void tally(CallTree tree, int span, Below below) {
    int type = tree.type()[span];
    double own = 0;
    for (FlowDeviation deviation : byType.getOrDefault(type, List.of())) {
      if (Names.isLog(deviation.event()) && !tree.logged()) {
        continue;
      }
      boolean shows = Arrays.binarySearch(tree.events()[span], deviation.event()) >= 0;
      boolean takesPart = deviation.shownBy(shows);
      double needed = Math.max(LEAST, OF_OWN * deviation.strength());
      boolean explained = below.withoutComponent(componentOf[type]) >= needed;
      int[] tally = requireNonNull(tallies.get(deviation), "tally");
      int side = takesPart ? 0 : 2;
      tally[side]++;
      tally[side + 1] += explained ? 1 : 0;
      own = takesPart ? Math.max(own, deviation.strength()) : own;
    }
    below.add(componentOf[type], own);
  }

  /** Without recursion: the depth of a trace is its author's choice. */
  private static int[] parentsFirst(CallTree tree) {
    int[] order = new int[tree.size()];
    int filled = 0;
    for (int span = 0; span < tree.size(); span++) {
      if (tree.parent()[span] < 0) {
        order[filled++] = span;
      }
    }
    for (int at = 0; at < filled; at++) {
      for (int child : tree.children()[order[at]]) {
        order[filled++] = child;
      }
    }
    return Arrays.copyOf(order, filled);
  }

  private static int[] componentNumbers(Names names) {
    Map<Component, Integer> numbers = new HashMap<>();
    int[] componentOf = new int[names.types()];
    for (int type = 0; type < componentOf.length; type++) {
      Component component = names.component(type);
      Integer known = numbers.putIfAbsent(component, numbers.size());
      componentOf[type] = known == null ? numbers.size() - 1 : known;
    }
    return componentOf;
  }
}
