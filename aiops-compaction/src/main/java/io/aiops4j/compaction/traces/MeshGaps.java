package io.aiops4j.compaction.traces;

import io.aiops4j.api.Canonical;
import io.aiops4j.api.compaction.CompactionWindow;
import io.aiops4j.api.telemetry.Modality;
import io.aiops4j.api.telemetry.TrustClass;
import io.aiops4j.api.topology.Component;
import io.aiops4j.compaction.stats.ComparedSeries;
import io.aiops4j.compaction.stats.Samples;
import io.aiops4j.compaction.stats.SeriesCollector;
import io.aiops4j.compaction.stats.Tails;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Gaps between components in mesh metrics: latency at the caller's side minus latency at the
 * callee's, by edge. The only witness of the network when traces are missing.
 */
final class MeshGaps {
  /** Smallest scale believed: one millisecond. */
  private static final double LEAST_SCALE_MILLIS = 1;

  private final CompactionWindow window;
  private final TreeMap<Edge, SeriesCollector.Collected> client = new TreeMap<>();
  private final TreeMap<Edge, SeriesCollector.Collected> server = new TreeMap<>();

  MeshGaps(CompactionWindow window, SeriesCollector collected) {
    this.window = window;
    for (SeriesCollector.Collected series : collected.all()) {
      String peerName = series.attributes().getOrDefault(MeshMetrics.PEER, "");
      if (!peerName.isBlank()) {
        Component self = series.component();
        Component peer = new Component(self.kind(), self.scope(), peerName, "");
        if (series.name().equals(MeshMetrics.CLIENT_DURATION)) {
          client.put(new Edge(self, peer), series);
        } else if (series.name().equals(MeshMetrics.SERVER_DURATION)) {
          server.put(new Edge(peer, self), series);
        }
      }
    }
  }

  /** {@return the caller's side of every edge that has one} */
  SortedMap<Edge, SeriesCollector.Collected> clientSide() {
    return Collections.unmodifiableSortedMap(client);
  }

  /** {@return every edge that has a metric} */
  SortedSet<Edge> edges() {
    SortedSet<Edge> edges = new TreeSet<>(client.keySet());
    edges.addAll(server.keySet());
    return edges;
  }

  /** {@return the edges whose gap rose} */
  Map<Edge, EdgeShift> shifts(double materialMillis) {
    Map<Edge, EdgeShift> shifts = new TreeMap<>();
    client.forEach(
        (edge, callerSide) -> {
          SeriesCollector.Collected calleeSide = server.get(edge);
          if (calleeSide != null) {
            ComparedSeries gap =
                ComparedSeries.of(
                    Pairing.combine(
                        callerSide.samples(),
                        calleeSide.samples(),
                        (caller, callee) -> 1000 * (caller - callee)),
                    window);
            TrustClass trust = callerSide.trust().lowest(calleeSide.trust());
            if (gap.isComparable()) {
              EdgeShift shift = shift(edge, gap, materialMillis, trust);
              if (shift.strength() > 0) {
                shifts.put(edge, shift);
              }
            }
          }
        });
    return shifts;
  }

  private static EdgeShift shift(
      Edge edge, ComparedSeries gap, double materialMillis, TrustClass trust) {
    double[] past = gap.past();
    double before = Samples.median(past);
    double shift = gap.now() - before;
    double strength = 0;
    if (shift > 0 && shift >= EdgeGaps.least(Samples.mad(past), materialMillis)) {
      strength = Tails.exceedance(gap.now(), gap.pastMedians(), LEAST_SCALE_MILLIS);
    }
    String counts =
        "mesh median of "
            + gap.observed().length
            + " samples, before "
            + Canonical.number(before)
            + " ms in "
            + past.length;
    // A gap of two series is no sample of either: no reducer reads both.
    return new EdgeShift(edge, shift, strength, Modality.METRICS, trust, Optional.empty(), counts);
  }
}
