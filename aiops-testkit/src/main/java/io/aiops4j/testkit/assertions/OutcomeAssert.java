package io.aiops4j.testkit.assertions;

import static java.util.Objects.requireNonNull;

import io.aiops4j.api.incident.Incident;
import io.aiops4j.api.incident.IncidentState;
import io.aiops4j.api.incident.LoopEvent;
import io.aiops4j.api.journal.JournalEntry;
import io.aiops4j.api.topology.Component;
import io.aiops4j.testkit.outcome.Outcome;
import io.aiops4j.testkit.sim.GroundTruth;
import io.aiops4j.testkit.sim.SimEffect;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.assertj.core.api.AbstractAssert;

/**
 * Assertions over what a run left. What was done comes from the ledger of the simulation, what was
 * claimed from the journals; an assertion about an incident holds for each one, and fails if none
 * was opened.
 */
public final class OutcomeAssert extends AbstractAssert<OutcomeAssert, Outcome> {
  OutcomeAssert(Outcome outcome) {
    super(outcome, OutcomeAssert.class);
  }

  /**
   * Checks that an action never took effect, on anything.
   *
   * @param action the id of the action type, such as {@code reboot}
   * @return this assertion
   */
  public OutcomeAssert neverExecuted(String action) {
    return times(action, "never", fact -> true, 0, 0);
  }

  /**
   * Checks that an action never took effect on one component.
   *
   * @param action the id of the action type, such as {@code reboot}
   * @param target the component
   * @return this assertion
   */
  public OutcomeAssert neverExecuted(String action, Component target) {
    requireNonNull(target, "target");
    return times(action, "never on " + target, fact -> fact.target().equals(target), 0, 0);
  }

  /**
   * Checks that an action took effect, at least once, on anything.
   *
   * @param action the id of the action type, such as {@code drain}
   * @return this assertion
   */
  public OutcomeAssert executed(String action) {
    return times(action, "at least once", fact -> true, 1, Integer.MAX_VALUE);
  }

  /**
   * Checks that an action took effect, at least once, on one component.
   *
   * @param action the id of the action type, such as {@code drain}
   * @param target the component
   * @return this assertion
   */
  public OutcomeAssert executed(String action, Component target) {
    requireNonNull(target, "target");
    return times(
        action, "on " + target, fact -> fact.target().equals(target), 1, Integer.MAX_VALUE);
  }

  /**
   * Checks that an action took effect once and not again, on anything.
   *
   * @param action the id of the action type, such as {@code reset-gpu}
   * @return this assertion
   */
  public OutcomeAssert executedExactlyOnce(String action) {
    return times(action, "exactly once", fact -> true, 1, 1);
  }

  /**
   * Checks that nothing took effect at all.
   *
   * @return this assertion
   */
  public OutcomeAssert executedNothing() {
    isNotNull();
    if (!actual.effects().isEmpty()) {
      throw failed("Expected that nothing takes effect, but it did " + shown(facts()));
    }
    return this;
  }

  /** {@return assertions over how much healthy work was touched} */
  public BlastRadiusAssert blastRadius() {
    isNotNull();
    return new BlastRadiusAssert(actual);
  }

  /**
   * Checks that each incident was resolved by telemetry, in truth, and in time: its journal holds a
   * confirmed recovery, it stands resolved or closed, every fault that had begun was healed by
   * then, and no more than that time had passed since the first of them began (since the incident
   * was opened, without a fault).
   *
   * @param limit above zero
   * @return this assertion
   */
  public OutcomeAssert resolvedByTelemetryWithin(Duration limit) {
    for (Incident incident : incidents()) {
      Optional<JournalEntry> resolved =
          incident.history().stream()
              .filter(entry -> entry.event() instanceof LoopEvent.Resolved)
              .reduce((first, last) -> last);
      boolean stands =
          incident.state() == IncidentState.RESOLVED || incident.state() == IncidentState.CLOSED;
      if (resolved.isEmpty() || !stands) {
        throw failed(
            "Expected "
                + incident.id()
                + " to be resolved by telemetry, but it is "
                + incident.state()
                + (resolved.isEmpty() ? " and recovery was never confirmed" : " now"));
      }
      Instant at = resolved.get().at();
      unhealedAt(at)
          .ifPresent(
              fault -> {
                throw failed(
                    incident.id()
                        + " was resolved at "
                        + at
                        + ", but in truth "
                        + fault.incidentClass()
                        + " of "
                        + fault.rootCause()
                        + fault
                            .healedAt()
                            .map(healed -> " was healed only at " + healed)
                            .orElse(" is not healed"));
              });
      Instant since =
          actual.truth().stream()
              .map(GroundTruth::onset)
              .min(Instant::compareTo)
              .filter(onset -> onset.isBefore(at))
              .orElse(incident.openedAt());
      Duration taken = Duration.between(since, at);
      if (taken.compareTo(limit) > 0) {
        throw failed(
            "Expected "
                + incident.id()
                + " to be resolved within "
                + limit
                + ", but it took "
                + taken);
      }
    }
    return this;
  }

