package io.aiops4j.compaction.slo;

/** What can be said of an objective at one time. */
public enum SloState {
  /** Enough events, and the budget does not burn too fast. */
  OK,
  /** The budget burns too fast, or did until just now. */
  BURNING,
  /** Telemetry came, but of too few events, or not for long enough yet, to judge. */
  INSUFFICIENT,
  /** No telemetry: never to be taken for OK. */
  UNKNOWN
}
