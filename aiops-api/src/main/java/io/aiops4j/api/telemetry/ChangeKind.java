package io.aiops4j.api.telemetry;

/** What sort of change it was. */
public enum ChangeKind {
  /** A new version of a workload. */
  DEPLOY,
  /** A configuration. */
  CONFIG,
  /** A feature flag. */
  FLAG,
  /** A job began. */
  JOB_START,
  /** A job ended, for whatever reason. */
  JOB_END,
  /** A node joined, left, was cordoned, drained, rebooted. */
  NODE_LIFECYCLE
}
