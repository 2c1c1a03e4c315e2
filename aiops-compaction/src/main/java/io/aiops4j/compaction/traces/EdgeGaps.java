package io.aiops4j.compaction.traces;

import io.aiops4j.api.Canonical;
import io.aiops4j.api.telemetry.Modality;
import io.aiops4j.api.topology.Component;
import io.aiops4j.compaction.stats.Samples;
import io.aiops4j.compaction.stats.Tails;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Gaps between components in traces: duration of the calling span minus duration of the called one,
 * in ms, by edge.
 *
 * <p>A component may see three calls a minute, where no rank test can get beyond 10^-2.5; so the
 * exceedances of a threshold half way up the shift are counted against their rate in the reference,
 * and a natural second mode of an edge is known by that rate.
 */
final class EdgeGaps {
  private static final int LEAST_REFERENCE = 5;
  private static final int LEAST_OBSERVED = 2;

  /** Share of the median request duration that a shift must reach to matter in this system. */
  private static final double MATERIAL = 0.25;

  private record Gaps(List<Double> reference, List<Double> observed) {
    Gaps() {
      this(new ArrayList<>(), new ArrayList<>());
    }
  }

  private final CallForest forest;
  private final TreeMap<Edge, Gaps> gaps = new TreeMap<>();
  private final double materialMillis;

  EdgeGaps(CallForest forest) {
    this.forest = forest;
    List<Double> roots = new ArrayList<>();
    for (CallTree tree : forest.trees()) {
      boolean observed = tree.window() == forest.observed();
      for (int i = 0; i < tree.size(); i++) {
        int parent = tree.parent()[i];
        if (parent < 0) {
          if (!observed) {
            roots.add(tree.millis()[i]);
          }
          continue;
        }
        Component caller = forest.names().component(tree.type()[parent]);
        Component callee = forest.names().component(tree.type()[i]);
        if (!caller.equals(callee)) {
          Gaps edge = gaps.computeIfAbsent(new Edge(caller, callee), e -> new Gaps());
          (observed ? edge.observed() : edge.reference())
              .add(tree.millis()[parent] - tree.millis()[i]);
        }
      }
    }
    this.materialMillis = roots.isEmpty() ? 0 : MATERIAL * Samples.median(array(roots));
  }

  /** {@return every edge seen, in reference or now} */
  SortedSet<Edge> edges() {
    return new TreeSet<>(gaps.keySet());
  }

  /** {@return the caller's share of the calls into the callee in the reference; 0 if unseen} */
  double shareOfCalls(Edge edge) {
    double all = 0;
    for (Map.Entry<Edge, Gaps> other : gaps.entrySet()) {
      if (other.getKey().callee().equals(edge.callee())) {
        all += other.getValue().reference().size();
      }
    }
    Gaps own = gaps.get(edge);
    return own == null || all == 0 ? 0 : own.reference().size() / all;
  }

  /** {@return the shift that matters in this system, in ms; 0 if unknown} */
  double materialMillis() {
    return materialMillis;
  }

  /** {@return the edges whose gap rose} */
  Map<Edge, EdgeShift> shifts() {
    Map<Edge, EdgeShift> shifts = new TreeMap<>();
    gaps.forEach(
        (edge, edgeGaps) -> {
          double[] reference = array(reference(edge, edgeGaps));
          double[] observed = array(edgeGaps.observed());
          if (reference.length >= LEAST_REFERENCE && observed.length >= LEAST_OBSERVED) {
            EdgeShift shift = shift(edge, reference, observed);
            if (shift.strength() > 0) {
              shifts.put(edge, shift);
            }
          }
        });
    return shifts;
  }

  private List<Double> reference(Edge edge, Gaps own) {
    if (own.reference().size() >= LEAST_REFERENCE) {
      return own.reference();
    }
    List<Double> intoCallee = new ArrayList<>();
    gaps.forEach(
        (other, g) -> {
          if (other.callee().equals(edge.callee())) {
            intoCallee.addAll(g.reference());
          }
        });
    return intoCallee;
  }

  private EdgeShift shift(Edge edge, double[] reference, double[] observed) {
    double before = Samples.median(reference);
    double shift = Samples.median(observed) - before;
    double threshold = before + shift / 2;
    int over = count(observed, threshold);
    int overBefore = count(reference, threshold);
    double strength = 0;
    if (shift > 0 && shift >= least(Samples.mad(reference), materialMillis)) {
      strength =
          Tails.binomial(over, observed.length, (overBefore + 0.5) / (reference.length + 1.0));
    }
    String counts =
        over
            + " of "
            + observed.length
            + " over "
            + Canonical.number(threshold)
            + " ms, before "
            + overBefore
            + " of "
            + reference.length;
    return new EdgeShift(edge, shift, strength, Modality.TRACES, forest.trust(), counts);
  }

  /** {@return the smallest shift that counts at all} */
  static double least(double mad, double materialMillis) {
    return Math.max(0.1 * materialMillis, 3 * Samples.MAD_TO_SIGMA * mad);
  }

  private static int count(double[] values, double threshold) {
    int count = 0;
    for (double value : values) {
      count += value > threshold ? 1 : 0;
    }
    return count;
  }

  private static double[] array(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }
}
