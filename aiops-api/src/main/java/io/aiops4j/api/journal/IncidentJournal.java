package io.aiops4j.api.journal;

import io.aiops4j.api.Experimental;
import io.aiops4j.api.IncidentId;
import java.util.List;

/**
 * The append-only memory of all incidents; their state is the fold of it.
 *
 * <p>Thread-safe. The contract is {@code IncidentJournalContract} of the testkit.
 */
@Experimental
public interface IncidentJournal {
  /**
   * Appends a batch if its conditions hold; returns once it is durable.
   *
   * @param append the events and their conditions
   * @return what became of it; on a conflict nothing was written
   * @throws JournalUnavailableException if it cannot be told or done; then nothing may be
   *     dispatched
   */
  AppendResult append(Append append);

  /**
   * {@return the events of an incident in the order of their sequence; empty if there are none}
   *
   * @param incident whose events
   */
  List<JournalEntry> read(IncidentId incident);

  /** {@return every {@link LedgerEvent} of all incidents in the order of position} */
  List<JournalEntry> readLedger();

  /** {@return the incidents that have events, sorted} */
  List<IncidentId> incidents();
}
