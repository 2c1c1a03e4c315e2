package io.aiops4j.testkit.policy;

import io.aiops4j.api.topology.Component;
import io.aiops4j.api.topology.ComponentKind;
import io.aiops4j.api.topology.Relation;
import io.aiops4j.api.topology.Topology;
import io.aiops4j.testkit.sim.SimCluster;
import java.util.List;

/** The fleet that situations are about unless a test brings its own. */
final class SampleFleet {
  private static final int NODES = 20;

  private SampleFleet() {}

  /**
   * Twenty nodes under two switches, each with a GPU and a network card; a job on the GPUs of the
   * first two, a service with a pod on every fifth, a queue and a volume. Nodes and their pieces
   * are named as in a {@link SimCluster}.
   */
  static Topology topology() {
    Topology.Builder fleet = Topology.builder();
    Component job = Component.of(ComponentKind.JOB, "job-1");
    Component service = Component.service("service-1");
    for (int i = 1; i <= NODES; i++) {
      Component node = SimCluster.node(i);
      Component gpu = SimCluster.gpu(i, 0);
      Component nic = SimCluster.nic(i, 0);
      Component leaf = Component.of(ComponentKind.SWITCH, "leaf-" + (1 + (i - 1) / (NODES / 2)));
      fleet
          .edge(gpu, Relation.PART_OF, node)
          .edge(nic, Relation.PART_OF, node)
          .edge(nic, Relation.RUNS_ON, leaf);
      if (i <= 2) {
        fleet.edge(job, Relation.RUNS_ON, gpu);
      }
      if (i % 5 == 0) {
        Component pod = new Component(ComponentKind.POD, "default", "pod-" + i / 5, "uid-" + i);
        fleet.edge(pod, Relation.RUNS_ON, node).edge(pod, Relation.PART_OF, service);
      }
    }
    return fleet
        .component(Component.of(ComponentKind.QUEUE, "queue-1"))
        .component(Component.of(ComponentKind.STORAGE, "volume-1"))
        .build();
  }

  /** All components of a kind, in the order of the topology. */
  static List<Component> of(ComponentKind kind, Topology topology) {
    return topology.components().stream()
        .filter(component -> component.kind().equals(kind))
        .toList();
  }
}
