package io.aiops4j.compaction.traces;

import io.aiops4j.api.Canonical;
import io.aiops4j.api.compaction.Evidence;
import io.aiops4j.api.compaction.Shape;
import io.aiops4j.api.telemetry.Modality;
import io.aiops4j.api.topology.Component;
import io.aiops4j.compaction.sketch.QuantileSketch;
import io.aiops4j.compaction.stats.Tails;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Calls slower than the 95th percentile of their type in the reference, added up by callee and by
 * three-hop path (grandparent, parent and callee).
 *
 * <p>Slowness spreads to callers and has many causes, so this speaks for no fault type: it shows a
 * reader where time goes, and ranks nobody above a component with a cause.
 */
final class SlowCalls {
  static final String BY_CALLEE = "trace.slow-calls.callee";
  static final String BY_PATH = "trace.slow-calls.path";

  /** Fewer calls have no 95th percentile. */
  private static final int LEAST_CALLS = 20;

  private static final double QUANTILE = 0.95;
  private static final double LEAST = 3;

  private static final int MOST_PATHS = 50_000;

  /** Counts of one aggregate. */
  private static final class Tally {
    private final Component callee;
    private int slow;
    private int all;
    private int slowBefore;
    private int allBefore;

    Tally(Component callee) {
      this.callee = callee;
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

    Tally plus(Tally other) {
      slow += other.slow;
      all += other.all;
      slowBefore += other.slowBefore;
      allBefore += other.allBefore;
      return this;
    }

    double strength() {
      double rate = (slowBefore + 0.5) / (allBefore + 1.0);
      boolean enough = all >= LEAST_CALLS && allBefore >= LEAST_CALLS;
      return enough && slow > rate * all ? Tails.binomial(slow, all, rate) : 0;
    }
  }

  private final Forest forest;
  private final double[] thresholds;

  private SlowCalls(Forest forest, CallTypes types) {
    this.forest = forest;
    QuantileSketch[] usual = new QuantileSketch[types.count()];
    Arrays.setAll(usual, i -> new QuantileSketch());
    for (int tree = 0; tree < forest.trees; tree++) {
      if (!forest.isObserved(tree)) {
        for (int span = forest.from[tree]; span < forest.from[tree + 1]; span++) {
          if (types.isTold(forest.type[span])) {
            usual[types.place(forest.type[span])].add(forest.millis(span));
          }
        }
      }
    }
    this.thresholds = new double[forest.names().types()];
    Arrays.fill(thresholds, Double.NaN);
    for (int type = 0; type < thresholds.length; type++) {
      if (types.isTold(type) && usual[types.place(type)].count() >= LEAST_CALLS) {
        thresholds[type] = usual[types.place(type)].quantile(QUANTILE);
      }
    }
  }

  static List<Evidence> evidence(Forest forest, CallTypes types, Witness witness) {
    return new SlowCalls(forest, types).evidence(witness);
  }

  private List<Evidence> evidence(Witness witness) {
    Names names = forest.names();
    @Nullable Tally[] callees = new @Nullable Tally[names.components()];
    PairIds hops = new PairIds(MOST_PATHS);
    PairIds paths = new PairIds(MOST_PATHS);
    List<Tally> byPath = new ArrayList<>();
    int[] caller = callers();
    for (int tree = 0; tree < forest.trees; tree++) {
      boolean observed = forest.isObserved(tree);
      for (int span = forest.from[tree]; span < forest.from[tree + 1]; span++) {
        double threshold = thresholds[forest.type[span]];
        int parent = forest.parent[span];
        int callee = forest.component(span);
        if (Double.isNaN(threshold) || parent < 0 || callee == forest.component(parent)) {
          continue;
        }
        boolean slow = forest.millis(span) > threshold;
        Tally ofCallee = callees[callee];
        if (ofCallee == null) {
          ofCallee = new Tally(names.componentAt(callee));
          callees[callee] = ofCallee;
        }
        ofCallee.count(observed, slow);
        int grand = caller[parent];
        if (grand >= 0) {
          int hop = hops.of(forest.component(grand), forest.component(parent));
          int path = hop == PairIds.NONE ? PairIds.NONE : paths.of(hop, callee);
          if (path == byPath.size()) {
            byPath.add(new Tally(names.componentAt(callee)));
          }
          if (path != PairIds.NONE) {
            byPath.get(path).count(observed, slow);
          }
        }
      }
    }
    Map<String, Tally> named = new TreeMap<>();
    for (int path = 0; path < byPath.size(); path++) {
      int hop = paths.first(path);
      String name =
          names.componentAt(hops.first(hop)).name()
              + " > "
              + names.componentAt(hops.second(hop)).name()
              + " > "
              + names.componentAt(paths.second(path)).name();
      named.merge(name, byPath.get(path), Tally::plus);
    }
    List<Evidence> evidence = new ArrayList<>();
    for (Tally tally : callees) {
      if (tally != null) {
        add(evidence, witness, BY_CALLEE, tally.callee.toString(), tally);
      }
    }
    strongestPaths(named).forEach((path, tally) -> add(evidence, witness, BY_PATH, path, tally));
    return evidence;
  }

  /** The nearest span above each that is of another component; -1 if there is none. */
  private int[] callers() {
    int[] caller = new int[forest.size];
    for (int span = 0; span < forest.size; span++) {
      int parent = forest.parent[span];
      boolean same = parent >= 0 && forest.component(parent) == forest.component(span);
      caller[span] = same ? caller[parent] : parent;
    }
    return caller;
  }

  /** One path a callee: the others mostly repeat it. */
  private static Map<String, Tally> strongestPaths(Map<String, Tally> paths) {
    Map<Component, Map.Entry<String, Tally>> best = new TreeMap<>();
    for (Map.Entry<String, Tally> path : paths.entrySet()) {
      best.merge(
          path.getValue().callee,
          path,
          (a, b) -> b.getValue().strength() > a.getValue().strength() ? b : a);
    }
    Map<String, Tally> strongest = new TreeMap<>();
    best.values().forEach(path -> strongest.put(path.getKey(), path.getValue()));
    return strongest;
  }

  private void add(
      List<Evidence> evidence, Witness witness, String kind, String what, Tally tally) {
    double strength = tally.strength();
    if (strength < LEAST) {
      return;
    }
    double share = tally.slow / (double) tally.all;
    String counts =
        tally.slowBefore + "/" + tally.allBefore + " -> " + tally.slow + "/" + tally.all;
    evidence.add(
        witness
            .of(Modality.TRACES, tally.callee, kind, Set.of(tally.callee))
            .strength(strength)
            .magnitude(share, "1")
            .shape(Shape.LEVEL_SHIFT)
            .trust(forest.trust())
            .statement(
                "Calls of "
                    + what
                    + " are slower than their 95th percentile more often: "
                    + counts
                    + ", a share of "
                    + Canonical.number(share))
            .attributes(Map.of("counts", counts, "path", what))
            .build());
  }
}
