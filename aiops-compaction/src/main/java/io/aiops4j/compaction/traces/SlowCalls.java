package io.aiops4j.compaction.traces;

import io.aiops4j.api.Canonical;
import io.aiops4j.api.compaction.Evidence;
import io.aiops4j.api.compaction.Shape;
import io.aiops4j.api.signal.PinnedSignal;
import io.aiops4j.api.telemetry.Modality;
import io.aiops4j.api.telemetry.TrustClass;
import io.aiops4j.api.topology.Component;
import io.aiops4j.compaction.sketch.QuantileSketch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Calls slower than the 95th percentile of their type in the reference, added up by callee and by
 * three-hop path (grandparent, parent and callee; {@value #ABOVE_ROOT} above the root), with the
 * time beyond that percentile and how much of it the callee spent itself.
 *
 * <p>Percentiles come from sketches, within 1 %; fewer than {@value #LEAST_CALLS} calls have none.
 * Slowness spreads to callers and has many causes, so this speaks for no fault type: it shows a
 * reader where time goes, and ranks nobody above a component with a cause.
 */
final class SlowCalls {
  static final String BY_CALLEE = "trace.slow-calls.callee";
  static final String BY_PATH = "trace.slow-calls.path";
  static final int LEAST_CALLS = 20;
  static final String ABOVE_ROOT = "^";

  private static final double QUANTILE = 0.95;
  private static final double LEAST = 3;
  private static final int MOST_PATHS = 50_000;

  private final Forest forest;
  private final CallTypes types;
  private final SpanSignals signals;
  private final QuantileSketch[] usual;
  private final QuantileSketch[] now;
  private final long[] thresholds;
  private final long[] excessOfType;
  private final @Nullable SlowTally[] byCallee;
  private int[] slowestOf = {};
  private final List<SlowTally> byPath = new ArrayList<>();
  private final PairIds hops = new PairIds(MOST_PATHS);
  private final PairIds paths = new PairIds(MOST_PATHS);

  // By called type: most come by one path, and asking what was asked last saves the search.
  private final int[] lastGrand;
  private final int[] lastParent;
  private final int[] lastPath;

  private SlowCalls(Forest forest, CallTypes types, SpanSignals signals) {
    this.forest = forest;
    this.types = types;
    this.signals = signals;
    this.usual = new QuantileSketch[types.count()];
    this.now = new QuantileSketch[types.count()];
    Arrays.setAll(usual, i -> new QuantileSketch());
    Arrays.setAll(now, i -> new QuantileSketch());
    for (int tree = 0; tree < forest.trees; tree++) {
      QuantileSketch[] durations = forest.isObserved(tree) ? now : usual;
      for (int span = forest.from[tree]; span < forest.from[tree + 1]; span++) {
        int place = types.place(forest.type[span]);
        if (place >= 0) {
          durations[place].add(forest.millis(span));
        }
      }
    }
    int all = forest.names().types();
    this.thresholds = new long[all];
    Arrays.fill(thresholds, Long.MAX_VALUE);
    for (int type = 0; type < all; type++) {
      int place = types.place(type);
      if (place >= 0 && usual[place].count() >= LEAST_CALLS) {
        thresholds[type] = Math.round(usual[place].quantile(QUANTILE) * 1e6);
      }
    }
    this.excessOfType = new long[all];
    this.byCallee = new @Nullable SlowTally[forest.names().components()];
    this.lastGrand = new int[all];
    this.lastParent = new int[all];
    this.lastPath = new int[all];
    Arrays.fill(lastParent, -1);
  }

  static List<Evidence> evidence(
      Forest forest, CallTypes types, SpanSignals signals, Witness witness) {
    SlowCalls calls = new SlowCalls(forest, types, signals);
    calls.count();
    calls.slowestOf = calls.slowestTypes();
    return calls.evidence(witness);
  }

  private void count() {
    int[] caller = callers();
    for (int tree = 0; tree < forest.trees; tree++) {
      boolean observed = forest.isObserved(tree);
      for (int span = forest.from[tree]; span < forest.from[tree + 1]; span++) {
        int type = forest.type[span];
        int parent = forest.parent[span];
        int callee = forest.component(span);
        if (thresholds[type] == Long.MAX_VALUE
            || parent < 0
            || callee == forest.component(parent)) {
          continue;
        }
        boolean slow = forest.nanos[span] > thresholds[type];
        SlowTally tally = byCallee[callee];
        if (tally == null) {
          tally = new SlowTally(forest.names().componentAt(callee), forest.trust(callee));
          byCallee[callee] = tally;
        }
        tally.count(observed, slow);
        int path = path(type, caller[parent], forest.component(parent), callee);
        if (path != PairIds.NONE) {
          byPath.get(path).count(observed, slow);
        }
        if (observed && slow) {
          long excess = forest.nanos[span] - thresholds[type];
          long own = forest.ownNanos(tree, span);
          excessOfType[type] += excess;
          tally.add(forest.nanos[span], excess, own);
          if (path != PairIds.NONE) {
            byPath.get(path).add(forest.nanos[span], excess, own);
          }
        }
      }
    }
  }

  private int path(int type, int grandSpan, int parent, int callee) {
    int grand = grandSpan < 0 ? forest.names().components() : forest.component(grandSpan);
    if (lastParent[type] != parent || lastGrand[type] != grand) {
      int hop = hops.of(grand, parent);
      int path = hop == PairIds.NONE ? PairIds.NONE : paths.of(hop, callee);
      if (path == byPath.size()) {
        TrustClass trust =
            grandSpan < 0 ? forest.trust(parent, callee) : forest.trust(grand, parent, callee);
        byPath.add(new SlowTally(forest.names().componentAt(callee), trust));
      }
      lastParent[type] = parent;
      lastGrand[type] = grand;
      lastPath[type] = path;
    }
    return lastPath[type];
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

  private List<Evidence> evidence(Witness witness) {
    Map<String, SlowTally> named = new TreeMap<>();
    for (int path = 0; path < byPath.size(); path++) {
      int hop = paths.first(path);
      String name =
          name(hops.first(hop)) + " > " + name(hops.second(hop)) + " > " + name(paths.second(path));
      named.merge(name, byPath.get(path), SlowTally::plus);
    }
    List<Evidence> evidence = new ArrayList<>();
    for (SlowTally tally : byCallee) {
      if (tally != null) {
        add(evidence, witness, BY_CALLEE, tally.callee().toString(), tally);
      }
    }
    strongestPaths(named).forEach((path, tally) -> add(evidence, witness, BY_PATH, path, tally));
    return evidence;
  }

  private String name(int component) {
    return component == forest.names().components()
        ? ABOVE_ROOT
        : forest.names().componentAt(component).name();
  }

  /** One path a callee: the others mostly repeat it. */
  private static Map<String, SlowTally> strongestPaths(Map<String, SlowTally> paths) {
    Map<Component, Map.Entry<String, SlowTally>> best = new TreeMap<>();
    for (Map.Entry<String, SlowTally> path : paths.entrySet()) {
      best.merge(
          path.getValue().callee(),
          path,
          (a, b) -> b.getValue().strength() > a.getValue().strength() ? b : a);
    }
    Map<String, SlowTally> strongest = new TreeMap<>();
    best.values().forEach(path -> strongest.put(path.getKey(), path.getValue()));
    return strongest;
  }

  private void add(
      List<Evidence> evidence, Witness witness, String kind, String what, SlowTally tally) {
    double strength = tally.strength();
    if (strength < LEAST) {
      return;
    }
    Evidence.Builder line =
        witness
            .of(Modality.TRACES, tally.callee(), kind, Set.of(tally.callee()))
            .strength(strength)
            .magnitude(tally.share(), "1")
            .shape(Shape.LEVEL_SHIFT)
            .trust(tally.trust())
            .statement(
                "Calls of "
                    + what
                    + " are slower than their 95th percentile more often: "
                    + tally.counts()
                    + ", a share of "
                    + Canonical.number(tally.share())
                    + "; "
                    + Canonical.number(tally.excessMillis())
                    + " ms beyond it in all, "
                    + Canonical.number(tally.ownShare())
                    + " of the slow calls' time its own")
            .attributes(
                Map.of(
                    "counts", tally.counts(),
                    "path", what,
                    "excessMillis", Canonical.number(tally.excessMillis()),
                    "ownShare", Canonical.number(tally.ownShare())));
    signalOf(tally.callee()).ifPresent(line::signal);
    evidence.add(line.build());
  }

  /**
   * By component, its type with the most time beyond its threshold, by name where two have as much;
   * -1 without one.
   */
  private int[] slowestTypes() {
    Names names = forest.names();
    int[] slowest = new int[names.components()];
    Arrays.fill(slowest, -1);
    for (int type = 0; type < excessOfType.length; type++) {
      int component = names.componentOf(type);
      if (excessOfType[type] > 0
          && (slowest[component] < 0 || isSlower(type, slowest[component]))) {
        slowest[component] = type;
      }
    }
    return slowest;
  }

  private Optional<PinnedSignal> signalOf(Component callee) {
    int slowest = slowestOf[forest.names().component(callee)];
    int place = slowest < 0 ? -1 : types.place(slowest);
    return place < 0 ? Optional.empty() : signals.p95(slowest, usual[place], now[place]);
  }

  private boolean isSlower(int type, int other) {
    return excessOfType[type] != excessOfType[other]
        ? excessOfType[type] > excessOfType[other]
        : forest.names().compareTypes(type, other) < 0;
  }
}
