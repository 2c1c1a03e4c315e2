package io.aiops4j.compaction.logs;

import io.aiops4j.api.compaction.FaultType;
import java.util.ArrayList;
import java.util.List;

/** Signatures of lines that GPU nodes and their jobs write. */
public final class LogSignatures {
  /*
   * Strengths are an order, not a measurement: what names the broken device goes before what names
   * the link, and that before what a job notices of either. A day of a fleet of 16,384 GPUs shows
   * about eight interruptions (the Llama 3 report counts 419 in 54 days), so one GPU shows a fatal
   * line in a given minute with probability 3e-7: a strength above 6 is no overstatement.
   */
  private static final double LINK = 10;
  private static final double SYMPTOM = 8;
  private static final double UNDECIDED = 3;

  private LogSignatures() {}

  /**
   * {@return the built-in signatures; the first that matches a line names it}
   *
   * <p>Xid codes after {@link Xids}, a device lost without a code, thermal slowdown, NCCL's
   * collective time-out, ports and links that go down, memory that runs out. Texts as the driver,
   * the kernel, PyTorch, NCCL and DCGM print them.
   */
  public static List<LogSignature> builtIn() {
    List<LogSignature> all = new ArrayList<>();
    Xids.all()
        .values()
        .forEach(
            xid ->
                all.add(
                    new LogSignature(
                        "xid-" + xid.code(),
                        xid.incidentClass(),
                        xid.speaksFor(),
                        xid.strength(),
                        true,
                        "<**> Xid (<PCI>): " + xid.code() + ", <**>")));
    platform(all, "xid-other", "", FaultType.UNKNOWN, UNDECIDED, "<**> Xid (<PCI>): <*> <**>");
    String lost = "gpu-fallen-off-bus";
    platform(all, "gpu-lost", lost, FaultType.HARDWARE, 12, "<**> fallen off the bus <**>");
    platform(all, "gpu-lost-dot", lost, FaultType.HARDWARE, 12, "<**> fallen off the bus. <**>");
    String hot = "gpu-thermal-throttle";
    platform(all, "thermal-slowdown", hot, FaultType.HARDWARE, LINK, "<**> thermal slowdown <**>");
    platform(
        all, "hw-slowdown", hot, FaultType.HARDWARE, LINK, "<**> HW Thermal Slowdown : Active");
    platform(
        all, "thermal-violation", hot, FaultType.HARDWARE, LINK, "<**> thermal violation <**>");
    platform(
        all,
        "cpu-clock-throttled",
        "",
        FaultType.HARDWARE,
        SYMPTOM,
        "<**> temperature above threshold, <**>");
    workload(
        all,
        "nccl-watchdog",
        "nccl-collective-timeout",
        FaultType.NETWORK,
        "<**> Watchdog caught collective operation timeout: <**>");
    workload(
        all, "nccl-port-error", "ib-link-flap", FaultType.NETWORK, "<**> async event: port <**>");
    workload(
        all,
        "nccl-port-error-old",
        "ib-link-flap",
        FaultType.NETWORK,
        "<**> async event : port <**>");
    workload(
        all,
        "nccl-retry-exceeded",
        "ib-link-flap",
        FaultType.NETWORK,
        "<**> Got completion from peer <**>");
    String flap = "ib-link-flap";
    platform(all, "ib-port-down", flap, FaultType.NETWORK, LINK, "<**> Port: <NUM> Link DOWN");
    platform(all, "link-down", flap, FaultType.NETWORK, LINK, "<**> link down <**>");
    platform(all, "link-is-down", flap, FaultType.NETWORK, LINK, "<**> Link is Down <**>");
    platform(all, "nic-link-down", flap, FaultType.NETWORK, LINK, "<**> Link down");
    String oom = "gpu-oom";
    workload(all, "cuda-oom", oom, FaultType.RESOURCE_EXHAUSTION, "<**> CUDA out of memory. <**>");
    workload(
        all,
        "cuda-oom-error",
        oom,
        FaultType.RESOURCE_EXHAUSTION,
        "<**> CUDA error: out of memory <**>");
    platform(
        all,
        "oom-kill",
        oom,
        FaultType.RESOURCE_EXHAUSTION,
        LINK,
        "<**> out of memory: Killed process <**>");
    platform(
        all,
        "oom-kill-host",
        oom,
        FaultType.RESOURCE_EXHAUSTION,
        LINK,
        "<**> Out of memory: Killed process <**>");
    platform(all, "oom-killed", oom, FaultType.RESOURCE_EXHAUSTION, LINK, "<**> OOMKilled <**>");
    return List.copyOf(all);
  }

  private static void platform(
      List<LogSignature> all,
      String id,
      String incidentClass,
      FaultType type,
      double strength,
      String template) {
    all.add(new LogSignature(id, incidentClass, type, strength, true, template));
  }

  private static void workload(
      List<LogSignature> all, String id, String incidentClass, FaultType type, String template) {
    all.add(new LogSignature(id, incidentClass, type, SYMPTOM, false, template));
  }
}
