package io.aiops4j.testkit.faults;

import io.aiops4j.api.compaction.FaultType;
import java.util.List;

/** GPUs that stop answering: the bus, the system processor, or the driver. */
final class DeviceFaults {
  private DeviceFaults() {}

  static List<IncidentClass> classes() {
    return List.of(
        new IncidentClass(
            "gpu-fallen-off-bus",
            "A GPU is lost from its bus",
            FaultType.HARDWARE,
            Place.GPU,
            2.4,
            "NVIDIA Xid catalogue (79), open-gpu-kernel-modules osapi.c, NVSentinel issue 155. Rate:"
                + " 51 of the 148 that "
                + Rates.LLAMA_3
                + " counts as faulty GPU.",
            LostGpu::new),
        new IncidentClass(
            "gsp-timeout",
            "The system processor of a GPU does not answer",
            FaultType.HARDWARE,
            Place.GPU,
            0.8,
            "open-gpu-kernel-modules kernel_gsp.c and issue 446 (Xid 119). Rate: the 17 that "
                + Rates.LLAMA_3
                + " counts as GPU system processor.",
            SilentSystemProcessor::new),
        new IncidentClass(
            "gpu-driver-hang",
            "A GPU or its driver hangs",
            FaultType.HARDWARE,
            Place.GPU,
            2.4,
            "NVIDIA Xid catalogue (62, 109), node-problem-detector kernel-monitor.json. Rate: 51 of"
                + " the 148 that "
                + Rates.LLAMA_3
                + " counts as faulty GPU.",
            HungDriver::new));
  }
}
