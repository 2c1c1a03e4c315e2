package io.aiops4j.agents.loop;

import io.aiops4j.api.incident.Incident;
import io.aiops4j.api.incident.IncidentState;
import io.aiops4j.api.incident.LoopEvent;
import io.aiops4j.api.incident.Signal;
import io.aiops4j.api.journal.IncidentEvent;
import io.aiops4j.api.journal.JournalEntry;
import io.aiops4j.api.safety.ActionIntended;
import io.aiops4j.api.safety.ActionLedger;
import io.aiops4j.api.safety.ActionReported;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Questions to the events of one incident. */
final class History {
  private final List<JournalEntry> entries;
  private final boolean resolved;

  History(Incident incident) {
    this.entries = incident.history();
    this.resolved = incident.state() == IncidentState.RESOLVED;
  }

  /** An event with its place and time. */
  record Found<E>(E event, long sequence, Instant at) {}

  <E extends IncidentEvent> Optional<Found<E>> last(Class<E> type) {
    return last(type, event -> true);
  }

  <E extends IncidentEvent> Optional<Found<E>> last(Class<E> type, Predicate<E> wanted) {
    for (int i = entries.size() - 1; i >= 0; i--) {
      JournalEntry entry = entries.get(i);
      if (type.isInstance(entry.event()) && wanted.test(type.cast(entry.event()))) {
        return Optional.of(new Found<>(type.cast(entry.event()), entry.sequence(), entry.at()));
      }
    }
    return Optional.empty();
  }

  <E extends IncidentEvent> long sequenceOfLast(Class<E> type) {
    return last(type).map(Found::sequence).orElse(0L);
  }

  <E extends IncidentEvent> long countSince(Class<E> type, long sequence) {
    return countSince(type, sequence, event -> true);
  }

  <E extends IncidentEvent> long countSince(Class<E> type, long sequence, Predicate<E> wanted) {
    return entries.stream()
        .filter(entry -> entry.sequence() > sequence && type.isInstance(entry.event()))
        .filter(entry -> wanted.test(type.cast(entry.event())))
        .count();
  }

  /** How many events the loop itself wrote; what comes from outside is bounded at the door. */
  long eventsWithoutSignals() {
    return entries.stream()
        .filter(entry -> !(entry.event() instanceof LoopEvent.SignalReceived))
        .count();
  }

  long enteredAt(IncidentState state) {
    return last(LoopEvent.StateEntered.class, entered -> entered.state() == state)
        .map(Found::sequence)
        .orElse(0L);
  }

  /** The last signal of a kind that came after an event. */
  <S extends Signal> Optional<S> signalSince(Class<S> type, long sequence) {
    return last(LoopEvent.SignalReceived.class, received -> type.isInstance(received.signal()))
        .filter(found -> found.sequence() > sequence)
        .map(found -> type.cast(found.event().signal()));
  }

  /**
   * What a person reported for the present attempt: since the verdict of the one before, so also
   * before there was a plan.
   */
  Optional<Signal.HumanActed> personActed() {
    long judged = sequenceOfLast(LoopEvent.AttemptJudged.class);
    // A resolved attempt has its verdict already and is still the present one.
    long before = resolved ? lastBefore(LoopEvent.AttemptJudged.class, judged) : judged;
    return signalSince(Signal.HumanActed.class, before);
  }

  private <E extends IncidentEvent> long lastBefore(Class<E> type, long sequence) {
    long found = 0;
    for (JournalEntry entry : entries) {
      if (entry.sequence() < sequence && type.isInstance(entry.event())) {
        found = entry.sequence();
      }
    }
    return found;
  }

  /** The intents of the present plan, oldest first. */
  List<Found<ActionIntended>> intentsSince(long sequence) {
    return entries.stream()
        .filter(entry -> entry.sequence() > sequence)
        .filter(entry -> entry.event() instanceof ActionIntended)
        .map(entry -> new Found<>((ActionIntended) entry.event(), entry.sequence(), entry.at()))
        .toList();
  }

  /** How an action stands: its last report, or INTENDED if there is none. */
  ActionLedger.Status status(String key) {
    return last(ActionReported.class, report -> report.key().equals(key))
        .map(found -> found.event().status())
        .orElse(ActionLedger.Status.INTENDED);
  }

  Optional<Found<ActionIntended>> lastIntent() {
    return last(ActionIntended.class);
  }
}
