package io.aiops4j.api.action;

/** What an actuator finds when it is asked about a dispatch it may have carried out. */
public enum ProbeResult {
  /** Under way. */
  RUNNING,
  /** Carried out. */
  DONE,
  /** Not carried out and never will be under that key. */
  NOT_APPLIED,
  /** Cannot be told. */
  UNKNOWN
}
