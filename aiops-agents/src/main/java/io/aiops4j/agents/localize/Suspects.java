package io.aiops4j.agents.localize;

import io.aiops4j.api.agent.CaseFile;
import io.aiops4j.api.compaction.Evidence;
import io.aiops4j.api.compaction.FaultType;
import io.aiops4j.api.topology.Component;
import io.aiops4j.api.topology.Relation;
import io.aiops4j.api.topology.Topology;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Weighs the evidence of a case by component. Strengths have one unit, so there are no weights
 * between kinds of evidence.
 *
 * <p>Pure functions of the case file.
 */
public final class Suspects {
  /** Evidence of further kinds adds a little: enough to break ties, too little to outvote. */
  private static final double OTHER_KINDS = 0.1;

  /**
   * A starved process is slow, but a slow network burns no CPU: where both show, a rise of resource
   * use that is significant at 5 % decides.
   */
  private static final double RESOURCE_ALONE = 1.301;

  private static final double RESOURCE_SUPPORTED = 1;
  private static final double SUPPORT = 3;
  private static final double NETWORK_LEFT = 0.5;

  /** What a component needs explains it from this share of its own strength on. */
  private static final double EXPLAINS = 0.5;

  /** What is left of a component that is explained: less than what explains it has. */
  private static final double LEFT_UNEXPLAINED = 0.25;

  /** Evidence of a sort of fault from here on makes a piece a broken one. */
  private static final double BROKEN = 5;

  private Suspects() {}

  /**
   * {@return everybody evidence is about, most suspicious first}
   *
   * @param caseFile its digest and topology are used
   */
  public static List<Suspect> of(CaseFile caseFile) {
    Map<Component, List<Evidence>> byComponent = new TreeMap<>();
    caseFile.digest().items().stream()
        .sorted(Evidence.BY_STRENGTH)
        .filter(item -> item.strength() > 0)
        .forEach(
            item ->
                byComponent.computeIfAbsent(item.component(), c -> new ArrayList<>()).add(item));
    Map<Component, Suspect> alone = new TreeMap<>();
    byComponent.forEach((component, items) -> alone.put(component, weigh(component, items)));
    return alone.values().stream()
        .map(suspect -> explained(suspect, alone, caseFile.topology()))
        .sorted(Suspect.BY_TOTAL)
        .toList();
  }

  private static Suspect weigh(Component component, List<Evidence> items) {
    Map<FaultType, Double> strengths = new EnumMap<>(FaultType.class);
    double unknown = 0;
    double support = 0;
    for (Evidence item : items) {
      if (item.speaksFor() == FaultType.UNKNOWN) {
        unknown = Math.max(unknown, item.strength());
      } else {
        strengths.merge(item.speaksFor(), item.strength(), Math::max);
      }
      if (Suspect.supports(item, FaultType.RESOURCE_EXHAUSTION)) {
        support = Math.max(support, item.strength());
      }
    }
    resourceOrNetwork(strengths, support);
    double strongest = strengths.values().stream().mapToDouble(s -> s).max().orElse(0);
    double sum = strengths.values().stream().mapToDouble(s -> s).sum();
    double total = strongest + OTHER_KINDS * (sum - strongest);
    return new Suspect(
        component, strengths, Math.max(total, OTHER_KINDS * unknown), items, List.of());
  }

  private static void resourceOrNetwork(Map<FaultType, Double> strengths, double support) {
    double resource = strengths.getOrDefault(FaultType.RESOURCE_EXHAUSTION, 0.0);
    double network = strengths.getOrDefault(FaultType.NETWORK, 0.0);
    boolean starved =
        resource >= RESOURCE_ALONE || resource >= RESOURCE_SUPPORTED && support >= SUPPORT;
    if (starved && network > 0) {
      strengths.put(FaultType.RESOURCE_EXHAUSTION, resource + network);
      strengths.put(FaultType.NETWORK, network * NETWORK_LEFT);
    }
  }

  /**
   * Trouble of what a component runs on, is part of or calls shows at the component, too. A whole
   * is the other way round: one broken piece of several explains what shows at the whole, while
   * many broken pieces are explained by the whole.
   */
  private static Suspect explained(
      Suspect suspect, Map<Component, Suspect> alone, Topology topology) {
    Component component = suspect.component();
    SortedSet<Component> needed = new TreeSet<>(topology.foundations(component));
    needed.removeIf(
        whole -> brokenPiece(whole, alone, topology).filter(component::equals).isPresent());
    brokenPiece(component, alone, topology).ifPresent(needed::add);
    SortedSet<Component> explaining = new TreeSet<>();
    needed.stream()
        .flatMap(other -> Stream.ofNullable(alone.get(other)))
        .filter(other -> other.total() >= EXPLAINS * suspect.total())
        .map(Suspect::component)
        .forEach(explaining::add);
    // A callee passes its errors on. Lateness and load are shared out where they are measured.
    if (suspect.faultTypes().get(0) == FaultType.CODE_IMAGE) {
      callees(component, topology).stream()
          .flatMap(callee -> Stream.ofNullable(alone.get(callee)))
          .filter(
              callee ->
                  callee.strengths().getOrDefault(FaultType.CODE_IMAGE, 0.0)
                      >= EXPLAINS * suspect.total())
          .map(Suspect::component)
          .forEach(explaining::add);
    }
    explaining.remove(component);
    double total = explaining.isEmpty() ? suspect.total() : suspect.total() * LEFT_UNEXPLAINED;
    return new Suspect(
        component, suspect.strengths(), total, suspect.evidence(), List.copyOf(explaining));
  }

  private static SortedSet<Component> callees(Component component, Topology topology) {
    SortedSet<Component> found = new TreeSet<>();
    Deque<Component> callers = new ArrayDeque<>(List.of(component));
    while (!callers.isEmpty()) {
      for (Component callee : topology.from(callers.remove(), Relation.CALLS)) {
        if (found.add(callee)) {
          callers.add(callee);
        }
      }
    }
    return found;
  }

  /** The one piece of a whole of several pieces that has trouble, if it is just one. */
  private static Optional<Component> brokenPiece(
      Component whole, Map<Component, Suspect> alone, Topology topology) {
    SortedSet<Component> pieces = topology.to(whole, Relation.PART_OF);
    List<Component> broken =
        pieces.stream()
            .flatMap(piece -> Stream.ofNullable(alone.get(piece)))
            .filter(piece -> strongest(piece) >= BROKEN)
            .map(Suspect::component)
            .toList();
    return pieces.size() > 1 && broken.size() == 1 ? Optional.of(broken.get(0)) : Optional.empty();
  }

  private static double strongest(Suspect suspect) {
    return suspect.strengths().values().stream().mapToDouble(s -> s).max().orElse(0);
  }
}
