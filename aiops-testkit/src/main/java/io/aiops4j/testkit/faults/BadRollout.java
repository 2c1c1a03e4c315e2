package io.aiops4j.testkit.faults;

import io.aiops4j.api.action.ActionType;
import io.aiops4j.api.action.PlanStep;
import io.aiops4j.api.compaction.FaultType;
import io.aiops4j.api.telemetry.Severity;
import io.aiops4j.api.telemetry.TrustClass;
import io.aiops4j.api.topology.Component;
import io.aiops4j.testkit.sim.Condition;
import io.aiops4j.testkit.sim.SimFault;
import io.aiops4j.testkit.sim.SimWorld;
import io.aiops4j.testkit.sim.Symptom;
import java.util.List;

/** A revision of a service that fails many requests and is slow with the rest. */
record BadRollout(Component rootCause) implements SimFault {
  private static final double OWN_ERRORS = 0.2;
  private static final double SLOWDOWN = 2.5;

  @Override
  public String incidentClass() {
    return "bad-rollout";
  }

  @Override
  public FaultType faultType() {
    return FaultType.CODE_IMAGE;
  }

  @Override
  public List<PlanStep> remedies() {
    return List.of(PlanStep.of(0, ActionType.ROLLBACK, rootCause));
  }

  @Override
  public List<Symptom> symptoms() {
    return List.of(
        Symptom.metric(rootCause, "kube_deployment_status_replicas_unavailable"),
        Symptom.log(rootCause, "Back-off restarting failed container"),
        Symptom.metric(rootCause, "http.server.error_ratio"));
  }

  @Override
  public void begin(SimWorld world) {
    world.deploy(rootCause, OWN_ERRORS, SLOWDOWN, 1);
    Recurrence.of(world, rootCause, "back-off", 20, 150)
        .whilst(
            () -> !healed(world),
            () ->
                world.log(
                    rootCause,
                    TrustClass.CONTROL_PLANE,
                    Severity.WARN,
                    "BackOff: Back-off restarting failed container " + rootCause.name()));
  }

  @Override
  public boolean healed(SimWorld world) {
    return world.state(rootCause, Condition.OWN_ERRORS) < OWN_ERRORS / 2;
  }
}
