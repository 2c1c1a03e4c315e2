package io.aiops4j.api.safety;

import io.aiops4j.api.Experimental;

/** Says how much the loop may do by itself for an action, an incident class and a place. */
@Experimental
@FunctionalInterface
public interface AutonomyLadder {
  /**
   * {@return the level; a function of the context}
   *
   * @param context what is to be done, for what, where
   */
  AutonomyLevel level(PolicyContext context);

  /**
   * {@return a ladder with one rung for everything}
   *
   * @param level the rung
   */
  static AutonomyLadder fixed(AutonomyLevel level) {
    return context -> level;
  }
}
