package io.aiops4j.testkit.junit;

import io.aiops4j.testkit.sim.SimCluster;

/**
 * Says what the fleet of a {@link FleetTest} is made of. Needs a constructor without parameters.
 */
@FunctionalInterface
public interface FleetRecipe {
  /**
   * Sets the options of a fleet. The seed is set afterwards.
   *
   * @param fleet of the default fleet
   */
  void prepare(SimCluster.Builder fleet);

  /** The default fleet. */
  final class Standard implements FleetRecipe {
    /** Makes the recipe. */
    public Standard() {}

    @Override
    public void prepare(SimCluster.Builder fleet) {
      // The builder's own defaults are the standard fleet.
    }
  }
}
