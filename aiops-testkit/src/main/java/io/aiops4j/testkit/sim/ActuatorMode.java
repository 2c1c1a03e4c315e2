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
  /** Does it to a neighbour of the same kind, and says that it did what it was told. */
  WRONG_TARGET,
  /** Does what it breaks on the way and not what it is there for, and says that it did it all. */
  HALF,
  /** Says that it failed, and did nothing. */
  FAILS
}
