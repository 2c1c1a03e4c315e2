package io.aiops4j.api.telemetry;

/** The four kinds of telemetry; every agent sees all of them. */
public enum Modality {
  /** Numbers over time. */
  METRICS,
  /** Lines of text or structured records. */
  LOGS,
  /** Spans of requests. */
  TRACES,
  /** Deploys, configuration, flags, jobs and node life cycle. */
  CHANGES
}
