package io.aiops4j.testkit.sim;

import static java.util.Objects.requireNonNull;

import io.aiops4j.api.action.PlanStep;
import io.aiops4j.api.compaction.FaultType;
import io.aiops4j.api.telemetry.TimeRange;
import io.aiops4j.api.topology.Component;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What is really wrong in a simulated fleet. For assertions only: whoever answers must not see it.
 *
 * @param incidentClass such as {@code gpu-thermal-throttle}
 * @param rootCause the component that is to blame
 * @param faultType what sort of fault
 * @param onset when it was injected; symptoms may show later
 * @param healedAt since when it hurts nobody any more; empty while it does
 * @param healedBefore when it hurt nobody and then came back, as after an uncordon; oldest first
 * @param remedies the steps an expert would choose from
 */
public record GroundTruth(
    String incidentClass,
    Component rootCause,
    FaultType faultType,
    Instant onset,
    Optional<Instant> healedAt,
    List<TimeRange> healedBefore,
    List<PlanStep> remedies) {
  /** Copies the lists. */
  public GroundTruth {
    requireNonNull(incidentClass, "incidentClass");
    requireNonNull(rootCause, "rootCause");
    requireNonNull(faultType, "faultType");
    requireNonNull(onset, "onset");
    requireNonNull(healedAt, "healedAt");
    healedBefore = List.copyOf(healedBefore);
    remedies = List.copyOf(remedies);
  }

  /** {@return whether it hurts nobody any more} */
  public boolean healed() {
    return healedAt.isPresent();
  }

  /**
   * {@return whether it hurt nobody at an instant: before its onset, or healed, even if it came
   * back later}
   *
   * @param instant up to the fleet's now
   */
  public boolean harmlessAt(Instant instant) {
    return instant.isBefore(onset)
        || healedAt.map(since -> !since.isAfter(instant)).orElse(false)
        || healedBefore.stream().anyMatch(time -> time.contains(instant));
  }
}
