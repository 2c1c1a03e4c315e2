package io.aiops4j.testkit.sim;

import io.aiops4j.api.topology.Component;
import io.aiops4j.api.topology.ComponentKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What the fleet is made of; only jobs, placements and hidden states change. */
final class Fleet {
  static final ComponentKind RACK = ComponentKind.of("rack");

  final long seed;
  final long startMs;
  final NoiseProfile noise;
  final SortedMap<Component, Entity> entities = new TreeMap<>();
  final List<Node> nodes = new ArrayList<>();

  /** Those that have not ended. */
  final List<Job> jobs = new ArrayList<>();

  /** All there ever were. */
  final List<Job> everyJob = new ArrayList<>();

  final List<Service> services = new ArrayList<>();
  final Entity storage;
  final Entity queue;

  /** How many jobs wait. */
  final History waiting;

  Fleet(long seed, long startMs, NoiseProfile noise) {
    this.seed = seed;
    this.startMs = startMs;
    this.noise = noise;
    this.storage = entity(Names.STORAGE, startMs);
    this.queue = entity(Names.QUEUE, startMs);
    this.waiting = new History(startMs, 0);
  }

  Entity entity(Component component, long sinceMs) {
    Entity entity = new Entity(component, seed, sinceMs);
    if (entities.put(component, entity) != null) {
      throw new IllegalArgumentException(
          "The fleet already has a " + component + "; give each component its own name");
    }
    return entity;
  }

  Entity find(Component component) {
    Entity entity = entities.get(component);
    if (entity == null) {
      List<String> alike =
          entities.keySet().stream()
              .filter(known -> known.kind().equals(component.kind()))
              .map(Component::toString)
              .limit(8)
              .toList();
      throw new IllegalArgumentException(
          "The fleet has no "
              + component
              + "; "
              + (alike.isEmpty()
                  ? "it has no component of kind " + component.kind()
                  : "choose one such as " + String.join(", ", alike)));
    }
    return entity;
  }

  /** {@return a job that is new and waits} */
  Job addJob(Entity entity, int nodesWanted) {
    Job job = new Job(entity, nodesWanted, everyJob.size());
    jobs.add(job);
    everyJob.add(job);
    return job;
  }

  /** A machine with its GPUs, network cards, switch of the GPUs, and daemons. */
  static final class Node {
    final Entity entity;
    final String name;
    final String rack;
    final List<Gpu> gpus = new ArrayList<>();
    final List<Nic> nics = new ArrayList<>();
    final Entity nvswitch;
    final List<Entity> pods = new ArrayList<>();

    /** The job that has the node; kept by {@link Job#place}. */
    @Nullable Job job;

    /** What GPU programs say as they fail to start, by the place that is to blame. */
    final SortedMap<Component, StartError> startErrors = new TreeMap<>();

    Node(Entity entity, String rack, Entity nvswitch) {
      this.entity = entity;
      this.name = entity.component.name();
      this.rack = rack;
      this.nvswitch = nvswitch;
      own(entity);
      own(nvswitch);
      entity.part = this;
    }

    void add(Gpu gpu) {
      gpus.add(gpu);
      own(gpu.entity);
      gpu.entity.part = gpu;
    }

    void add(Nic nic) {
      nics.add(nic);
      own(nic.entity);
      nic.entity.part = nic;
    }

    void addPod(Entity pod) {
      pods.add(pod);
      own(pod);
    }

    /** {@return the node itself and the pieces of its hardware} */
    List<Entity> everything() {
      List<Entity> found = new ArrayList<>(List.of(entity, nvswitch));
      gpus.forEach(gpu -> found.add(gpu.entity));
      nics.forEach(nic -> found.add(nic.entity));
      return found;
    }

    /** {@return whether something on it did not work as it should at an instant} */
    boolean ailed(long ms) {
      return entity.rateAt(ms) < 1 || gpus.stream().anyMatch(gpu -> gpu.ailed(ms));
    }

    Entity exporter() {
      return pods.get(Daemon.DCGM_EXPORTER.ordinal());
    }

    private void own(Entity piece) {
      piece.node = this;
    }

    boolean takesWork() {
      return !entity.is(Condition.CORDONED)
          && !entity.is(Condition.SCHEDULER_DRAINED)
          && entity.is(Condition.NODE_UP)
          && entity.is(Condition.NODE_READY)
          && entity.now(Condition.WITHHELD_GPUS) == 0
          && gpus.stream().allMatch(gpu -> gpu.entity.is(Condition.PRESENT));
    }

