package io.aiops4j.api.action;

/** Whether an action can be taken back. */
public enum Rollback {
  /** Its inverse restores the state before. */
  EXACT,
  /** Its inverse makes up for it, but the state differs. */
  COMPENSATING,
  /** It cannot be taken back. */
  NONE
}
