package io.aiops4j.testkit.sim;

import io.aiops4j.api.topology.ComponentKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which metrics a component has. */
final class Metrics {
  private final World world;
  private final Map<Entity, List<Metric>> known = new HashMap<>();

  Metrics(World world) {
    this.world = world;
  }

  /** {@return the metrics of a component, in the order they are exported} */
  List<Metric> of(Entity entity) {
    List<Metric> found = known.get(entity);
    if (found == null) {
      found = new ArrayList<>(make(entity));
      known.put(entity, found);
    }
    return found;
  }

  void add(Metric metric) {
    of(metric.entity()).add(metric);
  }

  private List<Metric> make(Entity entity) {
    if (entity.part instanceof Fleet.Gpu gpu) {
      return Exports.of(gpu);
    }
    if (entity.part instanceof Fleet.Nic nic) {
      return Exports.of(nic);
    }
    if (entity.part instanceof Fleet.Job job) {
      return Exports.of(job, world.fleet.nodes.get(0).gpus.size());
    }
    if (entity.part instanceof Fleet.Service service) {
      return Exports.of(service, world.fleet.noise.load());
    }
    ComponentKind kind = entity.component.kind();
    if (kind.equals(ComponentKind.NODE)) {
      return Exports.ofNode(entity);
    }
    if (kind.equals(ComponentKind.POD)) {
      return Exports.ofPod(entity);
    }
    if (kind.equals(ComponentKind.SWITCH)) {
      return Exports.ofSwitch(entity);
    }
    if (entity == world.fleet.storage) {
      return Exports.ofStorage(entity);
    }
    return entity == world.fleet.queue ? Exports.ofQueue(world.fleet) : List.of();
  }
}