    boolean hasPath() {
      return nics.isEmpty() || nics.stream().anyMatch(nic -> !nic.entity.is(Condition.ISOLATED));
    }
  }

  /** What the rank at a place says as it fails to start. */
  record StartError(int index, String error) {}

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
      this.pci = String.format(Locale.ROOT, "0000:%02x:00", 0x1b + 0x20 * index & 0xff);
      this.ambient = entity.trait("ambient", 28, 31);
      this.kelvinPerWatt = entity.trait("cooling", 0.060, 0.064);
      this.heat = new Heat(startMs, ambient + kelvinPerWatt * GpuPhysics.IDLE_WATTS);
    }

    boolean ailed(long ms) {
      return entity.at(Condition.PRESENT, ms) == 0
          || entity.rateAt(ms) < 1
          || entity.at(Condition.THROTTLE, ms) == 2;
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
      this.pci = String.format(Locale.ROOT, "0000:%02x:00.0", 0x5e + 0x20 * index & 0xff);
    }
  }

  /** A training job that needs all GPUs of some nodes. */
  static final class Job {
    final Entity entity;
    final int nodesWanted;

    /** Which one it is of all there were, from 0. */
    final int number;

    /** Whether it goes where others leave room, and gives way to them. */
    boolean givesWay;

    /** What is said of it when its time is over. */
    String outcome = "completed";

    final List<Long> placedAt = new ArrayList<>();
    final List<List<Node>> placements = new ArrayList<>();
    int epoch;
    int attempt;

    /** How long it runs once it runs; 0 for ever. */
    long leftMs;

    /** Whether it hangs because a part gets nowhere, and goes on when that part does. */
    boolean stuck;

    int writeEpoch;
    long writeBegunMs;
    long writeSinceMs;
    double writeLeftMs;
    double writeSlowdown = 1;

    Job(Entity entity, int nodesWanted, int number) {
      this.entity = entity;
      this.nodesWanted = nodesWanted;
      this.number = number;
      entity.part = this;
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
      placement().forEach(node -> node.job = null);
      nodes.forEach(node -> node.job = this);
      placedAt.add(ms);
      placements.add(List.copyOf(nodes));
    }
  }

  /** A service with its callees. */
  static final class Service {
    final Entity entity;
    final String name;
    final Entity host;
    final List<Service> callees = new ArrayList<>();
    final double ownMillis;
    final long lossKey;
    final long lateKey;

    /** Its pods, all there ever were. */
    final List<Replica> replicas = new ArrayList<>();

    int revision = 1;

    /** The revision to return to, last first. */
    final List<Release> past = new ArrayList<>();

    Release release = Release.GOOD;

    Service(Entity entity, Entity host) {
      this.entity = entity;
      this.name = entity.component.name();
      this.host = host;
      this.ownMillis = entity.trait("work", 5, 30);
      this.lossKey = Noise.key(entity.key, "span-loss");
      this.lateKey = Noise.key(entity.key, "span-late");
      past.add(Release.GOOD);
      entity.part = this;
      scale(entity.startMs, (int) Condition.REPLICAS.healthy());
    }

    /** More pods come, or the oldest go. */
    void scale(long ms, int wanted) {
      List<Replica> alive = replicasAt(ms);
      for (int i = 0; i < alive.size() - wanted; i++) {
        alive.get(i).untilMs = ms;
      }
      for (int i = alive.size(); i < wanted; i++) {
        replicas.add(new Replica(this, replicas.size(), ms));
      }
    }

    /** Another pod takes the place of each one that the condition is true for. */
    void replace(long ms, Predicate<Replica> which) {
      for (Replica old : List.copyOf(replicas)) {
        if (old.livesAt(ms) && which.test(old)) {
          old.untilMs = ms;
          replicas.add(new Replica(this, replicas.size(), ms));
        }
      }
    }

    List<Replica> replicasAt(long ms) {
      return replicas.stream().filter(replica -> replica.livesAt(ms)).toList();
    }
  }

  /** What a revision of a service does to its own requests. */
  record Release(double ownErrors, double slowdown, int unavailable) {
    static final Release GOOD = new Release(Condition.OWN_ERRORS.healthy(), 1, 0);
  }
}
