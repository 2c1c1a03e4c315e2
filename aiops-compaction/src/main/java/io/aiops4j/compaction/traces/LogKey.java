package io.aiops4j.compaction.traces;

import io.aiops4j.api.telemetry.LogRecord;

/**
 * Tells log statements apart: two records of one statement have one key.
 *
 * <p>Must be thread-safe or confined to one accumulator, and the same for the same record.
 * Accumulators can be merged if their keys are equal.
 */
@FunctionalInterface
public interface LogKey {
  /**
   * {@return the key of the statement that wrote the record}
   *
   * @param record one record
   */
  String of(LogRecord record);
}
