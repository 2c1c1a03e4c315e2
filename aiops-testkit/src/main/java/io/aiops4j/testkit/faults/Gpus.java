package io.aiops4j.testkit.faults;

import io.aiops4j.api.action.ActionType;
import io.aiops4j.api.action.PlanStep;
import io.aiops4j.api.telemetry.Severity;
import io.aiops4j.api.telemetry.TrustClass;
import io.aiops4j.api.topology.Component;
import io.aiops4j.api.topology.ComponentKind;
import io.aiops4j.testkit.sim.SimCluster;
import io.aiops4j.testkit.sim.SimWorld;
import java.util.List;

/** Where a GPU is, and what the kernel and the trainers call it. */
final class Gpus {
  /** What the driver writes where it does not know whose work it was. */
  static final String NOBODY = "pid='<unknown>', name=<unknown>, ";

  private Gpus() {}

  static Component node(Component gpu) {
    return SimCluster.nodeOf(gpu);
  }

  /** {@return its place in the node, from 0} */
  static int index(Component gpu) {
    return Integer.parseInt(gpu.name().substring(gpu.name().lastIndexOf('-') + 1));
  }

  /** {@return the first GPU of a node} */
  static Component first(Component node) {
    return Component.of(ComponentKind.GPU, node.name() + "/gpu-0");
  }

  /** {@return whether something was done to the GPU or to its node} */
  static boolean met(PlanStep step, Component gpu) {
    return step.target().equals(gpu) || step.target().equals(node(gpu));
  }

  /** {@return whether the GPU was reset, alone or with its node} */
  static boolean wasReset(PlanStep step, Component gpu) {
    return Treatment.is(step, ActionType.RESET_GPU, gpu)
        || Treatment.is(step, ActionType.REBOOT, node(gpu));
  }

  /** {@return the number of the rank on a GPU within a job that has its node} */
  static int rank(SimWorld world, Component job, Component gpu) {
    List<Component> nodes = world.nodesOf(job);
    return nodes.indexOf(node(gpu)) * world.gpusOf(node(gpu)).size() + index(gpu);
  }

  /** {@return how the driver names the process on a GPU: another number each time it starts} */
  static String process(SimWorld world, Component gpu) {
    return "pid=" + pid(world, gpu) + ", name=python3, ";
  }

  static int pid(SimWorld world, Component gpu) {
    return 20_000 + 8 * (int) (25_000 * world.chance(gpu, "pid")) + index(gpu);
  }

  static void kernel(SimWorld world, Component gpu, Severity severity, String line) {
    world.log(node(gpu), TrustClass.KERNEL, severity, line);
  }

  /**
   * {@return a number in [0, 1) that belongs to a component for good, in every fleet: which variant
   * of a class strikes it}
   */
  static double trait(Component component, String purpose) {
    return Draws.uniform(Draws.mix(0, component.name()), purpose);
  }
}
