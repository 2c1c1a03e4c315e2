package io.aiops4j.testkit.faults;

import io.aiops4j.api.action.ActionType;
import io.aiops4j.api.action.PlanStep;
import io.aiops4j.api.compaction.FaultType;
import io.aiops4j.api.topology.Component;
import io.aiops4j.testkit.sim.Condition;
import io.aiops4j.testkit.sim.SimCluster;
import io.aiops4j.testkit.sim.SimFault;
import io.aiops4j.testkit.sim.SimWorld;
import io.aiops4j.testkit.sim.Symptom;
import java.util.List;

/** A network card whose link drops under traffic. */
record FlappingLink(Component rootCause) implements SimFault {
  @Override
  public String incidentClass() {
    return "nccl-collective-timeout";
  }

  @Override
  public FaultType faultType() {
    return FaultType.NETWORK;
  }

  @Override
  public List<PlanStep> remedies() {
    return List.of(
        PlanStep.of(0, ActionType.ISOLATE_LINK, rootCause),
        PlanStep.of(0, ActionType.DRAIN, SimCluster.nodeOf(rootCause)));
  }

  @Override
  public List<Symptom> symptoms() {
    return List.of(
        Symptom.metric(rootCause, "node_infiniband_link_downed_total"),
        Symptom.log(SimCluster.nodeOf(rootCause), "Link DOWN"));
  }

  @Override
  public void begin(SimWorld world) {
    world.set(rootCause, Condition.LINK_FLAPPING, 1);
  }

  @Override
  public boolean healed(SimWorld world) {
    return world.state(rootCause, Condition.LINK_FLAPPING) == 0
        || world.state(rootCause, Condition.ISOLATED) == 1
        || Treatment.outOfUse(world, SimCluster.nodeOf(rootCause));
  }
}
