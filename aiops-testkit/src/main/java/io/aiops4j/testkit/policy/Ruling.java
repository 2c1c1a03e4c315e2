package io.aiops4j.testkit.policy;

import io.aiops4j.api.safety.Decision;

/** How a decision ends, most lenient first: a later one is stricter. */
public enum Ruling {
  /** It may be done. */
  ALLOW,
  /** A person shall decide. */
  ASK,
  /** It must not be done. */
  DENY;

  /**
   * {@return the ruling of a decision}
   *
   * @param decision any
   */
  public static Ruling of(Decision decision) {
    return decision.match(allow -> ALLOW, ask -> ASK, deny -> DENY);
  }
}
