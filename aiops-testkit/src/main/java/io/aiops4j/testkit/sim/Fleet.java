package io.aiops4j.testkit.sim;

import io.aiops4j.api.topology.Component;
import io.aiops4j.api.topology.ComponentKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;

/** What the fleet is made of; only placements and hidden states change. */
final class Fleet {
  static final ComponentKind RACK = ComponentKind.of("rack");

  final long seed;
  final long startMs;
  final SortedMap<Component, Entity> entities = new TreeMap<>();
  final List<Node> nodes = new ArrayList<>();
  final List<Job> jobs = new ArrayList<>();
  final List<Service> services = new ArrayList<>();

  Fleet(long seed, long startMs) {
    this.seed = seed;
    this.startMs = startMs;
  }

  Entity entity(ComponentKind kind, String name) {
    Entity entity = new Entity(Component.of(kind, name), seed, startMs);
    if (entities.put(entity.component, entity) != null) {
      throw new IllegalArgumentException(
          "The fleet already has a " + entity.component + "; give each component its own name");
    }
    return entity;
  }

  Entity find(Component component) {
    Entity entity = entities.get(component);
    if (entity == null) {
      throw new IllegalArgumentException(
          "The fleet has no " + component + "; it has " + entities.size() + " other components");
    }
    return entity;
  }

  /** A machine with its GPUs and network cards. */
  static final class Node {
    final Entity entity;
    final String name;
    final String rack;
    final List<Gpu> gpus = new ArrayList<>();
    final List<Nic> nics = new ArrayList<>();

    Node(Entity entity, String rack) {
      this.entity = entity;
      this.name = entity.component.name();
      this.rack = rack;
    }

    boolean takesWork() {
      return !entity.is(Condition.CORDONED) && entity.is(Condition.NODE_UP);
    }

    boolean hasPath() {
      return nics.isEmpty() || nics.stream().anyMatch(nic -> !nic.entity.is(Condition.ISOLATED));
    }
  }

  /** One GPU. */
  static final class Gpu {
    final Entity entity;
    final Node node;
    final int index;
    final String pci;
    final double ambient;
    final double kelvinPerWatt;
    final Heat heat;
    int heatEpoch;
    int watchedLevel = -1;
    int errorEpoch;

    Gpu(Entity entity, Node node, int index, long startMs) {
      this.entity = entity;
      this.node = node;
      this.index = index;
      this.pci = String.format(Locale.ROOT, "0000:%02x:00", 0x1b + 0x20 * index);
      this.ambient = entity.trait("ambient", 28, 31);
      this.kelvinPerWatt = entity.trait("cooling", 0.060, 0.064);
      this.heat = new Heat(startMs, ambient + kelvinPerWatt * GpuPhysics.IDLE_WATTS);
    }
  }

  /** One network card with one port. */
  static final class Nic {
    final Entity entity;
    final Node node;
    final int index;
    final String pci;
    int flapEpoch;

    Nic(Entity entity, Node node, int index) {
      this.entity = entity;
      this.node = node;
      this.index = index;
      this.pci = String.format(Locale.ROOT, "0000:%02x:00.0", 0x5e + 0x20 * index);
    }
  }

  /** A training job that needs all GPUs of some nodes. */
  static final class Job {
    final Entity entity;
    final int nodesWanted;
    final List<Long> placedAt = new ArrayList<>();
    final List<List<Node>> placements = new ArrayList<>();
    int epoch;
    int attempt;

    Job(Entity entity, int nodesWanted) {
      this.entity = entity;
      this.nodesWanted = nodesWanted;
    }

    List<Node> placement() {
      return placements.isEmpty() ? List.of() : placements.get(placements.size() - 1);
    }

    List<Node> placementAt(long ms) {
      List<Node> found = List.of();
      for (int i = 0; i < placedAt.size() && placedAt.get(i) <= ms; i++) {
        found = placements.get(i);
      }
      return found;
    }

    void place(long ms, List<Node> nodes) {
      placedAt.add(ms);
      placements.add(List.copyOf(nodes));
    }

    boolean uses(Node node) {
      return placement().contains(node);
    }
  }

  /** A service with its callees. */
  static final class Service {
    final Entity entity;
    final String name;
    final Entity host;
    final List<Service> callees = new ArrayList<>();
    final double ownMillis;
    int revision = 1;

    /** The revision to return to, last first. */
    final List<Release> past = new ArrayList<>();

    Release release = Release.GOOD;

    Service(Entity entity, Entity host) {
      this.entity = entity;
      this.name = entity.component.name();
      this.host = host;
      this.ownMillis = entity.trait("work", 5, 30);
      past.add(Release.GOOD);
    }
  }

  /** What a revision of a service does to its own requests. */
  record Release(double ownErrors, double slowdown, int unavailable) {
    static final Release GOOD = new Release(Condition.OWN_ERRORS.healthy(), 1, 0);
  }
}
