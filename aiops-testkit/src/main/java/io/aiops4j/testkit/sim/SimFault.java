package io.aiops4j.testkit.sim;

import io.aiops4j.api.Experimental;
import io.aiops4j.api.action.PlanStep;
import io.aiops4j.api.compaction.FaultType;
import io.aiops4j.api.topology.Component;
import java.util.List;

/**
 * Something that goes wrong in a simulated fleet, with the answer key that only assertions see.
 *
 * <p>A fault changes hidden state, says how telemetry shows that state, and reacts to what actions
 * really did. Whether it is over is asked of the state, so an action heals because of what it does,
 * not because of what it is called. One object is injected once. Write your own to try a loop on
 * what it has never seen.
 */
@Experimental
public interface SimFault {
  /** {@return the incident class, such as {@code gpu-thermal-throttle}} */
  String incidentClass();

  /** {@return what sort of fault it is} */
  FaultType faultType();

  /** {@return the component that is to blame} */
  Component rootCause();

  /**
   * {@return the steps an expert would choose from; the first is the best; none where nothing needs
   * doing}
   */
  List<PlanStep> remedies();

  /** {@return where a healthy fleet of the same seed looks different; the first is the clearest} */
  default List<Symptom> symptoms() {
    return List.of();
  }

  /**
   * Begins. Called once, at the time of injection.
   *
   * @param world whose state to change, now or later
   */
  void begin(SimWorld world);

  /**
   * An action, any action, has just taken effect: the state already shows what it does to every
   * fleet. Change what it does to this fault: heal it, or make it worse.
   *
   * @param step what was really done
   * @param world whose state to change
   */
  default void acted(PlanStep step, SimWorld world) {}

  /**
   * {@return whether the hidden state no longer hurts anybody}
   *
   * @param world the state now; must not be changed
   */
  boolean healed(SimWorld world);
}
