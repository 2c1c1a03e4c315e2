package io.aiops4j.api.incident;

import io.aiops4j.api.Experimental;
import io.aiops4j.api.journal.JournalEntry;

/**
 * Is told what was journaled, after it was, for metrics, chat and tickets. What it throws is logged
 * and changes nothing.
 */
@Experimental
@FunctionalInterface
public interface IncidentListener {
  /**
   * Takes an event; returns soon: it is called on the thread that advances the incident.
   *
   * @param entry what was journaled
   */
  void journaled(JournalEntry entry);
}
