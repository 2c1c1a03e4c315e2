package io.aiops4j.compaction.traces;

import static java.util.Objects.requireNonNull;

import io.aiops4j.api.Canonical;
import io.aiops4j.api.compaction.CompactionWindow;
import io.aiops4j.api.compaction.Evidence;
import io.aiops4j.api.compaction.FaultType;
import io.aiops4j.api.compaction.Shape;
import io.aiops4j.api.telemetry.Modality;
import io.aiops4j.api.telemetry.TrustClass;
import io.aiops4j.api.topology.Component;
import io.aiops4j.compaction.stats.ComparedSeries;
import io.aiops4j.compaction.stats.Samples;
import io.aiops4j.compaction.stats.SeriesCollector;
import io.aiops4j.compaction.stats.Tails;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Calls that no longer arrive, in mesh metrics: a callee's load collapses, or the latency of an
 * edge is no longer reported, while its callers are as busy as before. Blames the caller, which no
 * longer calls; speaks for {@link FaultType#CODE_IMAGE}.
 */
final class LostCalls {
  static final String KIND = "mesh.lost-calls";

  /** Share of the median load up to which calls count as lost. */
  private static final double LOST = 0.25;

  /** Share of its median load that a caller must still have. */
  private static final double BUSY = 0.5;

  private static final double LEAST = 0.5;

  private record Load(ComparedSeries values, double usual, TrustClass trust) {
    boolean busy() {
      return values.now() >= BUSY * usual;
    }
  }

  private final CompactionWindow window;
  private final EdgeGaps traced;
  private final MeshGaps mesh;
  private final Map<Component, List<Component>> callersOf = new TreeMap<>();
  private final Map<Component, Load> loads = new TreeMap<>();

  LostCalls(CompactionWindow window, SeriesCollector collected, EdgeGaps traced, MeshGaps mesh) {
    this.window = window;
    this.traced = traced;
    this.mesh = mesh;
    SortedSet<Edge> edges = traced.edges();
    edges.addAll(mesh.edges());
    for (Edge edge : edges) {
      callersOf.computeIfAbsent(edge.callee(), c -> new ArrayList<>()).add(edge.caller());
    }
    Map<Component, SortedMap<Long, Double>> sums = new TreeMap<>();
    Map<Component, TrustClass> trusts = new TreeMap<>();
    for (SeriesCollector.Collected series : collected.all()) {
      if (series.name().equals(MeshMetrics.SERVER_RATE)) {
        trusts.merge(series.component(), series.trust(), TrustClass::lowest);
        sums.merge(
            series.component(), series.samples(), (a, b) -> Pairing.combine(a, b, Double::sum));
      }
    }
    for (Map.Entry<Component, SortedMap<Long, Double>> sum : sums.entrySet()) {
      ComparedSeries values = ComparedSeries.of(sum.getValue(), window);
      if (values.isComparable()) {
        TrustClass trust = requireNonNull(trusts.get(sum.getKey()));
        loads.put(sum.getKey(), new Load(values, Samples.median(values.past()), trust));
      }
    }
  }

  List<Evidence> evidence(Witness witness) {
    List<Evidence> evidence = new ArrayList<>();
    loads.forEach((callee, load) -> collapsed(callee, load, witness, evidence));
    vanished(witness, evidence);
    return evidence;
  }

  private void collapsed(Component callee, Load load, Witness witness, List<Evidence> evidence) {
    List<Component> callers = callers(callee);
    boolean callersBusy =
        !callers.isEmpty()
            && callers.stream().allMatch(c -> loads.containsKey(c) && loads.get(c).busy());
    if (load.usual() <= 0 || !callersBusy) {
      return;
    }
    double least = LOST * load.usual();
    int now = count(load.values().observed(), least);
    int before = count(load.values().past(), least);
    int n = load.values().observed().length;
    int past = load.values().past().length;
    double strength = strength(now, n, before, past);
    // That all callers are busy is part of what is said.
    TrustClass trust = load.trust();
    for (Component caller : callers) {
      trust = trust.lowest(requireNonNull(loads.get(caller)).trust());
    }
    for (Component caller : callers) {
      Edge edge = new Edge(caller, callee);
      double share =
          traced.shareOfCalls(edge) > 0 ? traced.shareOfCalls(edge) : 1.0 / callers.size();
      if (strength * share >= LEAST) {
        String what =
            caller.name()
                + " calls "
                + callee.name()
                + " no longer: load "
                + Canonical.number(load.values().now())
                + "/s, usually "
                + Canonical.number(load.usual())
                + "/s; at most a quarter in "
                + counts(now, n, before, past)
                + "; share of its calls "
                + Canonical.number(share);
        evidence.add(line(witness, edge, strength * share, what, trust));
      }
    }
  }

  private List<Component> callers(Component callee) {
    return callersOf.getOrDefault(callee, List.of());
  }

  private void vanished(Witness witness, List<Evidence> evidence) {
    SortedSet<Long> times = new TreeSet<>();
    mesh.clientSide().values().forEach(series -> times.addAll(series.samples().keySet()));
    mesh.clientSide()
        .forEach(
            (edge, series) -> {
              Load caller = loads.get(edge.caller());
              SortedMap<Long, Double> reported = new TreeMap<>();
              times.forEach(time -> reported.put(time, absentAt(series, time) ? 0.0 : 1.0));
              ComparedSeries values = ComparedSeries.of(reported, window);
              if (values.isComparable() && (caller == null || caller.busy())) {
                int now = count(values.observed(), 0);
                int before = count(values.past(), 0);
                int n = values.observed().length;
                int past = values.past().length;
                double strength = strength(now, n, before, past);
                if (strength >= LEAST) {
                  String what =
                      edge.caller().name()
                          + " calls "
                          + edge.callee().name()
                          + " no longer: its latency is not reported in "
                          + counts(now, n, before, past);
                  TrustClass trust =
                      caller == null ? series.trust() : series.trust().lowest(caller.trust());
                  evidence.add(line(witness, edge, strength, what, trust));
                }
              }
            });
  }

  private static boolean absentAt(SeriesCollector.Collected series, long time) {
    Double value = series.samples().get(time);
    return value == null || value <= 0;
  }

  private static double strength(int now, int n, int before, int past) {
    double rate = (before + 0.5) / (past + 1.0);
    return now > rate * n ? Tails.binomial(now, n, rate) : 0;
  }

  private static String counts(int now, int n, int before, int past) {
    return now + " of " + n + " samples, before " + before + " of " + past;
  }

  private static int count(double[] values, double most) {
    int count = 0;
    for (double value : values) {
      count += value <= most ? 1 : 0;
    }
    return count;
  }

  private static Evidence line(
      Witness witness, Edge edge, double strength, String what, TrustClass trust) {
    return witness
        .of(
            Modality.METRICS,
            edge.caller(),
            KIND,
            new TreeSet<>(List.of(edge.caller(), edge.callee())))
        .speaksFor(FaultType.CODE_IMAGE)
        .strength(strength)
        .shape(Shape.VANISHED)
        .trust(trust)
        .statement(what)
        .attributes(Map.of("callee", edge.callee().name()))
        .build();
  }
}
