package io.aiops4j.guardrails;

import io.aiops4j.api.safety.BlastRadius;
import io.aiops4j.api.topology.Component;

/**
 * Compares components by role: a pod or node that came back under a new UID is still the one that
 * was treated, or else an action that replaces its target would reset its own budget.
 */
final class Roles {
  private Roles() {}

  static boolean same(Component one, Component other) {
    return one.role().equals(other.role());
  }

  static boolean holds(BlastRadius blast, Component component) {
    return blast.components().stream().anyMatch(held -> same(held, component));
  }
}
