package io.aiops4j.api.safety;

import static java.util.Objects.requireNonNull;

import io.aiops4j.api.journal.LedgerEvent;

/**
 * What an actuator said of a dispatch, at once or when probed. It is said, not known.
 *
 * @param key which dispatch
 * @param status what it comes to
 * @param detail one line for a person
 */
public record ActionReported(String key, ActionLedger.Status status, String detail)
    implements LedgerEvent {
  /** Checks the parts. */
  public ActionReported {
    requireNonNull(key, "key");
    requireNonNull(status, "status");
    requireNonNull(detail, "detail");
  }

  @Override
  public String type() {
    return "action.reported";
  }

  @Override
  public String text() {
    return "the actuator says " + status + ": " + detail;
  }
}
