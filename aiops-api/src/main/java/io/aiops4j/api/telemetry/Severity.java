package io.aiops4j.api.telemetry;

/** OpenTelemetry's ranges of severity numbers; the author of a line chose it, so it is a hint. */
public enum Severity {
  /** Not given. */
  UNSPECIFIED,
  /** 1 to 4. */
  TRACE,
  /** 5 to 8. */
  DEBUG,
  /** 9 to 12. */
  INFO,
  /** 13 to 16. */
  WARN,
  /** 17 to 20. */
  ERROR,
  /** 21 to 24. */
  FATAL
}
