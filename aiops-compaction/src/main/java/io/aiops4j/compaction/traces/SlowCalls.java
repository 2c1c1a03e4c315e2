package io.aiops4j.compaction.traces;

import io.aiops4j.api.Canonical;
import io.aiops4j.api.compaction.Evidence;
import io.aiops4j.api.compaction.Shape;
import io.aiops4j.api.telemetry.Modality;
import io.aiops4j.api.topology.Component;
import io.aiops4j.compaction.stats.Samples;
import io.aiops4j.compaction.stats.Tails;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

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

    double strength() {
      double rate = (slowBefore + 0.5) / (allBefore + 1.0);
      boolean enough = all >= LEAST_CALLS && allBefore >= LEAST_CALLS;
      return enough && slow > rate * all ? Tails.binomial(slow, all, rate) : 0;
    }
  }

  private final CallForest forest;
  private final double[] thresholds;

  private SlowCalls(CallForest forest) {
    this.forest = forest;
    List<List<Double>> reference = new ArrayList<>();
    for (int type = 0; type < forest.names().types(); type++) {
      reference.add(new ArrayList<>());
    }
    for (CallTree tree : forest.trees()) {
      if (tree.window() != forest.observed()) {
        for (int i = 0; i < tree.size(); i++) {
          reference.get(tree.type()[i]).add(tree.millis()[i]);
        }
      }
    }
    this.thresholds = reference.stream().mapToDouble(SlowCalls::threshold).toArray();
  }

  static List<Evidence> evidence(CallForest forest, Witness witness) {
    return new SlowCalls(forest).evidence(witness);
  }

  private static double threshold(List<Double> millis) {
    return millis.size() < LEAST_CALLS
        ? Double.NaN
        : Samples.quantileOfSorted(
            Samples.sorted(millis.stream().mapToDouble(Double::doubleValue).toArray()), QUANTILE);
  }

  private List<Evidence> evidence(Witness witness) {
    Map<String, Tally> callees = new TreeMap<>();
    Map<String, Tally> paths = new TreeMap<>();
    for (CallTree tree : forest.trees()) {
      boolean observed = tree.window() == forest.observed();
      for (int i = 0; i < tree.size(); i++) {
        double threshold = thresholds[tree.type()[i]];
        Component callee = component(tree, i);
        int parent = tree.parent()[i];
        if (Double.isNaN(threshold) || parent < 0 || callee.equals(component(tree, parent))) {
          continue;
        }
        boolean slow = tree.millis()[i] > threshold;
        String name = callee.toString();
        callees.computeIfAbsent(name, c -> new Tally(callee)).count(observed, slow);
        String path = path(tree, i);
        if (!path.isEmpty()) {
          paths.computeIfAbsent(path, p -> new Tally(callee)).count(observed, slow);
        }
      }
    }
    List<Evidence> evidence = new ArrayList<>();
    callees.forEach((name, tally) -> add(evidence, witness, BY_CALLEE, name, tally));
    strongestPaths(paths).forEach((path, tally) -> add(evidence, witness, BY_PATH, path, tally));
    return evidence;
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

  private Component component(CallTree tree, int span) {
    return forest.names().component(tree.type()[span]);
  }

  /** The last three components on the way to the span; empty if there are fewer. */
  private String path(CallTree tree, int span) {
    String[] hops = new String[3];
    int filled = 0;
    int last = -1;
    int climbed = 0;
    for (int at = span; at >= 0 && filled < 3 && climbed <= tree.size(); at = tree.parent()[at]) {
      climbed++;
      if (last < 0 || !component(tree, at).equals(component(tree, last))) {
        hops[2 - filled++] = component(tree, at).name();
        last = at;
      }
    }
    return filled < 3 ? "" : String.join(" > ", Arrays.asList(hops));
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