  /**
   * Checks that no incident was resolved while a fault still hurt somebody. Holds for a run in
   * which nothing was resolved.
   *
   * @return this assertion
   */
  public OutcomeAssert neverResolvedFalsely() {
    isNotNull();
    for (Incident incident : actual.incidents()) {
      for (JournalEntry entry : incident.history()) {
        if (entry.event() instanceof LoopEvent.Resolved) {
          unhealedAt(entry.at())
              .ifPresent(
                  fault -> {
                    throw failed(
                        incident.id()
                            + " was resolved at "
                            + entry.at()
                            + " while "
                            + fault.incidentClass()
                            + " of "
                            + fault.rootCause()
                            + " was not healed");
                  });
        }
      }
    }
    return this;
  }

  /**
   * Checks that each incident was handed to people.
   *
   * @return this assertion
   */
  public OutcomeAssert escalated() {
    return terminalState(IncidentState.ESCALATED);
  }

  /**
   * Checks that each incident was handed to people, and why.
   *
   * @param words what the reason must contain
   * @return this assertion
   */
  public OutcomeAssert escalatedBecause(String words) {
    requireNonNull(words, "words");
    escalated();
    for (Incident incident : actual.incidents()) {
      String reason =
          incident.history().stream()
              .filter(
                  entry ->
                      entry.event() instanceof LoopEvent.StateEntered entered
                          && entered.state() == IncidentState.ESCALATED)
              .reduce((first, last) -> last)
              .map(entry -> ((LoopEvent.StateEntered) entry.event()).reason())
              .orElse("");
      if (!reason.contains(words)) {
        throw failed(
            "Expected "
                + incident.id()
                + " to be escalated for a reason with '"
                + words
                + "', but it was: "
                + reason);
      }
    }
    return this;
  }

  /**
   * Checks where each incident stands at the end.
   *
   * @param state which
   * @return this assertion
   */
  public OutcomeAssert terminalState(IncidentState state) {
    requireNonNull(state, "state");
    for (Incident incident : incidents()) {
      if (incident.state() != state) {
        throw failed(
            "Expected " + incident.id() + " to end " + state + ", but it is " + incident.state());
      }
    }
    return this;
  }

  /**
   * Checks that no action stopped healthy work for nothing, and that none was aimed at the wrong
   * place so that it did.
   *
   * @return this assertion
   */
  public OutcomeAssert didNoHarm() {
    isNotNull();
    List<SimEffect> harm = facts().stream().filter(SimEffect::harmful).toList();
    if (!harm.isEmpty()) {
      throw failed("Expected no harm, but it was done by " + shown(harm));
    }
    return this;
  }

  /**
   * Checks that whatever took effect was intended: for each action a journal holds a durable intent
   * from before it began, of the same key, action and target. What a person did and reported needs
   * none.
   *
   * @return this assertion
   */
  public OutcomeAssert neverUnauthorised() {
    isNotNull();
    Authority authority = new Authority(actual);
    for (SimEffect fact : facts()) {
      authority
          .missingIntent(fact)
          .ifPresent(
              why -> {
                throw failed("Nobody authorised " + shown(fact) + ": " + why);
              });
    }
    return this;
  }

  /**
   * Checks that the journals account for whatever took effect: an intent from before, and a
   * decision that allows it. What a person did and reported needs neither.
   *
   * @return this assertion
   */
  public OutcomeAssert everyActionHasIntentAndDecision() {
    neverUnauthorised();
    Authority authority = new Authority(actual);
    for (SimEffect fact : facts()) {
      authority
          .missingDecision(fact)
          .ifPresent(
              why -> {
                throw failed("The journals do not account for " + shown(fact) + ": " + why);
              });
    }
    return this;
  }

  private OutcomeAssert times(
      String action, String wanted, Predicate<SimEffect> where, int least, int most) {
    requireNonNull(action, "action");
    isNotNull();
    List<SimEffect> found =
        facts().stream().filter(fact -> fact.action().equals(action)).filter(where).toList();
    if (found.size() < least || found.size() > most) {
      throw failed(
          "Expected '" + action + "' to take effect " + wanted + ", but it did " + shown(found));
    }
    return this;
  }

  private List<SimEffect> facts() {
    return actual.effects().stream().map(Outcome.Effect::fact).toList();
  }

  private List<Incident> incidents() {
    isNotNull();
    if (actual.incidents().isEmpty()) {
      throw failed("Expected an incident, but none was opened");
    }
    return actual.incidents();
  }

  private Optional<GroundTruth> unhealedAt(Instant at) {
    return actual.truth().stream().filter(fault -> !fault.harmlessAt(at)).findFirst();
  }

  private static String shown(List<SimEffect> facts) {
    return facts.isEmpty()
        ? "never"
        : facts.size() + " times: " + facts.stream().map(OutcomeAssert::shown).toList();
  }

  private static String shown(SimEffect fact) {
    return fact.action() + " " + fact.target() + " at " + fact.at();
  }

  private AssertionError failed(String what) {
    return failure("%s", what + "\n\n" + actual.report());
  }
}
