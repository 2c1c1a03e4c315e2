package io.aiops4j.testkit.sim;

import io.aiops4j.api.topology.Component;
import io.aiops4j.api.topology.ComponentKind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Puts a fleet together as its builder wants it; every part healthy. */
final class Assembly {
  private static final int NODES_PER_RACK = 8;

  private Assembly() {}

  static Fleet of(SimCluster.Builder wanted) {
    Fleet fleet = new Fleet(wanted.seed, wanted.start.toEpochMilli(), wanted.noise.profile());
    for (int n = 1; n <= wanted.nodes; n++) {
      addNode(fleet, n, wanted);
    }
    Map<String, Integer> wantedJobs =
        wanted.jobs.isEmpty() ? defaultJobs(wanted.nodes) : wanted.jobs;
    wantedJobs.forEach(
        (name, size) -> fleet.addJob(fleet.entity(SimCluster.job(name), fleet.startMs), size));
    addServices(fleet, wanted.services.isEmpty() ? defaultServices() : wanted.services);
    return fleet;
  }

  private static void addNode(Fleet fleet, int number, SimCluster.Builder wanted) {
    Component name = Names.node(number);
    String rack = "rack-" + (1 + (number - 1) / NODES_PER_RACK);
    Component leaf = Names.leaf(rack);
    if (!fleet.entities.containsKey(leaf)) {
      fleet.entity(leaf, fleet.startMs);
    }
    Fleet.Node node =
        new Fleet.Node(
            fleet.entity(name, fleet.startMs),
            rack,
            fleet.entity(Names.nvswitch(name), fleet.startMs));
    for (int i = 0; i < wanted.gpusPerNode; i++) {
      Entity entity = fleet.entity(Names.gpu(number, i), fleet.startMs);
      node.add(new Fleet.Gpu(entity, node, i, fleet.startMs));
    }
    for (int i = 0; i < wanted.nicsPerNode; i++) {
      node.add(new Fleet.Nic(fleet.entity(Names.nic(number, i), fleet.startMs), node, i));
    }
    for (Daemon daemon : Daemon.values()) {
      node.addPod(fleet.entity(Names.pod(daemon, name), fleet.startMs));
    }
    fleet.nodes.add(node);
  }

  private static Map<String, Integer> defaultJobs(int nodes) {
    return Map.of("llm-7b", Math.max(1, nodes - 1));
  }

  private static Map<String, List<String>> defaultServices() {
    Map<String, List<String>> graph = new LinkedHashMap<>();
    graph.put("feature-store", List.of());
    graph.put("session-cache", List.of());
    graph.put("embedder", List.of());
    graph.put("ranker", List.of("embedder", "feature-store"));
    graph.put("gateway", List.of("ranker", "session-cache"));
    return graph;
  }

  private static Entity host(Fleet fleet, String name) {
    return fleet.entity(Component.of(ComponentKind.NODE, name), fleet.startMs);
  }

  private static void addServices(Fleet fleet, Map<String, List<String>> graph) {
    List<Entity> hosts = new ArrayList<>();
    hosts.add(host(fleet, "cpu-01"));
    hosts.add(host(fleet, "cpu-02"));
    graph.forEach(
        (name, calls) -> {
          Entity host = hosts.get(fleet.services.size() % hosts.size());
          Fleet.Service service =
              new Fleet.Service(fleet.entity(Component.service(name), fleet.startMs), host);
          for (String callee : calls) {
            service.callees.add(
                fleet.services.stream()
                    .filter(known -> known.name.equals(callee))
                    .findFirst()
                    .orElseThrow(
                        () ->
                            new IllegalArgumentException(
                                name + " calls " + callee + ", which must be added before")));
          }
          fleet.services.add(service);
        });
  }
}
