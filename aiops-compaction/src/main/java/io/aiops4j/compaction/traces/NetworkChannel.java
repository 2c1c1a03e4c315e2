package io.aiops4j.compaction.traces;

import io.aiops4j.api.Canonical;
import io.aiops4j.api.compaction.Evidence;
import io.aiops4j.api.compaction.FaultType;
import io.aiops4j.api.compaction.Shape;
import io.aiops4j.api.telemetry.Modality;
import io.aiops4j.api.telemetry.TrustClass;
import io.aiops4j.api.topology.Component;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Answers that arrive later than they were sent, charged to the end of the edge they have in
 * common. Speaks for {@link FaultType#NETWORK}.
 *
 * <p>A delayed callee is late on all its incoming edges, a starved or delayed caller on all its
 * outgoing ones; the charge of each edge is split by the squares of these shares.
 */
final class NetworkChannel {
  static final String KIND = "trace.network-gap";

  /** Edges that may add up for one component. */
  private static final int EDGES = 4;

  /** How much of the outgoing side is believed of a caller with one edge: it shows no pattern. */
  private static final double SINGLE_EDGE = 0.25;

  private record Charge(EdgeShift shift, double share, double strength) {}

  /** Edges of one end, and how many of them shifted. */
  private static final class Shifted {
    private int all;
    private int shifted;

    void add(boolean isShifted) {
      all++;
      shifted += isShifted ? 1 : 0;
    }
  }

  private final Map<Component, Shifted> into = new TreeMap<>();
  private final Map<Component, Shifted> outOf = new TreeMap<>();
  private final Map<Edge, EdgeShift> shifts;
  private final double materialMillis;

  private NetworkChannel(EdgeGaps traces, MeshGaps mesh) {
    Set<Edge> edges = new TreeSet<>(traces.edges());
    edges.addAll(mesh.edges());
    this.materialMillis = traces.materialMillis();
    this.shifts = new TreeMap<>(traces.shifts());
    mesh.shifts(materialMillis)
        .forEach((edge, shift) -> shifts.merge(edge, shift, NetworkChannel::stronger));
    for (Edge edge : edges) {
      boolean shifted = shifts.containsKey(edge);
      into.computeIfAbsent(edge.callee(), c -> new Shifted()).add(shifted);
      outOf.computeIfAbsent(edge.caller(), c -> new Shifted()).add(shifted);
    }
  }

  static List<Evidence> evidence(EdgeGaps traces, MeshGaps mesh, Witness witness) {
    return new NetworkChannel(traces, mesh).evidence(witness);
  }

  private static EdgeShift stronger(EdgeShift a, EdgeShift b) {
    return b.strength() > a.strength() ? b : a;
  }

  private List<Evidence> evidence(Witness witness) {
    Map<Component, List<Charge>> charges = new TreeMap<>();
    shifts.forEach(
        (edge, shift) -> {
          double callee = calleeShare(edge);
          double worth = Math.min(Evidence.MAX_STRENGTH, shift.strength()) * materiality(shift);
          charge(charges, edge.callee(), shift, callee, worth);
          charge(charges, edge.caller(), shift, 1 - callee, worth);
        });
    List<Evidence> evidence = new ArrayList<>();
    charges.forEach((component, list) -> evidence.add(line(witness, component, list)));
    return evidence;
  }

  private double materiality(EdgeShift shift) {
    return materialMillis > 0 ? Math.min(1, shift.shiftMillis() / materialMillis) : 1;
  }

  private static void charge(
      Map<Component, List<Charge>> charges,
      Component component,
      EdgeShift shift,
      double share,
      double worth) {
    charges
        .computeIfAbsent(component, c -> new ArrayList<>())
        .add(new Charge(shift, share, share * worth));
  }

  private double calleeShare(Edge edge) {
    Shifted in = into.getOrDefault(edge.callee(), new Shifted());
    Shifted out = outOf.getOrDefault(edge.caller(), new Shifted());
    double callee = (in.shifted + 0.5) / (in.all + 1.0);
    double caller = out.all == 1 ? SINGLE_EDGE : (out.shifted + 0.5) / (out.all + 1.0);
    return callee * callee / (callee * callee + caller * caller);
  }

  private static Evidence line(Witness witness, Component component, List<Charge> charges) {
    List<Charge> strongest =
        charges.stream()
            .sorted(
                Comparator.comparingDouble(Charge::strength)
                    .reversed()
                    .thenComparing(charge -> charge.shift().edge()))
            .limit(EDGES)
            .toList();
    double sum = strongest.stream().mapToDouble(Charge::strength).sum();
    TrustClass trust = TrustClass.KERNEL;
    Set<Component> asked = new TreeSet<>();
    for (Charge charge : strongest) {
      trust = trust.lowest(charge.shift().trust());
      asked.add(charge.shift().edge().caller());
      asked.add(charge.shift().edge().callee());
    }
    Modality modality = strongest.get(0).shift().modality();
    String statement =
        "Answers between "
            + component.name()
            + " and its neighbours arrive late: "
            + strongest.stream()
                .map(
                    charge ->
                        charge.shift().describe() + ", share " + Canonical.number(charge.share()))
                .collect(Collectors.joining("; "));
    Evidence.Builder evidence =
        witness
            .of(modality, component, KIND, asked)
            .speaksFor(FaultType.NETWORK)
            .strength(sum)
            .magnitude(strongest.get(0).shift().shiftMillis(), "ms")
            .shape(Shape.LEVEL_SHIFT)
            .trust(trust)
            .statement(statement)
            .attributes(Map.of("sum", Canonical.number(sum)));
    strongest.get(0).shift().signal().ifPresent(evidence::signal);
    return evidence.build();
  }
}
