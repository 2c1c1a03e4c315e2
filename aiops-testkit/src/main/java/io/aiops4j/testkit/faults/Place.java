package io.aiops4j.testkit.faults;

import io.aiops4j.api.topology.Component;
import io.aiops4j.api.topology.ComponentKind;
import io.aiops4j.testkit.sim.Daemon;
import io.aiops4j.testkit.sim.SimCluster;
import java.util.List;
import java.util.function.Predicate;

/** Where a class of incidents may strike; parts at work rather than idle ones, if there are any. */
public enum Place {
  /** A GPU. */
  GPU(ComponentKind.GPU),
  /** A network card. */
  NIC(ComponentKind.NIC),
  /** A GPU node. */
  NODE(ComponentKind.NODE),
  /** The switch between the GPUs of a node. */
  NVSWITCH(ComponentKind.SWITCH),
  /** A training job. */
  JOB(ComponentKind.JOB),
  /** A service. */
  SERVICE(ComponentKind.SERVICE),
  /** The exporter of a node's GPU metrics. */
  DCGM_EXPORTER(ComponentKind.POD),
  /** What offers a node's GPUs to the scheduler. */
  DEVICE_PLUGIN(ComponentKind.POD),
  /** What sets up the switches of a node. */
  FABRIC_MANAGER(ComponentKind.POD),
  /** The file system of the checkpoints. */
  STORAGE(ComponentKind.STORAGE),
  /** The queue of the jobs. */
  QUEUE(ComponentKind.QUEUE);

  private final ComponentKind kind;

  Place(ComponentKind kind) {
    this.kind = kind;
  }

  /** {@return the kind of the component to blame} */
  public ComponentKind kind() {
    return kind;
  }

  /**
   * {@return the components it may be, by name}
   *
   * @param fleet as it is now
   */
  public List<Component> candidates(SimCluster fleet) {
    List<Component> all = fleet.components(kind);
    return switch (this) {
      case GPU, NIC -> busyFirst(all, component -> works(fleet, component));
      case JOB -> all.stream().filter(job -> !fleet.isBatch(job)).toList();
      case NODE -> {
        List<Component> gpuNodes = all.stream().filter(node -> SimCluster.isGpuNode(node)).toList();
        yield busyFirst(gpuNodes, node -> works(fleet, node));
      }
      case NVSWITCH -> {
        List<Component> inside = all.stream().filter(SimCluster::isNvswitch).toList();
        yield busyFirst(inside, part -> works(fleet, SimCluster.nodeOf(part)));
      }
      case DCGM_EXPORTER -> of(Daemon.DCGM_EXPORTER, all);
      case DEVICE_PLUGIN -> of(Daemon.DEVICE_PLUGIN, all);
      case FABRIC_MANAGER -> of(Daemon.FABRIC_MANAGER, all);
      default -> all;
    };
  }

  /** A small job would soon be gone, and the fault with it. */
  private static boolean works(SimCluster fleet, Component component) {
    return fleet.jobOn(component).filter(job -> !fleet.isBatch(job)).isPresent();
  }

  private static List<Component> of(Daemon daemon, List<Component> pods) {
    return pods.stream().filter(pod -> pod.name().startsWith(daemon.podName())).toList();
  }

  private static List<Component> busyFirst(List<Component> all, Predicate<Component> busy) {
    List<Component> found = all.stream().filter(busy).toList();
    return found.isEmpty() ? all : found;
  }
}
