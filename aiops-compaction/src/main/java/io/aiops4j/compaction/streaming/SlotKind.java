package io.aiops4j.compaction.streaming;

/** How the samples of a slot are read. */
public enum SlotKind {
  /** A level. */
  GAUGE,
  /** A total that only grows until it is reset: judged by its increase per second. */
  COUNTER,
  /**
   * A total of events that should not happen, such as uncorrectable errors: judged as a counter,
   * but one sample that is far enough out opens an event, as the next scrape shows none.
   */
  FAULT_COUNTER
}
