package io.aiops4j.testkit.faults;

import io.aiops4j.api.compaction.FaultType;
import java.util.List;

/** Hardware that goes on, but slowly or wrongly. */
final class SlowFaults {
  private SlowFaults() {}

  static List<IncidentClass> classes() {
    return List.of(
        new IncidentClass(
            "gpu-power-brake",
            "The power of a rack brakes its GPUs",
            FaultType.HARDWARE,
            Place.NODE,
            0.14,
            "NVSentinel gpu-power-brake runbook and issue 1666. Rate: the 3 that "
                + Rates.LLAMA_3
                + " counts as power supply.",
            PowerBrake::new),
        new IncidentClass(
            "pcie-degradation",
            "The bus of a GPU lost lanes",
            FaultType.HARDWARE,
            Place.GPU,
            0.47,
            "DCGM field documentation, Azure HPC health checks. Rate: 10 of the 148 that "
                + Rates.LLAMA_3
                + " counts as faulty GPU.",
            NarrowLink::new),
        new IncidentClass(
            "straggler",
            "One rank is slow and all wait for it",
            FaultType.HARDWARE,
            Place.GPU,
            0,
            "MegaScale (arXiv 2402.15627), ByteRobust (arXiv 2509.16293), NVIDIA resiliency extension."
                + " Interrupts nothing, so no published rate of interruptions counts it.",
            SlowRank::new),
        new IncidentClass(
            "silent-data-corruption",
            "A GPU computes wrong values",
            FaultType.HARDWARE,
            Place.GPU,
            0.28,
            "ByteRobust (arXiv 2509.16293), Megatron-LM's check of the loss. Rate: the 6 that "
                + Rates.LLAMA_3
                + " counts as silent data corruption.",
            WrongNumbers::new));
  }
}
