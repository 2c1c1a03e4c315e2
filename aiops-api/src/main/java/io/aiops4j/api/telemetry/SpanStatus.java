package io.aiops4j.api.telemetry;

/** OpenTelemetry's span status. */
public enum SpanStatus {
  /** Not said. */
  UNSET,
  /** Said to have worked. */
  OK,
  /** Said to have failed. */
  ERROR
}
