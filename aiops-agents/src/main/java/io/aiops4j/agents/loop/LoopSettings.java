package io.aiops4j.agents.loop;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * The bounds of the loop: at each of them it escalates with what it has (law 9).
 *
 * @param reference how much history is held to be normal before an incident
 * @param guard how long before the onset the reference ends: onsets are known to tens of seconds
 * @param firstLook how far back the first look goes, since alerts come after the onset
 * @param lookInterval how long to wait between looks while nothing is seen
 * @param detectionPatience how long an alert that telemetry does not bear out is followed
 * @param probeInterval how long to wait between probes of an action
 * @param actionPatience how long an action may stay under way or unknown
 * @param approvalPatience how long a question to a person stands
 * @param suggestionPatience how long a suggestion stands
 * @param maxDuration how long an incident may last in all
 * @param maxAttempts how many remedies are tried
 * @param maxDenials how often a denied step is judged again
 * @param maxRelapses how often a relapsed incident is taken up again
 * @param maxEvents how many events one incident may have
 */
public record LoopSettings(
    Duration reference,
    Duration guard,
    Duration firstLook,
    Duration lookInterval,
    Duration detectionPatience,
    Duration probeInterval,
    Duration actionPatience,
    Duration approvalPatience,
    Duration suggestionPatience,
    Duration maxDuration,
    int maxAttempts,
    int maxDenials,
    int maxRelapses,
    int maxEvents) {
  /** Checks that every bound is above zero. */
  public LoopSettings {
    for (Duration bound :
        new Duration[] {
          reference,
          guard,
          firstLook,
          lookInterval,
          detectionPatience,
          probeInterval,
          actionPatience,
          approvalPatience,
          suggestionPatience,
          maxDuration
        }) {
      if (requireNonNull(bound, "bound").isNegative() || bound.isZero()) {
        throw new IllegalArgumentException(
            "A bound of the loop is " + bound + "; each must be above zero");
      }
    }
    if (maxAttempts < 1 || maxDenials < 1 || maxRelapses < 0 || maxEvents < 50) {
      throw new IllegalArgumentException(
          "maxAttempts "
              + maxAttempts
              + ", maxDenials "
              + maxDenials
              + ", maxRelapses "
              + maxRelapses
              + ", maxEvents "
              + maxEvents
              + ": use at least 1, 1, 0 and 50");
    }
  }

  /**
   * {@return one hour of reference, 2 minutes of guard, a first look 15 minutes back, 3 attempts, 3
   * denials, 2 relapses, half an hour for an action, an hour for an approval, a day for a
   * suggestion and three days in all}
   */
  public static LoopSettings standard() {
    return new LoopSettings(
        Duration.ofHours(1),
        Duration.ofMinutes(2),
        Duration.ofMinutes(15),
        Duration.ofSeconds(30),
        Duration.ofMinutes(10),
        Duration.ofSeconds(15),
        Duration.ofMinutes(30),
        Duration.ofHours(1),
        Duration.ofDays(1),
        Duration.ofDays(3),
        3,
        3,
        2,
        1_000);
  }
}
