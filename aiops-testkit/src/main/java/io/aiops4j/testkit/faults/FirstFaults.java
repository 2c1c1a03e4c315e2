package io.aiops4j.testkit.faults;

import io.aiops4j.api.compaction.FaultType;
import java.util.List;

/** Heat, memory, a roll-out and a link: one of each sort. */
final class FirstFaults {
  private static final String LLAMA_3 =
      "Llama 3 Herd of Models, root causes of 419 interruptions in 21.2 million GPU-hours";

  private FirstFaults() {}

  static List<IncidentClass> classes() {
    return List.of(
        new IncidentClass(
            "gpu-thermal-throttle",
            "A GPU is too hot and slows down",
            FaultType.HARDWARE,
            Place.GPU,
            0.28,
            LLAMA_3,
            OverheatingGpu::new),
        new IncidentClass(
            "gpu-ecc-uncorrectable",
            "GPU memory gives errors that ECC cannot repair",
            FaultType.HARDWARE,
            Place.GPU,
            2.6,
            LLAMA_3,
            BrokenGpuMemory::new),
        new IncidentClass(
            "bad-rollout",
            "A new revision fails requests",
            FaultType.CODE_IMAGE,
            Place.SERVICE,
            1.3,
            LLAMA_3,
            BadRollout::new),
        new IncidentClass(
            "nccl-collective-timeout",
            "A job hangs in its collectives",
            FaultType.NETWORK,
            Place.NIC,
            0.33,
            LLAMA_3,
            FlappingLink::new));
  }
}
