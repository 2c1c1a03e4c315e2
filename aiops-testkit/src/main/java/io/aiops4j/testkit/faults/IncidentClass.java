package io.aiops4j.testkit.faults;

import static java.util.Objects.requireNonNull;

import io.aiops4j.api.compaction.FaultType;
import io.aiops4j.api.topology.Component;
import io.aiops4j.testkit.sim.SimCluster;
import io.aiops4j.testkit.sim.SimFault;
import java.util.List;
import java.util.function.Function;

/**
 * A class of incidents that can be injected.
 *
 * @param id such as {@code gpu-thermal-throttle}
 * @param title a few words
 * @param faultType what sort of fault
 * @param place where it may strike
 * @param perMillionGpuHours how often it is published to happen; 0 where nothing is published
 * @param source where facts and rate are from
 * @param factory makes one at a component
 */
public record IncidentClass(
    String id,
    String title,
    FaultType faultType,
    Place place,
    double perMillionGpuHours,
    String source,
    Function<Component, SimFault> factory) {
  /** Checks the parts. */
  public IncidentClass {
    requireNonNull(id, "id");
    requireNonNull(title, "title");
    requireNonNull(faultType, "faultType");
    requireNonNull(place, "place");
    requireNonNull(source, "source");
    requireNonNull(factory, "factory");
    if (!(perMillionGpuHours >= 0) || Double.isInfinite(perMillionGpuHours)) {
      throw new IllegalArgumentException(
          "The rate of " + id + " is " + perMillionGpuHours + "; give 0 or more");
    }
  }

  /**
   * {@return one such fault}
   *
   * @param component the component to blame; one that the place accepts
   */
  public SimFault on(Component component) {
    place.check(id, component);
    return factory.apply(component);
  }

  /**
   * {@return one such fault somewhere in a fleet as it is now}
   *
   * @param fleet which
   * @param seed decides where
   */
  public SimFault somewhere(SimCluster fleet, long seed) {
    List<Component> candidates = place.candidates(fleet);
    if (candidates.isEmpty()) {
      throw new IllegalArgumentException(
          id + " strikes " + place + ", and this fleet has none; build one that has");
    }
    return on(candidates.get(Math.floorMod(Draws.mix(seed, id), candidates.size())));
  }
}
