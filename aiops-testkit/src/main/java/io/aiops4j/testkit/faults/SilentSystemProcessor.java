package io.aiops4j.testkit.faults;

import io.aiops4j.api.action.ActionType;
import io.aiops4j.api.action.PlanStep;
import io.aiops4j.api.compaction.FaultType;
import io.aiops4j.api.telemetry.Severity;
import io.aiops4j.api.topology.Component;
import io.aiops4j.api.topology.ComponentKind;
import io.aiops4j.testkit.sim.Condition;
import io.aiops4j.testkit.sim.Daemon;
import io.aiops4j.testkit.sim.SimFault;
import io.aiops4j.testkit.sim.SimWorld;
import io.aiops4j.testkit.sim.Symptom;
import java.time.Duration;
import java.util.List;

/**
 * A GPU whose system processor (GSP) answers no request of the driver: management calls time out,
 * so telemetry of the GPU has gaps and scrapes are slow; running kernels go on for minutes and then
 * fail; no program starts on the node any more. A reset of the GPU starts the processor again.
 */
record SilentSystemProcessor(Component rootCause) implements SimFault {
  private static final Condition SILENT = Condition.of("system-processor-silent", 0);

  /** GPU: how often it was reset alone in the last 24 hours. */
  private static final Condition RESETS = Condition.of("resets-of-a-day", 0);

  /** Within 24 hours, by the maker's advice. */
  private static final int MOST_RESETS = 2;

  /** What only the system processor knows. */
  private static final List<String> ASKED_OF_IT =
      List.of("DCGM_FI_DEV_POWER_USAGE", "DCGM_FI_DEV_MEMORY_TEMP", "DCGM_FI_DEV_SM_CLOCK");

  @Override
  public String incidentClass() {
    return "gsp-timeout";
  }

  @Override
  public FaultType faultType() {
    return FaultType.HARDWARE;
  }

  @Override
  public List<PlanStep> remedies() {
    return List.of(
        Treatment.step(ActionType.RESET_GPU, rootCause),
        Treatment.step(ActionType.REBOOT, Gpus.node(rootCause)));
  }

  @Override
  public List<Symptom> symptoms() {
    return List.of(
        Symptom.log(Gpus.node(rootCause), "NVRM: Xid .*: 119,"),
        Symptom.metric(rootCause, "DCGM_FI_DEV_XID_ERRORS"),
        Symptom.gap(rootCause, "DCGM_FI_DEV_POWER_USAGE"),
        Symptom.metric(exporter(), "dcgm_exporter_scrape_duration_seconds"));
  }

  private Component exporter() {
    return Component.of(
        ComponentKind.POD, Daemon.DCGM_EXPORTER.podName() + "-" + Gpus.node(rootCause).name());
  }

  @Override
  public void begin(SimWorld world) {
    world.set(rootCause, SILENT, 1);
    for (String metric : ASKED_OF_IT) {
      world.show(rootCause, metric, (ms, usual) -> isSilent(world, ms) ? Double.NaN : usual);
    }
    world.show(
        exporter(),
        "dcgm_exporter_scrape_duration_seconds",
        (ms, usual) -> isSilent(world, ms) ? 6 + usual : usual);
    warn(
        world,
        "_kgspIsHeartbeatTimedOut: Heartbeat timed out, diff "
            + (5_300 + (int) (1_500 * world.chance(rootCause, "heartbeat")))
            + " timeout 5200");
    timeout(world);
    world.announceRecovery(rootCause, 1);
    Recurrence.of(world, rootCause, "a request times out", 15, 70)
        .whilst(() -> !healed(world), () -> timeout(world));
    world.failStarts(rootCause, "CUDA error: initialization error");
    long untilItFails = 120_000 + (long) (300_000 * world.chance(rootCause, "kernels fail"));
    world.later(Duration.ofMillis(untilItFails), () -> failKernels(world));
  }

  private boolean isSilent(SimWorld world, long ms) {
    return world.stateAt(rootCause, SILENT, ms) == 1;
  }

  private void timeout(SimWorld world) {
    int gpu = Gpus.index(rootCause);
    long pid = 1_500 + (long) (2_500 * Gpus.trait(Gpus.node(rootCause), "pid of nv-hostengine"));
    long sequence = 8_000 + world.now().getEpochSecond() % 86_400;
    world.xid(
        rootCause,
        119,
        "pid="
            + pid
            + ", name=nv-hostengine, Timeout after 6s of waiting for RPC response from GPU"
            + gpu
            + " GSP! Expected function 76 (GSP_RM_CONTROL) sequence "
            + sequence
            + " (0x2080a026 0x120).");
    if (world.chance(rootCause, "echo") < 0.3) {
      Gpus.kernel(
          world,
          rootCause,
          Severity.WARN,
          "NVRM: Rate limiting GSP RPC error prints for GPU at PCI:"
              + world.pciAddress(rootCause)
              + " (printing 1 of every 30).  The GPU likely needs to be reset.");
    }
  }

  private void warn(SimWorld world, String text) {
    Gpus.kernel(world, rootCause, Severity.WARN, "NVRM: GPU" + Gpus.index(rootCause) + " " + text);
  }

  private void failKernels(SimWorld world) {
    if (!healed(world)) {
      world.failRank(rootCause, "CUDA error: unspecified launch failure");
    }
  }

  @Override
  public void acted(PlanStep step, SimWorld world) {
    if (Treatment.is(step, ActionType.RESET_GPU, rootCause)) {
      count(world);
    }
    if (Gpus.wasReset(step, rootCause) && !healed(world)) {
      world.set(rootCause, SILENT, 0);
      world.failStarts(rootCause, "");
    }
  }

  private void count(SimWorld world) {
    double resets = 1 + world.state(rootCause, RESETS);
    world.set(rootCause, RESETS, resets);
    if (resets > MOST_RESETS) {
      world.worsened("a third reset within a day, of a GPU that should be looked at");
    }
    world.later(
        Duration.ofDays(1), () -> world.set(rootCause, RESETS, world.state(rootCause, RESETS) - 1));
  }

  @Override
  public boolean healed(SimWorld world) {
    return world.state(rootCause, SILENT) == 0;
  }
}
