package io.aiops4j.agents.mitigate;

import io.aiops4j.api.action.ActionType;
import io.aiops4j.api.agent.Runbook;
import java.util.List;
import java.util.Set;

/** Runbooks that come with the library. */
public final class Runbooks {
  private Runbooks() {}

  /**
   * {@return the runbooks for the incident classes that the library diagnoses on a GPU fleet}
   *
   * <p>First safe steps after NVIDIA's Xid catalogue (resolution buckets) and public remediators
   * (NVSentinel, gpud): move work off a hot node, reset a GPU with an uncorrectable memory error,
   * take a flapping link out of use, undo a roll-out.
   */
  public static List<Runbook> gpuFleet() {
    return List.of(
        new ClassRunbook(
            "drain-hot-node",
            Set.of("gpu-thermal-throttle"),
            ActionType.DRAIN,
            "Move the work off the node whose GPU overheats"),
        new ClassRunbook(
            "reset-faulty-gpu",
            Set.of("gpu-ecc-uncorrectable"),
            ActionType.RESET_GPU,
            "Reset the GPU with the uncorrectable memory error"),
        new ClassRunbook(
            "isolate-flapping-link",
            Set.of("ib-link-flap", "nccl-collective-timeout"),
            ActionType.ISOLATE_LINK,
            "Take the flapping link out of use, so that traffic takes other paths"),
        new ClassRunbook(
            "undo-rollout",
            Set.of("bad-rollout"),
            ActionType.ROLLBACK,
            "Return to the revision before the roll-out"));
  }
}
