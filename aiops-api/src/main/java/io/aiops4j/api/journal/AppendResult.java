package io.aiops4j.api.journal;

/** What became of an append. */
public sealed interface AppendResult {
  /**
   * It is durable.
   *
   * @param sequence of its last event
   */
  record Appended(long sequence) implements AppendResult {}

  /**
   * Nothing was written: the incident has moved on. Read it again and decide again.
   *
   * @param actual the sequence of its last event
   */
  record SequenceConflict(long actual) implements AppendResult {}

  /**
   * Nothing was written: an action of some incident was journaled since. Judge again.
   *
   * @param actual the version of the ledger
   */
  record LedgerMoved(long actual) implements AppendResult {}
}
