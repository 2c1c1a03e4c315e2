package io.aiops4j.api.agent;

/** The steps of the loop after compaction, in order. */
public enum Phase {
  /** Is there an incident now? */
  DETECT,
  /** Which component? */
  LOCALIZE,
  /** Which system fails, and what sort of fault is it? */
  DIAGNOSE,
  /** What shall be done? */
  MITIGATE,
  /** Does telemetry say that it is over? */
  CONFIRM
}
