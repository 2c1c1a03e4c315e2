package io.aiops4j.testkit.faults;

import io.aiops4j.api.compaction.FaultType;
import java.util.List;

/** What goes wrong with nodes, their daemons, and what the nodes share. */
final class ClusterFaults {
  private static final String LLAMA_3 =
      "Llama 3 Herd of Models, root causes of 419 interruptions in 21.2 million GPU-hours: ";

  private ClusterFaults() {}

  static List<IncidentClass> classes() {
    return List.of(
        new IncidentClass(
            "node-not-ready",
            "The control plane hears nothing from a node",
            FaultType.UNKNOWN,
            Place.NODE,
            1.79,
            LLAMA_3
                + "32 of unplanned host maintenance, 2 each of chassis, CPU and memory; delays"
                + " after Kubernetes and slurmctld's ping_nodes",
            LostNode::new),
        new IncidentClass(
            "slurm-node-drain",
            "The batch scheduler has drained a node",
            FaultType.CONFIG,
            Place.NODE,
            0,
            "no rate published; lines after SchedMD/slurm slurmctld and slurmstepd",
            DrainedNode::of),
        new IncidentClass(
            "device-plugin-unhealthy",
            "The device plugin withholds GPUs that are well",
            FaultType.CONFIG,
            Place.DEVICE_PLUGIN,
            0,
            "no rate published; NVIDIA/k8s-device-plugin issues 111, 189 and 426",
            WithheldGpus::new),
        new IncidentClass(
            "telemetry-loss",
            "The exporter of a node's GPU metrics is down",
            FaultType.CONFIG,
            Place.DCGM_EXPORTER,
            0,
            "no rate published; NVIDIA/NVSentinel's runbook on failures of the GPU monitor",
            SilentExporter::new),
        new IncidentClass(
            "gpu-config-mismatch",
            "A driver roll-out left a kernel module that does not fit",
            FaultType.CONFIG,
            Place.NODE,
            0,
            "no rate published; the message is the driver's, see NVIDIA/gpu-operator",
            HalfUpgradedNode::new),
        new IncidentClass(
            "scheduler-starvation",
            "A forgotten cordon holds the node that a waiting job needs",
            FaultType.RESOURCE_EXHAUSTION,
            Place.QUEUE,
            0,
            "no rate published; InternLM/AcmeTrace, NVIDIA/k8s-device-plugin issue 33",
            StarvedQueue::new),
        new IncidentClass(
            "storage-checkpoint-stall",
            "The shared file system is overloaded and checkpoints wait",
            FaultType.RESOURCE_EXHAUSTION,
            Place.STORAGE,
            0.24,
            LLAMA_3 + "3 of disks, 2 of dependencies; arXiv 2605.09370 on saturated NFS",
            StalledStorage::new));
  }
}
