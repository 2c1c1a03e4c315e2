package io.aiops4j.guardrails;

import io.aiops4j.api.safety.Decision;
import io.aiops4j.api.safety.GuardrailPolicy;
import io.aiops4j.api.safety.PolicyContext;
import io.aiops4j.api.topology.Component;
import io.aiops4j.api.topology.Relation;
import io.aiops4j.api.topology.Topology;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Denies what would disturb a protected component: one with the trait {@value #TRAIT} in the
 * topology, or one that is named here.
 *
 * <p>A piece of a protected component is protected as well. A name without incarnation protects
 * every incarnation. Judged anew at each dispatch, so that a protection set in the meantime counts.
 *
 * @param named protected besides those with the trait, sorted
 */
public record ProtectedComponents(SortedSet<Component> named) implements GuardrailPolicy {
  /** The trait of a component that nobody but a person may disturb. */
  public static final String TRAIT = "protected";

  /** Copies the set. */
  public ProtectedComponents {
    named = Collections.unmodifiableSortedSet(new TreeSet<>(named));
  }

  /** {@return the policy that protects by trait alone} */
  public static ProtectedComponents byTrait() {
    return new ProtectedComponents(Collections.emptySortedSet());
  }

  /**
   * {@return the policy that protects those components, and those with the trait}
   *
   * @param components to protect
   */
  public static ProtectedComponents naming(Component... components) {
    return new ProtectedComponents(new TreeSet<>(Set.of(components)));
  }

  @Override
  public String id() {
    return "protected-components" + (named.isEmpty() ? "" : " " + named);
  }

  @Override
  public Decision judge(PolicyContext context) {
    Topology topology = context.topology();
    SortedSet<Component> disturbed = new TreeSet<>(context.blast().components());
    disturbed.addAll(wholes(context.step().target(), topology));
    Optional<Component> hit =
        disturbed.stream().filter(component -> isProtected(component, topology)).findFirst();
    if (hit.isEmpty()) {
      return new Decision.Allow("Nothing protected is disturbed");
    }
    return new Decision.Deny(
        context.step() + " would disturb " + hit.get() + ", which is protected",
        "Act yourself, move " + hit.get() + " away first, or end its protection");
  }

  private boolean isProtected(Component component, Topology topology) {
    return topology.traits(component).contains(TRAIT)
        || named.contains(component)
        || named.contains(component.role());
  }

  /** What the target is a piece of, at any depth. */
  private static SortedSet<Component> wholes(Component target, Topology topology) {
    SortedSet<Component> found = new TreeSet<>();
    Deque<Component> open = new ArrayDeque<>(topology.from(target, Relation.PART_OF));
    while (!open.isEmpty()) {
      Component next = open.remove();
      if (found.add(next)) {
        open.addAll(topology.from(next, Relation.PART_OF));
      }
    }
    return found;
  }
}
