package io.aiops4j.testkit.sim;

import io.aiops4j.api.topology.Component;

/**
 * Which faults an action on a component can be said to have healed, if they went away by themselves
 * while it was under way: those of the component, of its pieces and of what it is a piece of, of
 * the job that runs there, and those that have a remedy for that component. A coincidence elsewhere
 * is nobody's merit.
 */
final class Reach {
  private Reach() {}

  /** {@return whether it reaches the cause of a fault now, while jobs are where they are} */
  static boolean of(World world, Component target, SimFault fault) {
    Component cause = fault.rootCause();
    return target.equals(cause)
        || hosts(world, target, cause)
        || hosts(world, cause, target)
        || fault.remedies().stream().anyMatch(remedy -> remedy.target().equals(target));
  }

  /** {@return whether the other is a piece of a node, or the place where a job runs} */
  private static boolean hosts(World world, Component whole, Component other) {
    Fleet.Node node = world.fleet.find(other).node;
    Object part = world.fleet.find(whole).part;
    return node != null && part != null && (part == node || part == node.job);
  }
}
