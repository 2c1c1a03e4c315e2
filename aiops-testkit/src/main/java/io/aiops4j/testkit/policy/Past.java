package io.aiops4j.testkit.policy;

import static java.util.Objects.requireNonNull;

import io.aiops4j.api.action.ActionType;
import io.aiops4j.api.safety.ActionLedger.Status;
import java.time.Duration;
import java.util.Optional;

/**
 * What was done before, told relative to what is asked: how often, how long ago, and what became of
 * it. Immutable.
 *
 * <p>{@code Past.times(3).ago(Duration.ofHours(2)).useless()} reads: the same action was done three
 * times to the same target two hours ago, each time for another incident, and did not help.
 *
 * @param times how often, 0 or more
 * @param action which action; empty for the one that is asked
 * @param ago how long ago each began and, unless it is open, ended
 * @param status how it stands
 * @param recovered what telemetry said of it; empty if it was not judged
 * @param elsewhere whether each was done to another component of the same kind, not to the target
 * @param sameIncident whether it was done in earlier attempts of the same incident
 */
public record Past(
    int times,
    Optional<ActionType> action,
    Duration ago,
    Status status,
    Optional<Boolean> recovered,
    boolean elsewhere,
    boolean sameIncident) {
  /** Checks the parts. */
  public Past {
    requireNonNull(action, "action");
    requireNonNull(ago, "ago");
    requireNonNull(status, "status");
    requireNonNull(recovered, "recovered");
    if (times < 0 || ago.isNegative()) {
      throw new IllegalArgumentException(
          times + " actions " + ago + " ago are no past; both must be 0 or more");
    }
  }

  /** {@return nothing was done before} */
  public static Past nothing() {
    return times(0);
  }

  /**
   * {@return the same action was done to the same target a minute ago, each time for another
   * incident; it ended, and telemetry has not judged it}
   *
   * @param times how often, 0 or more
   */
  public static Past times(int times) {
    return new Past(
        times,
        Optional.empty(),
        Duration.ofMinutes(1),
        Status.DONE,
        Optional.empty(),
        false,
        false);
  }

  /**
   * {@return this, with another action}
   *
   * @param action one that applies to the kind of the target
   */
  public Past of(ActionType action) {
    return new Past(times, Optional.of(action), ago, status, recovered, elsewhere, sameIncident);
  }

  /**
   * {@return this, that long ago}
   *
   * @param ago 0 or more
   */
  public Past ago(Duration ago) {
    return new Past(times, action, ago, status, recovered, elsewhere, sameIncident);
  }

  /** {@return this, still under way} */
  public Past open() {
    return new Past(times, action, ago, Status.RUNNING, Optional.empty(), elsewhere, sameIncident);
  }

  /** {@return this, and telemetry said that it helped} */
  public Past helpful() {
    return new Past(times, action, ago, status, Optional.of(true), elsewhere, sameIncident);
  }

  /** {@return this, and telemetry said that it did not help} */
  public Past useless() {
    return new Past(times, action, ago, status, Optional.of(false), elsewhere, sameIncident);
  }

  /** {@return this, but the actuator said that it was not carried out} */
  public Past refused() {
    return new Past(times, action, ago, Status.FAILED, Optional.empty(), elsewhere, sameIncident);
  }

  /** {@return this, each to another component of the same kind} */
  public Past toOthers() {
    return new Past(times, action, ago, status, recovered, true, sameIncident);
  }

  /** {@return this, in earlier attempts of the same incident} */
  public Past inThisIncident() {
    return new Past(times, action, ago, status, recovered, elsewhere, true);
  }

  @Override
  public String toString() {
    if (times == 0) {
      return "nothing";
    }
    String fate =
        recovered
            .map(helped -> helped ? " helpful" : " useless")
            .orElse(
                switch (status) {
                  case DONE -> "";
                  case FAILED -> " refused";
                  default -> " open";
                });
    return times
        + "x"
        + action.map(type -> " " + type).orElse("")
        + fate
        + (elsewhere ? " elsewhere" : "")
        + (sameIncident ? " in this incident" : "")
        + " "
        + ago
        + " ago";
  }
}
