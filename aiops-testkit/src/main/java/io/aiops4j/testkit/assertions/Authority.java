package io.aiops4j.testkit.assertions;

import io.aiops4j.api.incident.Incident;
import io.aiops4j.api.incident.LoopEvent;
import io.aiops4j.api.incident.Signal;
import io.aiops4j.api.journal.JournalEntry;
import io.aiops4j.api.safety.ActionIntended;
import io.aiops4j.api.safety.Decision;
import io.aiops4j.testkit.outcome.Outcome;
import io.aiops4j.testkit.sim.SimEffect;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Finds in the journals on whose word something was done. */
final class Authority {
  private final List<Incident> incidents;

  Authority(Outcome outcome) {
    this.incidents = outcome.incidents();
  }

  /** Why an effect has no durable intent of exactly that step; empty if it has one. */
  Optional<String> missingIntent(SimEffect fact) {
    if (byPerson(fact.at())) {
      return Optional.empty();
    }
    Optional<JournalEntry> intent = intent(fact.key());
    if (intent.isEmpty()) {
      return Optional.of("no journal holds an intent of the key '" + fact.key() + "'");
    }
    ActionIntended intended = (ActionIntended) intent.get().event();
    if (intent.get().at().isAfter(fact.at())) {
      return Optional.of("its intent was written only at " + intent.get().at());
    }
    boolean same =
        intended.step().type().id().equals(fact.action())
            && intended.step().target().equals(fact.target());
    return same ? Optional.empty() : Optional.of("what was intended is " + intended.step());
  }

  /** Why an effect has no journaled decision that allows it; empty if it has one. */
  Optional<String> missingDecision(SimEffect fact) {
    if (byPerson(fact.at())) {
      return Optional.empty();
    }
    return intent(fact.key()).filter(this::isAllowed).isPresent()
        ? Optional.empty()
        : Optional.of("no journal holds a decision that allows it");
  }

  private Optional<JournalEntry> intent(String key) {
    return incidents.stream()
        .flatMap(incident -> incident.history().stream())
        .filter(
            entry -> entry.event() instanceof ActionIntended intended && intended.key().equals(key))
        .findFirst();
  }

  /**
   * Whether a decision is left for an intent: up to the next intent of the incident, that step was
   * allowed at least as often as it was intended. A loop may write a decision before or after.
   */
  private boolean isAllowed(JournalEntry intent) {
    int step = ((ActionIntended) intent.event()).step().index();
    List<JournalEntry> history =
        incidents.stream()
            .filter(incident -> incident.id().equals(intent.incident()))
            .findFirst()
            .orElseThrow()
            .history();
    int left = 0;
    for (JournalEntry entry : history) {
      if (entry.event() instanceof ActionIntended intended) {
        if (entry.sequence() > intent.sequence()) {
          break;
        }
        left -= intended.step().index() == step ? 1 : 0;
      } else if (entry.event() instanceof LoopEvent.StepJudged judged
          && judged.stepIndex() == step
          && judged.judgement().decision() instanceof Decision.Allow) {
        left++;
      }
    }
    return left >= 0;
  }

  /** What a person did and reported needs no word of the gate. */
  private boolean byPerson(Instant at) {
    return incidents.stream()
        .flatMap(incident -> incident.history().stream())
        .anyMatch(
            entry ->
                entry.event() instanceof LoopEvent.SignalReceived received
                    && received.signal() instanceof Signal.HumanActed acted
                    && !at.isBefore(acted.startedAt())
                    && !at.isAfter(acted.completedAt()));
  }
}
