package io.aiops4j.testkit.faults;

import io.aiops4j.api.action.ActionType;
import io.aiops4j.api.action.PlanStep;
import io.aiops4j.api.compaction.FaultType;
import io.aiops4j.api.telemetry.ChangeKind;
import io.aiops4j.api.topology.Component;
import io.aiops4j.api.topology.ComponentKind;
import io.aiops4j.testkit.sim.Condition;
import io.aiops4j.testkit.sim.SimCluster;
import io.aiops4j.testkit.sim.SimFault;
import io.aiops4j.testkit.sim.SimWorld;
import io.aiops4j.testkit.sim.Symptom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A job waits although enough GPUs are free: somebody left a cordon on a well node, and what is
 * left is a node too few, even if all small jobs gave way. What the scheduler writes of it follows
 * by itself.
 *
 * <p>Which node that is depends on the fleet at onset; only then is there a remedy.
 */
final class StarvedQueue implements SimFault {
  private static final String PREEMPTED = "received signal 15, preempted for maintenance";

  private final Component rootCause;
  private final List<Component> held = new ArrayList<>();

  StarvedQueue(Component queue) {
    this.rootCause = queue;
  }

  @Override
  public Component rootCause() {
    return rootCause;
  }

  @Override
  public String incidentClass() {
    return "scheduler-starvation";
  }

  @Override
  public FaultType faultType() {
    return FaultType.RESOURCE_EXHAUSTION;
  }

  @Override
  public List<PlanStep> remedies() {
    return held.stream().map(node -> Treatment.step(ActionType.UNCORDON, node)).toList();
  }

  @Override
  public List<Symptom> symptoms() {
    List<Symptom> symptoms = new ArrayList<>();
    symptoms.add(Symptom.log(rootCause, "nodes are available: .*were unschedulable"));
    symptoms.add(Symptom.metric(rootCause, "slurm_queue_pending"));
    for (Component node : held) {
      symptoms.add(Symptom.metric(node, "kube_node_spec_unschedulable"));
      symptoms.add(Symptom.change(node, "maintenance"));
    }
    return symptoms;
  }

  @Override
  public void begin(SimWorld world) {
    List<Component> withinReach =
        gpuNodes(world).stream().filter(node -> isWithinReach(world, node)).toList();
    if (withinReach.isEmpty()) {
      List<Component> busy =
          gpuNodes(world).stream().filter(node -> world.carriesWork(node)).toList();
      if (busy.isEmpty()) {
        throw new IllegalArgumentException(
            incidentClass() + " needs a node that takes work or has some; this fleet has none");
      }
      Component node = busy.get((int) (busy.size() * world.chance(rootCause, "node")));
      hold(world, node);
      world.failRank(node, PREEMPTED);
    } else {
      List<Component> idle = withinReach.stream().filter(node -> !world.carriesWork(node)).toList();
      List<Component> choice = idle.isEmpty() ? withinReach : idle;
      Component node = choice.get((int) (choice.size() * world.chance(rootCause, "node")));
      hold(world, node);
      world.failRank(node, PREEMPTED);
      String name = "checkpoint-eval-" + world.now().getEpochSecond();
      int minutes = 20 + (int) (30 * world.chance(rootCause, "runs"));
      world.submit(name, withinReach.size(), Duration.ofMinutes(minutes));
    }
  }

  private void hold(SimWorld world, Component node) {
    held.add(node);
    world.set(node, Condition.CORDONED, 1);
    world.change(
        ChangeKind.NODE_LIFECYCLE,
        node,
        node.name() + " cordoned for the maintenance of last night");
  }

  private static List<Component> gpuNodes(SimWorld world) {
    return world.components(ComponentKind.NODE).stream().filter(SimCluster::isGpuNode).toList();
  }

  /** A job that is no small one itself could have the node. */
  private static boolean isWithinReach(SimWorld world, Component node) {
    return takesWork(world, node) && world.jobOn(node).filter(job -> !world.isBatch(job)).isEmpty();
  }

  private static boolean takesWork(SimWorld world, Component node) {
    return world.state(node, Condition.CORDONED) == 0
        && world.state(node, Condition.SCHEDULER_DRAINED) == 0
        && world.state(node, Condition.WITHHELD_GPUS) == 0
        && world.state(node, Condition.NODE_UP) == 1
        && world.state(node, Condition.NODE_READY) == 1;
  }

  @Override
  public void acted(PlanStep step, SimWorld world) {
    boolean pushesAside = step.type().equals(ActionType.REQUEUE) && world.interrupted();
    if (pushesAside && !healed(world)) {
      world.worsened("stopped running work for a job that waits beside a free node");
    }
  }

  /** A job that gets in elsewhere after all leaves the next one short of the same node. */
  @Override
  public boolean healed(SimWorld world) {
    return held.stream().allMatch(node -> world.state(node, Condition.CORDONED) == 0);
  }
}
