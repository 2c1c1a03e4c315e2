package io.aiops4j.testkit.sim;

import io.aiops4j.api.action.ActionType;
import io.aiops4j.api.action.PlanStep;
import io.aiops4j.api.safety.Actuator;
import io.aiops4j.testkit.contract.ActuatorContract;

class SimActuatorTest extends ActuatorContract {
  private SimCluster cluster = SimCluster.builder().build();

  @Override
  protected Actuator newActuator() {
    cluster = SimCluster.builder().build();
    return cluster.actuator(ActuatorMode.HONEST);
  }

  @Override
  protected PlanStep step() {
    return PlanStep.of(0, ActionType.DRAIN, SimCluster.node(1));
  }

  @Override
  protected int effects() {
    return cluster.effects().size();
  }
}
