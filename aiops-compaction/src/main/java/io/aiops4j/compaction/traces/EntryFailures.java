package io.aiops4j.compaction.traces;

import io.aiops4j.api.Canonical;
import io.aiops4j.api.compaction.CompactionWindow;
import io.aiops4j.api.compaction.Evidence;
import io.aiops4j.api.compaction.FaultType;
import io.aiops4j.api.compaction.Shape;
import io.aiops4j.api.telemetry.Modality;
import io.aiops4j.api.topology.Component;
import io.aiops4j.compaction.stats.ComparedSeries;
import io.aiops4j.compaction.stats.SeriesCollector;
import io.aiops4j.compaction.stats.Tails;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Requests that fail at the entry of the system. That says nothing of who fails them, so it
 * strengthens the strongest finding about code, else the only component that nobody calls.
 */
final class EntryFailures {
  static final String KIND = "mesh.entry-failures";

  /** Smallest scale believed and smallest failure share that matters, in percent. */
  private static final double LEAST_PERCENT = 0.5;

  /** A hint is no proof: it never adds more than this. */
  private static final double MOST = 4;

  /** A finding must be at least this strong to be strengthened. */
  private static final double LEAST_FINDING = 2;

  private EntryFailures() {}

  static List<Evidence> evidence(
      CompactionWindow window,
      SeriesCollector mesh,
      SortedSet<Edge> edges,
      List<Evidence> aboutCode,
      Witness witness) {
    for (SeriesCollector.Collected series : mesh.all()) {
      if (series.name().equals(MeshMetrics.SUCCESS_PERCENT)) {
        ComparedSeries values = ComparedSeries.of(series.samples(), window);
        if (values.isComparable()) {
          double failed = 100 - values.now();
          double[] before = Arrays.stream(values.pastMedians()).map(v -> 100 - v).toArray();
          double strength = Math.min(MOST, Tails.exceedance(failed, before, LEAST_PERCENT));
          if (failed > LEAST_PERCENT && strength > 0) {
            return line(series, failed, strength, edges, aboutCode, witness).stream().toList();
          }
        }
      }
    }
    return List.of();
  }

  private static Optional<Evidence> line(
      SeriesCollector.Collected series,
      double failed,
      double strength,
      SortedSet<Edge> edges,
      List<Evidence> aboutCode,
      Witness witness) {
    Optional<Evidence> strongest =
        aboutCode.stream().min(Evidence.BY_STRENGTH).filter(e -> e.strength() >= LEAST_FINDING);
    Optional<Component> blamed = strongest.map(Evidence::component).or(() -> onlyEntry(edges));
    return blamed.map(
        component ->
            witness
                .of(
                    Modality.METRICS,
                    component,
                    KIND,
                    new TreeSet<>(List.of(series.component(), component)))
                .speaksFor(FaultType.CODE_IMAGE)
                .strength(strength + strongest.map(Evidence::strength).orElse(0.0))
                .magnitude(failed, "%")
                .shape(Shape.LEVEL_SHIFT)
                .trust(strongest.map(e -> e.trust().lowest(series.trust())).orElse(series.trust()))
                .statement(
                    Canonical.number(failed)
                        + " % of requests fail at "
                        + series.component().name()
                        + " (strength "
                        + Canonical.number(strength)
                        + "); "
                        + strongest
                            .map(e -> "with: " + e.statement())
                            .orElse(component.name() + " is the only entry"))
                .attributes(Map.of("metric", series.name()))
                .build());
  }

  private static Optional<Component> onlyEntry(SortedSet<Edge> edges) {
    SortedSet<Component> entries = new TreeSet<>();
    edges.forEach(edge -> entries.add(edge.caller()));
    edges.forEach(edge -> entries.remove(edge.callee()));
    return entries.size() == 1 ? Optional.of(entries.first()) : Optional.empty();
  }
}
