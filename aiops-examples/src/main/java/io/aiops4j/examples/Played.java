package io.aiops4j.examples;

import static java.util.Objects.requireNonNull;

import io.aiops4j.api.incident.Incident;
import io.aiops4j.api.incident.IncidentState;
import io.aiops4j.api.incident.LoopEvent;
import java.time.Instant;
import java.util.List;

/**
 * One scenario after it was played.
 *
 * @param scenario which
 * @param faultAt when the simulation broke something
 * @param incident what the loop made of it
 * @param truth what was really broken, from the simulation's ledger
 * @param truthHealed whether it was really healed, from the simulation's ledger
 * @param effects what actions really did, from the simulation's ledger
 */
record Played(
    Scenario scenario,
    Instant faultAt,
    Incident incident,
    String truth,
    boolean truthHealed,
    List<Effect> effects) {
  Played {
    requireNonNull(scenario, "scenario");
    requireNonNull(faultAt, "faultAt");
    requireNonNull(incident, "incident");
    requireNonNull(truth, "truth");
    effects = List.copyOf(effects);
  }

  /**
   * What an action really did.
   *
   * @param at when it was asked for
   * @param action which
   * @param target to whom
   * @param effective whether it changed the fleet
   * @param harmful whether it hurt healthy work
   * @param note one sentence
   */
  record Effect(
      Instant at, String action, String target, boolean effective, boolean harmful, String note) {}

  /** Whether telemetry confirmed recovery. */
  boolean confirmed() {
    return incident.history().stream()
        .anyMatch(entry -> entry.event() instanceof LoopEvent.Resolved);
  }

  boolean asExpected() {
    boolean over =
        incident.state() == IncidentState.CLOSED || incident.state() == IncidentState.RESOLVED;
    return scenario.endsResolved()
        ? over && confirmed() && truthHealed
        : !over && !confirmed() && !truthHealed;
  }
}
