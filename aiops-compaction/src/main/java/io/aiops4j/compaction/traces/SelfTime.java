package io.aiops4j.compaction.traces;

import io.aiops4j.api.Canonical;
import io.aiops4j.api.compaction.Evidence;
import io.aiops4j.api.compaction.FaultType;
import io.aiops4j.api.compaction.Shape;
import io.aiops4j.api.telemetry.Modality;
import io.aiops4j.api.topology.Component;
import io.aiops4j.compaction.stats.Samples;
import io.aiops4j.compaction.stats.Tails;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Work that takes a component longer by itself: durations of its spans without children.
 *
 * <p>Only support: it tells a starved process (slow by itself) from a slow network, and says so
 * with the attribute {@code supports}. It speaks for no fault type, because many causes make work
 * slow.
 */
final class SelfTime {
  static final String KIND = "trace.self-time";
  private static final int LEAST = 5;
  private static final double LEAST_STRENGTH = 1;

  private record Millis(List<Double> reference, List<Double> observed) {}

  private SelfTime() {}

  static List<Evidence> evidence(CallForest forest, double materialMillis, Witness witness) {
    Map<Component, Millis> leaves = new TreeMap<>();
    for (CallTree tree : forest.trees()) {
      for (int i = 0; i < tree.size(); i++) {
        if (tree.children()[i].length == 0) {
          Component component = forest.names().component(tree.type()[i]);
          Millis millis =
              leaves.computeIfAbsent(
                  component, c -> new Millis(new ArrayList<>(), new ArrayList<>()));
          boolean observed = tree.window() == forest.observed();
          (observed ? millis.observed() : millis.reference()).add(tree.millis()[i]);
        }
      }
    }
    List<Evidence> evidence = new ArrayList<>();
    leaves.forEach(
        (component, millis) -> {
          if (millis.reference().size() >= LEAST && millis.observed().size() >= LEAST) {
            double[] before = array(millis.reference());
            double[] now = array(millis.observed());
            double shift = Samples.median(now) - Samples.median(before);
            double strength = Tails.higher(now, before);
            if (strength >= LEAST_STRENGTH && shift > 0 && shift >= 0.1 * materialMillis) {
              evidence.add(line(forest, witness, component, before, now, shift, strength));
            }
          }
        });
    return evidence;
  }

  private static Evidence line(
      CallForest forest,
      Witness witness,
      Component component,
      double[] before,
      double[] now,
      double shift,
      double strength) {
    return witness
        .of(Modality.TRACES, component, KIND, Set.of(component))
        .strength(strength)
        .magnitude(shift, "ms")
        .shape(Shape.LEVEL_SHIFT)
        .trust(forest.trust())
        .statement(
            component.name()
                + " works longer by itself: median "
                + Canonical.number(Samples.median(before))
                + " ms of "
                + before.length
                + " -> "
                + Canonical.number(Samples.median(now))
                + " ms of "
                + now.length
                + " spans without children")
        .attributes(Map.of("supports", FaultType.RESOURCE_EXHAUSTION.wireName()))
        .build();
  }

  private static double[] array(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }
}
