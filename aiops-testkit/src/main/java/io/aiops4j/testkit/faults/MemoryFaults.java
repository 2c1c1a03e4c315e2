package io.aiops4j.testkit.faults;

import io.aiops4j.api.compaction.FaultType;
import java.util.List;

/** How the memory of a GPU wears out, short of errors that ECC cannot repair. */
final class MemoryFaults {
  private MemoryFaults() {}

  static List<IncidentClass> classes() {
    return List.of(
        new IncidentClass(
            "gpu-ecc-correctable-storm",
            "Many memory errors, all of them corrected",
            FaultType.HARDWARE,
            Place.GPU,
            0,
            "NVIDIA Xid catalogue (92); DCGM, limits of single-bit errors. Interrupts nothing, so no"
                + " published rate of interruptions counts it.",
            CorrectedErrorStorm::new),
        new IncidentClass(
            "gpu-row-remap",
            "A memory row waits for a spare one, or there is none left",
            FaultType.HARDWARE,
            Place.GPU,
            0.79,
            "NVIDIA GPU memory error management guide, Xids 63 and 64. Rate: what "
                + Rates.LLAMA_3
                + " counts as HBM3 (72), less what gpu-ecc-uncorrectable has of it.",
            PendingRemap::new));
  }
}
