package io.aiops4j.testkit.faults;

import io.aiops4j.api.compaction.FaultType;
import java.util.List;

/** Training programs that fail by themselves, on GPUs that are well. */
final class ProgramFaults {
  private ProgramFaults() {}

  static List<IncidentClass> classes() {
    return List.of(
        new IncidentClass(
            "gpu-app-fault",
            "A program does what its GPU forbids",
            FaultType.CODE_IMAGE,
            Place.JOB,
            1,
            "NVIDIA Xid catalogue (13, 31, 43). Rate: 21 of the 54 that "
                + Rates.LLAMA_3
                + " counts as software bug.",
            FaultyProgram::new),
        new IncidentClass(
            "gpu-oom",
            "A job runs out of memory",
            FaultType.RESOURCE_EXHAUSTION,
            Place.JOB,
            0.24,
            "Messages of PyTorch's allocator and loader, node-problem-detector kernel-monitor.json."
                + " Rate: 5 of the 54 that "
                + Rates.LLAMA_3
                + " counts as software bug.",
            MemoryExhausted::new));
  }
}
