package io.aiops4j.compaction.traces;

import io.aiops4j.api.Canonical;
import io.aiops4j.api.compaction.Evidence;
import io.aiops4j.api.compaction.FaultType;
import io.aiops4j.api.compaction.Shape;
import io.aiops4j.api.telemetry.Modality;
import io.aiops4j.api.topology.Component;
import io.aiops4j.compaction.stats.Tails;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

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

  private static final class Millis {
    private final Values reference = new Values();
    private final Values observed = new Values();
  }

  private SelfTime() {}

  static List<Evidence> evidence(Forest forest, double materialMillis, Witness witness) {
    @Nullable Millis[] leaves = new @Nullable Millis[forest.names().components()];
    for (int tree = 0; tree < forest.trees; tree++) {
      boolean observed = forest.isObserved(tree);
      for (int span = forest.from[tree]; span < forest.from[tree + 1]; span++) {
        if (forest.firstChild[span] == forest.childrenEnd(tree, span)) {
          int component = forest.component(span);
          Millis millis = leaves[component];
          if (millis == null) {
            millis = new Millis();
            leaves[component] = millis;
          }
          (observed ? millis.observed : millis.reference).add(forest.millis(span));
        }
      }
    }
    List<Evidence> evidence = new ArrayList<>();
    for (int component = 0; component < leaves.length; component++) {
      Millis millis = leaves[component];
      if (millis != null && millis.reference.size() >= LEAST && millis.observed.size() >= LEAST) {
        double shift = millis.observed.median() - millis.reference.median();
        // First what is cheap: ranking all spans is not.
        if (shift > 0 && shift >= 0.1 * materialMillis) {
          double strength = Tails.higher(millis.observed.array(), millis.reference.array());
          if (strength >= LEAST_STRENGTH) {
            Component who = forest.names().componentAt(component);
            evidence.add(line(forest, witness, who, millis, shift, strength));
          }
        }
      }
    }
    return evidence;
  }

  private static Evidence line(
      Forest forest,
      Witness witness,
      Component component,
      Millis millis,
      double shift,
      double strength) {
    return witness
        .of(Modality.TRACES, component, KIND, Set.of(component))
        .strength(strength)
        .magnitude(shift, "ms")
        .shape(Shape.LEVEL_SHIFT)
        .trust(forest.trust(forest.names().component(component)))
        .statement(
            component.name()
                + " works longer by itself: median "
                + Canonical.number(millis.reference.median())
                + " ms of "
                + millis.reference.size()
                + " -> "
                + Canonical.number(millis.observed.median())
                + " ms of "
                + millis.observed.size()
                + " spans without children")
        .attributes(Map.of("supports", FaultType.RESOURCE_EXHAUSTION.wireName()))
        .build();
  }
}
