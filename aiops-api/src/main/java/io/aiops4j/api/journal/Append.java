package io.aiops4j.api.journal;

import static java.util.Objects.requireNonNull;

import io.aiops4j.api.IncidentId;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;

/**
 * A batch of events to append, all or none, and what must still be true for it.
 *
 * @param incident whose events
 * @param expectedSequence the sequence of the incident's last event as the writer knows it; 0 if
 *     there is none
 * @param ledgerVersion the version of the ledger that was judged; empty if it does not matter
 * @param at when, by the host's clock
 * @param events at least one
 */
public record Append(
    IncidentId incident,
    long expectedSequence,
    OptionalLong ledgerVersion,
    Instant at,
    List<IncidentEvent> events) {
  /** Copies the list. */
  public Append {
    requireNonNull(incident, "incident");
    requireNonNull(ledgerVersion, "ledgerVersion");
    requireNonNull(at, "at");
    events = List.copyOf(events);
    if (events.isEmpty()) {
      throw new IllegalArgumentException("An append to " + incident + " holds no event");
    }
  }

  /**
   * {@return an append that depends on the incident's own sequence only}
   *
   * @param incident whose events
   * @param expectedSequence the sequence of its last event as the writer knows it
   * @param at when, by the host's clock
   * @param events at least one
   */
  public static Append after(
      IncidentId incident, long expectedSequence, Instant at, List<IncidentEvent> events) {
    return new Append(incident, expectedSequence, OptionalLong.empty(), at, events);
  }
}
