package io.aiops4j.testkit.sim;

import io.aiops4j.api.topology.Component;
import io.aiops4j.api.topology.ComponentKind;
import java.util.Locale;

/** How components of the simulated fleet are called. */
final class Names {
  static final Component STORAGE = Component.of(ComponentKind.STORAGE, "scratch");
  static final Component QUEUE = Component.of(ComponentKind.QUEUE, "training");

  private Names() {}

  static Component node(int number) {
    return Component.of(ComponentKind.NODE, String.format(Locale.ROOT, "node-%02d", number));
  }

  static Component gpu(int node, int index) {
    return gpu(node(node), index);
  }

  static Component gpu(Component node, int index) {
    return Component.of(ComponentKind.GPU, node.name() + "/gpu-" + index);
  }

  static Component nic(int node, int index) {
    return Component.of(ComponentKind.NIC, node(node).name() + "/mlx5-" + index);
  }

  static Component nvswitch(Component node) {
    return Component.of(ComponentKind.SWITCH, node.name() + "/nvswitch-0");
  }

  static Component leaf(String rack) {
    return Component.of(ComponentKind.SWITCH, rack + "/leaf-0");
  }

  static Component pod(Daemon daemon, Component node) {
    return Component.of(ComponentKind.POD, daemon.podName() + "-" + node.name());
  }

  /** {@return the node that a piece such as a GPU or a daemon's pod belongs to} */
  static Component nodeOf(Component piece) {
    for (Daemon daemon : Daemon.values()) {
      String prefix = daemon.podName() + "-";
      if (piece.kind().equals(ComponentKind.POD) && piece.name().startsWith(prefix)) {
        return Component.of(ComponentKind.NODE, piece.name().substring(prefix.length()));
      }
    }
    int slash = piece.name().indexOf('/');
    if (slash < 0) {
      throw new IllegalArgumentException(piece + " is not a piece of a node");
    }
    return Component.of(ComponentKind.NODE, piece.name().substring(0, slash));
  }
}
