package io.aiops4j.testkit.sim;

/** How truthful and how fast a simulated actuator is. */
public enum ActuatorMode {
  /** Does what it is told and says what it did. */
  HONEST,
  /** Says that it did it, and does nothing. */
  LIES,
  /** Takes it on and begins five minutes later. */
  SLOW,
  /** Does it, but the answer gets lost: the outcome is unknown until it is probed. */
  TIMES_OUT_AFTER_EFFECT,
  /** Says that it failed, and did nothing. */
  FAILS
}
