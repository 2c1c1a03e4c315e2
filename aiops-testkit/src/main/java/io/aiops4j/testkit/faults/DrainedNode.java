package io.aiops4j.testkit.faults;

import io.aiops4j.api.action.ActionType;
import io.aiops4j.api.action.PlanStep;
import io.aiops4j.api.compaction.FaultType;
import io.aiops4j.api.telemetry.Severity;
import io.aiops4j.api.telemetry.TrustClass;
import io.aiops4j.api.topology.Component;
import io.aiops4j.testkit.sim.Condition;
import io.aiops4j.testkit.sim.SimCluster;
import io.aiops4j.testkit.sim.SimFault;
import io.aiops4j.testkit.sim.SimWorld;
import io.aiops4j.testkit.sim.Symptom;
import java.time.Duration;
import java.util.List;

/**
 * A node that the batch scheduler has drained: by itself, as a step would not end or a prolog
 * failed, or by somebody who works on it. The first may be resumed once it is well. The second is
 * theirs to resume.
 *
 * @param rootCause the node
 * @param foreign whether somebody works on it
 */
record DrainedNode(Component rootCause, boolean foreign) implements SimFault {
  /** While somebody works on a node, it is drained again as soon as they see it resumed. */
  private static final Condition WORKED_ON = Condition.of("worked-on", 0);

  private static final double FOREIGN = 0.3;
  private static final double PROLOG = 0.3;

  /** {@return a drain whose owner belongs to the node} */
  static SimFault of(Component node) {
    return new DrainedNode(node, Gpus.trait(node, "owner of a drain") < FOREIGN);
  }

  @Override
  public String incidentClass() {
    return "slurm-node-drain";
  }

  @Override
  public FaultType faultType() {
    return FaultType.CONFIG;
  }

  @Override
  public List<PlanStep> remedies() {
    return foreign
        ? List.of(Treatment.step(ActionType.OPEN_TICKET, rootCause))
        : List.of(
            Treatment.step(ActionType.UNCORDON, rootCause),
            Treatment.step(ActionType.REBOOT, rootCause));
  }

  @Override
  public List<Symptom> symptoms() {
    return List.of(
        Symptom.metric(rootCause, "slurm_node_state"),
        Symptom.log(
            SimCluster.queue(), "update_node: node " + rootCause.name() + " reason set to: "));
  }

  @Override
  public void begin(SimWorld world) {
    if (foreign) {
      world.set(rootCause, WORKED_ON, 1);
      drain(world, "mkoch: new riser card, back in an hour, please leave");
    } else if (world.chance(rootCause, "why") < PROLOG) {
      world.failRank(rootCause, "slurmstepd: error: job prolog failed");
      slurmctld(
          world,
          Severity.ERROR,
          "error: validate_node_specs: Prolog or job env setup failure on node "
              + rootCause.name()
              + ", draining the node");
      drain(world, "Prolog error");
    } else {
      world.failRank(rootCause, "received signal 9, the step was cancelled");
      stepDoesNotEnd(world);
      drain(world, "Kill task failed");
    }
  }

  private void stepDoesNotEnd(SimWorld world) {
    int step = 40_000 + (int) (9_000 * world.chance(rootCause, "step"));
    world.log(
        rootCause,
        TrustClass.NODE_AGENT,
        Severity.ERROR,
        "slurmstepd: error: *** STEP "
            + step
            + ".0 STEPD TERMINATED ON "
            + rootCause.name()
            + " AT "
            + world.now().toString().substring(0, 19)
            + " DUE TO JOB NOT ENDING WITH SIGNALS ***");
  }

  private void drain(SimWorld world, String reason) {
    world.set(rootCause, Condition.SCHEDULER_DRAINED, 1);
    updated(world, "reason set to: " + reason);
    updated(world, "state set to DRAINING");
  }

  private void resume(SimWorld world) {
    world.set(rootCause, WORKED_ON, 0);
    world.set(rootCause, Condition.SCHEDULER_DRAINED, 0);
    updated(world, "state set to IDLE");
  }

  private void updated(SimWorld world, String text) {
    slurmctld(world, Severity.INFO, "update_node: node " + rootCause.name() + " " + text);
  }

  private static void slurmctld(SimWorld world, Severity severity, String line) {
    world.log(SimCluster.queue(), TrustClass.CONTROL_PLANE, severity, line);
  }

  @Override
  public void acted(PlanStep step, SimWorld world) {
    boolean resumes =
        Treatment.is(step, ActionType.UNCORDON, rootCause)
            || Treatment.is(step, ActionType.REBOOT, rootCause);
    if (resumes && world.state(rootCause, WORKED_ON) == 1) {
      world.worsened("somebody has the node open");
      world.set(rootCause, Condition.SCHEDULER_DRAINED, 0);
      world.later(
          Duration.ofSeconds(90),
          () -> {
            if (world.state(rootCause, WORKED_ON) == 1) {
              drain(world, "mkoch: still working on it, please leave");
            }
          });
    } else if (resumes && world.state(rootCause, Condition.SCHEDULER_DRAINED) == 1) {
      resume(world);
    }
    if (foreign) {
      Treatment.byPeople(world, step, rootCause, () -> resume(world));
    }
  }

  @Override
  public boolean healed(SimWorld world) {
    return world.state(rootCause, Condition.SCHEDULER_DRAINED) == 0
        && world.state(rootCause, WORKED_ON) == 0;
  }
}
