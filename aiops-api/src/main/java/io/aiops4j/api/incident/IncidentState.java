package io.aiops4j.api.incident;

/** Where an incident stands. The order is that of a life without detours. */
public enum IncidentState {
  /** Just opened: nothing has been looked at. */
  OPEN,
  /** Telemetry shows it. */
  DETECTED,
  /** Suspects are ranked. */
  LOCALIZED,
  /** The failing system and the sort of fault are named. */
  DIAGNOSED,
  /** The opinions were challenged. */
  REVIEWED,
  /** A plan is suggested; a person acts or declines. */
  SUGGESTED,
  /** A plan is proposed to the gate. */
  PROPOSED,
  /** A person was asked. */
  AWAITING_APPROVAL,
  /** An action is under way. */
  ACTING,
  /** What became of an action is not known and is being found out. */
  PROBING,
  /** Telemetry is watched for recovery. */
  CONFIRMING,
  /** An action that did harm is being taken back. */
  ROLLING_BACK,
  /** Telemetry confirmed recovery; watched for a relapse. */
  RESOLVED,
  /** Over: recovery was confirmed and did not relapse. */
  CLOSED,
  /** Handed to people, with everything known. */
  ESCALATED,
  /** There was none. */
  NO_INCIDENT,
  /** Telemetry confirmed recovery that nobody can take credit for. */
  RECOVERED_UNAIDED,
  /** Continued in another incident. */
  MERGED,
  /** Called off by a person. */
  CANCELLED;

  /** {@return whether the loop has nothing more to do} */
  public boolean isTerminal() {
    return compareTo(CLOSED) >= 0;
  }
}
