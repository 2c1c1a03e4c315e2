package io.aiops4j.testkit.sim;

import io.aiops4j.api.Experimental;
import io.aiops4j.api.action.PlanStep;
import io.aiops4j.api.compaction.FaultType;
import io.aiops4j.api.topology.Component;
import java.util.List;

/**
 * Something that goes wrong in a simulated fleet, with the answer key that only assertions see.
 *
 * <p>A fault changes hidden state and nothing else. Whether it is over is asked of the state, so an
 * action heals because of what it does, not because of what it is called. One object is injected
 * once.
 */
@Experimental
public interface SimFault {
  /** {@return the incident class, such as {@code gpu-thermal-throttle}} */
  String incidentClass();

  /** {@return what sort of fault it is} */
  FaultType faultType();

  /** {@return the component that is to blame} */
  Component rootCause();

  /** {@return the steps an expert would choose from; the first is the best} */
  List<PlanStep> remedies();

  /**
   * Begins. Called once, at the time of injection.
   *
   * @param world whose state to change, now or later
   */
  void begin(SimWorld world);

  /**
   * {@return whether the hidden state no longer hurts anybody}
   *
   * @param world the state now; must not be changed
   */
  boolean healed(SimWorld world);
}
