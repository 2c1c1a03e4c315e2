package io.aiops4j.testkit.faults;

import io.aiops4j.api.compaction.FaultType;
import java.util.List;

/** What goes wrong between GPUs: within a node and between nodes. */
final class InterconnectFaults {
  private static final String LLAMA_3 =
      "Llama 3 Herd of Models, root causes of 419 interruptions in 21.2 million GPU-hours: ";

  private InterconnectFaults() {}

  static List<IncidentClass> classes() {
    return List.of(
        new IncidentClass(
            "nvlink-gpu-link-error",
            "A link between a GPU and its peers drops",
            FaultType.HARDWARE,
            Place.GPU,
            1.74,
            LLAMA_3
                + "a quarter of the 148 of faulty GPUs, our split; Xid 74 after NVIDIA's catalogue",
            BrokenNvlink::new),
        new IncidentClass(
            "nvswitch-sxid",
            "The switch between the GPUs of a node has a fatal error",
            FaultType.HARDWARE,
            Place.NVSWITCH,
            0,
            "no rate published; SXids after the driver's list as in leptonai/gpud",
            BrokenNvswitch::new),
        new IncidentClass(
            "fabric-manager-down",
            "The fabric manager has stopped",
            FaultType.CONFIG,
            Place.FABRIC_MANAGER,
            0,
            "no rate published; NVIDIA fabric manager guide, gpu-operator issues 356 and 610",
            StoppedFabricManager::new),
        new IncidentClass(
            "ib-link-flap",
            "A port of the network drops every few minutes",
            FaultType.NETWORK,
            Place.NIC,
            1.98,
            LLAMA_3 + "35 of switches and cables, 7 of network cards; NCCL lines after net_ib",
            UnsteadyPort::new));
  }
}
