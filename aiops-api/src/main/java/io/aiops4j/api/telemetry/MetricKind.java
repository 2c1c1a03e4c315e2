package io.aiops4j.api.telemetry;

/** How the values of a series are to be read. */
public enum MetricKind {
  /** A level that goes up and down. */
  GAUGE,
  /** A total since a start, which only grows until it is reset. */
  COUNTER,
  /** A code or bit mask: differences mean nothing. */
  STATE_CODE
}
