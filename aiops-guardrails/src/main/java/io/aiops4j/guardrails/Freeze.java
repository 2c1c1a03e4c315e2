package io.aiops4j.guardrails;

import io.aiops4j.api.safety.Decision;
import io.aiops4j.api.safety.GuardrailPolicy;
import io.aiops4j.api.safety.PolicyContext;
import io.aiops4j.api.telemetry.TimeRange;
import java.util.List;
import java.util.Optional;

/**
 * Denies everything during given intervals, such as a maintenance or a launch.
 *
 * @param intervals half-open, UTC
 */
public record Freeze(List<TimeRange> intervals) implements GuardrailPolicy {
  /** Copies the list. */
  public Freeze {
    intervals = List.copyOf(intervals);
  }

  @Override
  public String id() {
    return "freeze " + intervals;
  }

  @Override
  public Decision judge(PolicyContext context) {
    Optional<TimeRange> freeze =
        intervals.stream().filter(range -> range.contains(context.now())).findFirst();
    if (freeze.isEmpty()) {
      return new Decision.Allow("No freeze is on");
    }
    return new Decision.Deny(
        "A freeze is on: " + freeze.get(), "Wait until " + freeze.get().to() + ", or act yourself");
  }
}
