package io.aiops4j.compaction.traces;

import io.aiops4j.api.Canonical;
import io.aiops4j.api.compaction.Evidence;
import io.aiops4j.api.compaction.FaultType;
import io.aiops4j.api.compaction.Shape;
import io.aiops4j.api.telemetry.Modality;
import io.aiops4j.api.topology.Component;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What requests no longer do, or newly do: child calls and log statements that a span type shows
 * more or less often than it did. Speaks for {@link FaultType#CODE_IMAGE}.
 */
final class FlowChannel {
  static final String KIND = "trace.flow";

  /** Weaker findings are not worth a line. */
  private static final double LEAST = 0.5;

  private static final int PER_COMPONENT = 4;

  private record Finding(FlowDeviation deviation, double explained, double strength) {}

  private FlowChannel() {}

  static List<Evidence> evidence(Forest forest, FlowCounts counts, Witness witness) {
    List<FlowDeviation> deviations = new ArrayList<>();
    FlowDeviations compare = new FlowDeviations(counts, forest.observed());
    for (int pair = 0; pair < counts.size(); pair++) {
      FlowDeviation deviation = compare.of(pair);
      if (deviation.strength() >= LEAST) {
        deviations.add(deviation);
      }
    }
    FlowExplained explained = new FlowExplained(forest, counts, deviations);
    Map<Component, List<Finding>> byComponent = new TreeMap<>();
    for (FlowDeviation deviation : deviations) {
      double share = explained.share(deviation);
      double own = Math.min(Evidence.MAX_STRENGTH, deviation.strength()) * (1 - share);
      if (own >= LEAST) {
        byComponent
            .computeIfAbsent(forest.names().component(deviation.type()), c -> new ArrayList<>())
            .add(new Finding(deviation, share, own));
      }
    }
    List<Evidence> evidence = new ArrayList<>();
    byComponent.forEach(
        (component, findings) ->
            strongest(findings, forest.names())
                .forEach(finding -> evidence.add(line(forest, witness, component, finding))));
    return evidence;
  }

  private static List<Finding> strongest(List<Finding> findings, Names names) {
    Map<Finding, String> labels = new HashMap<>();
    findings.forEach(
        f ->
            labels.put(
                f, names.label(f.deviation().type()) + names.eventLabel(f.deviation().event())));
    return findings.stream()
        .sorted(
            Comparator.comparingDouble(Finding::strength)
                .reversed()
                .thenComparing(f -> -f.deviation().strength())
                .thenComparing(labels::get))
        .limit(PER_COMPONENT)
        .toList();
  }

  private static Evidence line(
      Forest forest, Witness witness, Component component, Finding finding) {
    FlowDeviation d = finding.deviation();
    String counts = d.x0() + "/" + d.n0() + " -> " + d.x1() + "/" + d.n1();
    String event = forest.names().eventLabel(d.event());
    String statement =
        forest.names().label(d.type())
            + " shows "
            + event
            + (d.rose() ? " more often: " : " less often: ")
            + counts
            + " traces"
            + (finding.explained() > 0
                ? "; " + Canonical.number(finding.explained()) + " of it explained by others below"
                : "");
    Shape shape = d.x1() == 0 ? Shape.VANISHED : d.x0() == 0 ? Shape.APPEARED : Shape.LEVEL_SHIFT;
    double change = d.x1() / (double) d.n1() - d.x0() / (double) d.n0();
    Modality modality = Names.isLog(d.event()) ? Modality.LOGS : Modality.TRACES;
    return witness
        .of(modality, component, KIND, Set.of(component))
        .speaksFor(FaultType.CODE_IMAGE)
        .strength(finding.strength())
        .magnitude(change, "1")
        .shape(shape)
        .trust(forest.trust())
        .statement(statement)
        .attributes(
            Map.of(
                "operation", forest.names().operation(d.type()),
                "event", event,
                "counts", counts))
        .build();
  }
}
