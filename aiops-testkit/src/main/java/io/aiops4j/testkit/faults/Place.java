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
  GPU(ComponentKind.GPU, "a GPU"),
  /** A network card. */
  NIC(ComponentKind.NIC, "a network card"),
  /** A GPU node. */
  NODE(ComponentKind.NODE, "a GPU node"),
  /** The switch between the GPUs of a node. */
  NVSWITCH(ComponentKind.SWITCH, "the switch between the GPUs of a node"),
  /** A training job. */
  JOB(ComponentKind.JOB, "a job"),
  /** A service. */
  SERVICE(ComponentKind.SERVICE, "a service"),
  /** The exporter of a node's GPU metrics. */
  DCGM_EXPORTER(ComponentKind.POD, "the pod of an exporter of GPU metrics"),
  /** What offers a node's GPUs to the scheduler. */
  DEVICE_PLUGIN(ComponentKind.POD, "the pod of a device plugin"),
  /** What sets up the switches of a node. */
  FABRIC_MANAGER(ComponentKind.POD, "the pod of a fabric manager"),
  /** The file system of the checkpoints. */
  STORAGE(ComponentKind.STORAGE, "the storage"),
  /** The queue of the jobs. */
  QUEUE(ComponentKind.QUEUE, "the queue");

  private final ComponentKind kind;
  private final String what;

  Place(ComponentKind kind, String what) {
    this.kind = kind;
    this.what = what;
  }

  /** {@return the kind of the component to blame} */
  public ComponentKind kind() {
    return kind;
  }

  /**
   * {@return whether it may strike a component: one of its kind, and where the kind has several
   * sorts, of its sort}
   *
   * @param component any
   */
  public boolean accepts(Component component) {
    return component.kind().equals(kind)
        && switch (this) {
          case NODE -> SimCluster.isGpuNode(component);
          case NVSWITCH -> SimCluster.isNvswitch(component);
          case DCGM_EXPORTER -> isOf(Daemon.DCGM_EXPORTER, component);
          case DEVICE_PLUGIN -> isOf(Daemon.DEVICE_PLUGIN, component);
          case FABRIC_MANAGER -> isOf(Daemon.FABRIC_MANAGER, component);
          default -> true;
        };
  }

  /** Says what is wrong with a component that it may not strike. */
  void check(String id, Component component) {
    if (!accepts(component)) {
      throw new IllegalArgumentException(
          id + " strikes " + what + ", not " + component + "; name " + what);
    }
  }

  /**
   * {@return the components it may be, by name}
   *
   * @param fleet as it is now
   */
  public List<Component> candidates(SimCluster fleet) {
    List<Component> all = fleet.components(kind).stream().filter(this::accepts).toList();
    return switch (this) {
      case GPU, NIC, NODE -> busyFirst(all, component -> works(fleet, component));
      case JOB -> all.stream().filter(job -> !fleet.isBatch(job)).toList();
      case NVSWITCH -> busyFirst(all, part -> works(fleet, SimCluster.nodeOf(part)));
      default -> all;
    };
  }

  /** A small job would soon be gone, and the fault with it. */
  private static boolean works(SimCluster fleet, Component component) {
    return fleet.jobOn(component).filter(job -> !fleet.isBatch(job)).isPresent();
  }

  private static boolean isOf(Daemon daemon, Component pod) {
    return pod.name().startsWith(daemon.podName());
  }

  private static List<Component> busyFirst(List<Component> all, Predicate<Component> busy) {
    List<Component> found = all.stream().filter(busy).toList();
    return found.isEmpty() ? all : found;
  }
}
