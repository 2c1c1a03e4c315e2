package io.aiops4j.testkit.faults;

import io.aiops4j.api.compaction.FaultType;
import java.util.List;

/** What the driver says that is no fault of the GPU, or only announces what it needs. */
final class DriverNotes {
  private DriverNotes() {}

  static List<IncidentClass> classes() {
    return List.of(
        new IncidentClass(
            "gpu-benign",
            "A note of the driver that asks for nothing",
            FaultType.UNKNOWN,
            Place.GPU,
            0,
            "NVIDIA Xid catalogue (37, 66, 93, 106, 141); no published rate.",
            HarmlessXid::new),
        new IncidentClass(
            "gpu-secondary",
            "An echo: channels of a killed process go",
            FaultType.UNKNOWN,
            Place.GPU,
            0,
            "NVIDIA Xid catalogue (45), open-gpu-kernel-modules kernel_rc.c; no published rate.",
            KilledProcess::new),
        new IncidentClass(
            "gpu-recovery-announcement",
            "The driver says which step a GPU needs",
            FaultType.UNKNOWN,
            Place.GPU,
            0,
            "NVIDIA Xid catalogue (154), open-gpu-kernel-modules gpu.c; no published rate.",
            AnnouncedRecovery::new));
  }
}
