package io.aiops4j.testkit.sim;

import io.aiops4j.api.topology.Component;
import io.aiops4j.api.topology.Relation;
import io.aiops4j.api.topology.Topology;
import io.aiops4j.api.topology.TopologySource;
import java.time.Instant;

/** How the fleet hangs together, as of any instant up to now. */
final class SimTopology implements TopologySource {
  private final World world;

  SimTopology(World world) {
    this.world = world;
  }

  @Override
  public Topology asOf(Instant instant) {
    synchronized (world) {
      long ms = Math.min(instant.toEpochMilli(), world.nowMs());
      if (ms < world.fleet.startMs) {
        return Topology.empty();
      }
      Topology.Builder builder = Topology.builder();
      world.fleet.nodes.forEach(node -> add(builder, node));
      for (Fleet.Service service : world.fleet.services) {
        builder.edge(service.entity.component, Relation.RUNS_ON, service.host.component);
        for (Fleet.Service callee : service.callees) {
          builder.edge(service.entity.component, Relation.CALLS, callee.entity.component);
        }
      }
      builder.component(world.fleet.storage.component);
      builder.component(world.fleet.queue.component);
      for (Fleet.Job job : world.fleet.everyJob) {
        if (job.entity.startMs > ms
            || JobRunner.phase((int) job.entity.at(Condition.PHASE, ms)) == JobRunner.Phase.ENDED) {
          continue;
        }
        builder.component(job.entity.component);
        builder.edge(job.entity.component, Relation.CALLS, world.fleet.storage.component);
        for (Fleet.Node node : job.placementAt(ms)) {
          node.gpus.forEach(
              gpu -> builder.edge(job.entity.component, Relation.RUNS_ON, gpu.entity.component));
          node.nics.forEach(
              nic -> {
                if (nic.entity.at(Condition.ISOLATED, ms) == 0) {
                  builder.edge(job.entity.component, Relation.RUNS_ON, nic.entity.component);
                }
              });
        }
      }
      return builder.build();
    }
  }

  private static void add(Topology.Builder builder, Fleet.Node node) {
    Component rack = Component.of(Fleet.RACK, node.rack);
    Component leaf = Names.leaf(node.rack);
    builder.component(node.entity.component, "pool=training");
    builder.edge(node.entity.component, Relation.PART_OF, rack);
    builder.edge(leaf, Relation.PART_OF, rack);
    builder.edge(node.nvswitch.component, Relation.PART_OF, node.entity.component);
    node.pods.forEach(pod -> builder.edge(pod.component, Relation.RUNS_ON, node.entity.component));
    for (Fleet.Gpu gpu : node.gpus) {
      builder.component(gpu.entity.component, "pci=" + gpu.pci);
      builder.edge(gpu.entity.component, Relation.PART_OF, node.entity.component);
    }
    for (Fleet.Nic nic : node.nics) {
      builder.component(nic.entity.component, "pci=" + nic.pci);
      builder.edge(nic.entity.component, Relation.PART_OF, node.entity.component);
      builder.edge(nic.entity.component, Relation.RUNS_ON, leaf);
    }
  }
}
