package io.aiops4j.testkit.faults;

import io.aiops4j.api.action.ActionType;
import io.aiops4j.api.action.PlanStep;
import io.aiops4j.api.compaction.FaultType;
import io.aiops4j.api.topology.Component;
import io.aiops4j.api.topology.ComponentKind;
import io.aiops4j.testkit.sim.Condition;
import io.aiops4j.testkit.sim.SimCluster;
import io.aiops4j.testkit.sim.SimFault;
import io.aiops4j.testkit.sim.SimWorld;
import io.aiops4j.testkit.sim.Symptom;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A training program that does what its GPUs forbid, with some of its data: the driver stops it
 * there, the job starts again from its last checkpoint, meets the same data and dies again, each
 * time on another GPU. Queued anew it draws other data and gets past. The GPUs are well: whoever
 * resets them or keeps their nodes out takes good hardware away.
 */
final class FaultyProgram implements SimFault {
  /** Job: 1 while its next data lead it astray. */
  private static final Condition ASTRAY = Condition.of("program-astray", 0);

  /** GPU: 1 once the program was stopped on it. */
  private static final Condition BLAMED = Condition.of("blamed-for-program", 0);

  private final Component job;
  private @Nullable Component first;
  private boolean isPageFault;

  FaultyProgram(Component job) {
    this.job = job;
  }

  @Override
  public String incidentClass() {
    return "gpu-app-fault";
  }

  @Override
  public FaultType faultType() {
    return FaultType.CODE_IMAGE;
  }

  @Override
  public Component rootCause() {
    return job;
  }

  @Override
  public List<PlanStep> remedies() {
    return List.of(Treatment.step(ActionType.REQUEUE, job));
  }

  /** Once it has struck it also knows the GPU it struck first; which are next is chance. */
  @Override
  public List<Symptom> symptoms() {
    Symptom text = Symptom.log(job, "CUDA error: an illegal memory access was encountered");
    Symptom ends = Symptom.change(job, "failed");
    Symptom slow = Symptom.metric(job, "training.tokens_per_second");
    return first == null
        ? List.of(text, ends, slow)
        : List.of(
            Symptom.log(Gpus.node(first), "NVRM: Xid .*: (13|31),"),
            text,
            Symptom.metric(first, "DCGM_FI_DEV_XID_ERRORS"),
            ends,
            slow);
  }

  @Override
  public void begin(SimWorld world) {
    world.set(job, ASTRAY, 1);
    isPageFault = world.chance(job, "page fault") < 0.5;
    long first = 3_000 + (long) (12_000 * world.chance(job, "first"));
    world.later(Duration.ofMillis(first), () -> strike(world));
    Recurrence.of(world, job, "the same data again", 20, 80)
        .whilst(() -> !healed(world), () -> strike(world));
  }

  private void strike(SimWorld world) {
    if (healed(world) || !world.isRunning(job)) {
      return;
    }
    List<Component> gpus =
        world.nodesOf(job).stream().flatMap(node -> world.gpusOf(node).stream()).toList();
    Component gpu = gpus.get((int) (world.chance(job, "where") * gpus.size()));
    world.set(gpu, BLAMED, 1);
    first = first == null ? gpu : first;
    if (isPageFault) {
      pageFault(world, gpu);
    } else {
      exception(world, gpu);
    }
    world.failRank(gpu, "CUDA error: an illegal memory access was encountered");
  }

  private void pageFault(SimWorld world, Component gpu) {
    String process = Gpus.process(world, gpu);
    world.xid(
        gpu,
        31,
        process
            + "Ch 00000013, intr 10000000. MMU Fault: ENGINE GRAPHICS GPCCLIENT_T1_"
            + Gpus.index(gpu)
            + " faulted @ 0x7f"
            + Integer.toHexString(0x10 + (int) (0xdf * world.chance(gpu, "page")))
            + "_6c200000. Fault is of type FAULT_PDE ACCESS_TYPE_VIRT_READ");
    world.later(
        Duration.ofMillis(12),
        () -> world.xid(gpu, 45, process + "Ch 00000014 caused by previous Xid 31"));
  }

  private void exception(SimWorld world, Component gpu) {
    int processor = (int) (8 * world.chance(gpu, "processor"));
    String where = " on (GPC " + processor + ", TPC " + (processor + 3) % 5 + ", SM 0): ";
    world.xid(gpu, 13, Gpus.NOBODY + "Graphics SM Warp Exception" + where + "Out Of Range Address");
    world.xid(
        gpu, 13, Gpus.NOBODY + "Graphics SM Global Exception" + where + "Multiple Warp Errors");
    String process = Gpus.process(world, gpu);
    world.later(
        Duration.ofMillis(700),
        () -> world.xid(gpu, 43, process + "Ch 000000" + (10 + Gpus.index(gpu))));
  }

  @Override
  public void acted(PlanStep step, SimWorld world) {
    if (Treatment.is(step, ActionType.REQUEUE, job)) {
      world.set(job, ASTRAY, 0);
    } else if (!healed(world) && takesHardwareAway(step) && isBlamed(step.target(), world)) {
      world.worsened("took a good GPU away for what a program did");
    }
  }

  private static boolean takesHardwareAway(PlanStep step) {
    return List.of(ActionType.CORDON, ActionType.DRAIN, ActionType.REBOOT, ActionType.RESET_GPU)
        .contains(step.type());
  }

  private static boolean isBlamed(Component target, SimWorld world) {
    return target.kind().equals(ComponentKind.GPU)
        ? world.state(target, BLAMED) == 1
        : SimCluster.isGpuNode(target)
            && world.gpusOf(target).stream().anyMatch(gpu -> world.state(gpu, BLAMED) == 1);
  }

  @Override
  public boolean healed(SimWorld world) {
    return world.state(job, ASTRAY) == 0 || world.hasEnded(job);
  }

  @Override
  public String toString() {
    return incidentClass() + " at " + job;
  }
}
