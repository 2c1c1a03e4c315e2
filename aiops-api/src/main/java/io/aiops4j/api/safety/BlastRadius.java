package io.aiops4j.api.safety;

import static java.util.Objects.requireNonNull;

import io.aiops4j.api.action.PlanStep;
import io.aiops4j.api.action.RemediationPlan;
import io.aiops4j.api.topology.Component;
import io.aiops4j.api.topology.ComponentKind;
import io.aiops4j.api.topology.Topology;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What an action disturbs: its target, the pieces of it and all that runs on them.
 *
 * @param components sorted
 */
public record BlastRadius(SortedSet<Component> components) {
  /** Copies the set. */
  public BlastRadius {
    requireNonNull(components, "components");
    components = Collections.unmodifiableSortedSet(new TreeSet<>(components));
  }

  /**
   * {@return what a step disturbs}
   *
   * @param step one step
   * @param topology as of now
   */
  public static BlastRadius of(PlanStep step, Topology topology) {
    return new BlastRadius(topology.occupants(step.target()));
  }

  /**
   * {@return what a whole plan disturbs}
   *
   * @param plan any plan
   * @param topology as of now
   */
  public static BlastRadius of(RemediationPlan plan, Topology topology) {
    SortedSet<Component> all = new TreeSet<>();
    plan.steps().forEach(step -> all.addAll(topology.occupants(step.target())));
    return new BlastRadius(all);
  }

  /**
   * {@return how many components of a kind are disturbed}
   *
   * @param kind such as node
   */
  public int count(ComponentKind kind) {
    return (int) components.stream().filter(component -> component.kind().equals(kind)).count();
  }

  /**
   * {@return whether both disturb a common component}
   *
   * @param other another radius
   */
  public boolean intersects(BlastRadius other) {
    return components.stream().anyMatch(other.components::contains);
  }
}
