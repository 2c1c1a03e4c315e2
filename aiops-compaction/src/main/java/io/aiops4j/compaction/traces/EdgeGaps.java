package io.aiops4j.compaction.traces;

import io.aiops4j.api.Canonical;
import io.aiops4j.api.signal.PinnedSignal;
import io.aiops4j.api.telemetry.Modality;
import io.aiops4j.api.telemetry.TrustClass;
import io.aiops4j.api.topology.Component;
import io.aiops4j.compaction.stats.Samples;
import io.aiops4j.compaction.stats.Tails;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

  /** Who call whom at most: beyond, edges are left out and counted. */
  private static final int MOST_EDGES = 50_000;

  private static final class Gaps {
    private final Values reference = new Values();
    private final Values observed = new Values();
  }

  private final Forest forest;
  private final SpanSignals signals;
  private final PairIds ids = new PairIds(MOST_EDGES);
  private final TreeMap<Edge, Gaps> gaps = new TreeMap<>();
  private final Map<Component, Integer> callsInto = new TreeMap<>();
  private final double materialMillis;

  EdgeGaps(Forest forest, SpanSignals signals) {
    this.forest = forest;
    this.signals = signals;
    Values roots = new Values();
    List<Gaps> byId = new ArrayList<>();
    for (int tree = 0; tree < forest.trees; tree++) {
      boolean observed = forest.isObserved(tree);
      for (int span = forest.from[tree]; span < forest.from[tree + 1]; span++) {
        int parent = forest.parent[span];
        if (parent >= 0) {
          int caller = forest.component(parent);
          int callee = forest.component(span);
          int id = caller == callee ? PairIds.NONE : ids.of(caller, callee);
          if (id == byId.size()) {
            byId.add(new Gaps());
          }
          if (id != PairIds.NONE) {
            Gaps edge = byId.get(id);
            (observed ? edge.observed : edge.reference)
                .add(forest.millis(parent) - forest.millis(span));
          }
        } else if (!observed) {
          roots.add(forest.millis(span));
        }
      }
    }
    Names names = forest.names();
    for (int id = 0; id < byId.size(); id++) {
      Edge edge = new Edge(names.componentAt(ids.first(id)), names.componentAt(ids.second(id)));
      gaps.put(edge, byId.get(id));
      callsInto.merge(edge.callee(), byId.get(id).reference.size(), Integer::sum);
    }
    this.materialMillis = roots.size() == 0 ? 0 : MATERIAL * roots.median();
  }

  /** {@return how many calls are not counted, because there are too many edges} */
  long beyond() {
    return ids.beyond();
  }

  /** {@return every edge seen, in reference or now} */
  SortedSet<Edge> edges() {
    return new TreeSet<>(gaps.keySet());
  }

  /** {@return the caller's share of the calls into the callee in the reference; 0 if unseen} */
  double shareOfCalls(Edge edge) {
    int all = callsInto.getOrDefault(edge.callee(), 0);
    Gaps own = gaps.get(edge);
    return own == null || all == 0 ? 0 : own.reference.size() / (double) all;
  }

  /** {@return the shift that matters in this system, in ms; 0 if unknown} */
  double materialMillis() {
    return materialMillis;
  }

  /** {@return the edges whose gap rose} */
  Map<Edge, EdgeShift> shifts() {
    Map<Component, Values> intoCallee = new TreeMap<>();
    Map<Component, TrustClass> trustInto = new TreeMap<>();
    gaps.forEach(
        (edge, own) -> {
          if (own.observed.size() >= LEAST_OBSERVED && own.reference.size() < LEAST_REFERENCE) {
            intoCallee.put(edge.callee(), new Values());
          }
        });
    if (!intoCallee.isEmpty()) {
      gaps.forEach(
          (edge, own) -> {
            Values all = intoCallee.get(edge.callee());
            if (all != null) {
              all.addAll(own.reference);
              trustInto.merge(edge.callee(), forest.trust(edge), TrustClass::lowest);
            }
          });
    }
    Map<Edge, EdgeShift> shifts = new TreeMap<>();
    gaps.forEach(
        (edge, own) -> {
          boolean hasOwn = own.reference.size() >= LEAST_REFERENCE;
          Values reference =
              hasOwn ? own.reference : intoCallee.getOrDefault(edge.callee(), own.reference);
          TrustClass trust = forest.trust(edge);
          if (!hasOwn) {
            trust = trust.lowest(trustInto.getOrDefault(edge.callee(), trust));
          }
          if (reference.size() >= LEAST_REFERENCE && own.observed.size() >= LEAST_OBSERVED) {
            EdgeShift shift = shift(edge, reference, own.observed, trust);
            if (shift.strength() > 0) {
              shifts.put(edge, shift);
            }
          }
        });
    return shifts;
  }

  private EdgeShift shift(Edge edge, Values reference, Values observed, TrustClass trust) {
    double before = reference.median();
    double shift = observed.median() - before;
    double threshold = before + shift / 2;
    int over = observed.countAbove(threshold);
    int overBefore = reference.countAbove(threshold);
    double strength = 0;
    if (shift > 0 && shift >= least(reference.mad(), materialMillis)) {
      strength =
          Tails.binomial(over, observed.size(), (overBefore + 0.5) / (reference.size() + 1.0));
    }
    String counts =
        over
            + " of "
            + observed.size()
            + " over "
            + Canonical.number(threshold)
            + " ms, before "
            + overBefore
            + " of "
            + reference.size();
    Optional<PinnedSignal> signal =
        strength > 0
            ? signals.gap(edge, before, reference.mad(), threshold, reference.size())
            : Optional.empty();
    return new EdgeShift(edge, shift, strength, Modality.TRACES, trust, signal, counts);
  }

  /** {@return the smallest shift that counts at all} */
  static double least(double mad, double materialMillis) {
    return Math.max(0.1 * materialMillis, 3 * Samples.MAD_TO_SIGMA * mad);
  }
}
