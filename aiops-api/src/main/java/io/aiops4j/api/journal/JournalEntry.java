package io.aiops4j.api.journal;

import static java.util.Objects.requireNonNull;

import io.aiops4j.api.IncidentId;
import java.time.Instant;

/**
 * One event in its place.
 *
 * @param incident whose event
 * @param sequence its place among the events of the incident, from 1 without gaps
 * @param position its place among all events of the journal, ascending
 * @param at when, by the host's clock
 * @param event what happened
 */
public record JournalEntry(
    IncidentId incident, long sequence, long position, Instant at, IncidentEvent event) {
  /** Checks the parts. */
  public JournalEntry {
    requireNonNull(incident, "incident");
    requireNonNull(at, "at");
    requireNonNull(event, "event");
  }
}
