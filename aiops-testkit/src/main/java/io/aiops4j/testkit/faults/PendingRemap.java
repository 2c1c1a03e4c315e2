package io.aiops4j.testkit.faults;

import io.aiops4j.api.action.ActionType;
import io.aiops4j.api.action.PlanStep;
import io.aiops4j.api.compaction.FaultType;
import io.aiops4j.api.topology.Component;
import io.aiops4j.testkit.sim.Condition;
import io.aiops4j.testkit.sim.SimFault;
import io.aiops4j.testkit.sim.SimWorld;
import io.aiops4j.testkit.sim.Symptom;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * A GPU with a bad memory row that waits to be replaced by a spare one, which a reset does; or that
 * has no spare row left, and then the GPU has to be replaced.
 *
 * <p>Nothing hurts until then, so a reset can wait for a drain: a drained GPU is reset by the
 * maintenance of the fleet. Killing training for it is harm, and so is a reset without spare rows.
 */
record PendingRemap(Component rootCause) implements SimFault {
  private static final Condition NO_SPARE_ROW = Condition.of("no-spare-row", 0);
  private static final Duration MAINTENANCE = Duration.ofSeconds(75);

  private boolean isExhausted() {
    return Gpus.trait(rootCause, "spare rows") < 0.3;
  }

  @Override
  public String incidentClass() {
    return "gpu-row-remap";
  }

  @Override
  public FaultType faultType() {
    return FaultType.HARDWARE;
  }

  @Override
  public List<PlanStep> remedies() {
    return isExhausted()
        ? List.of(Treatment.step(ActionType.OPEN_TICKET, rootCause))
        : List.of(
            Treatment.step(ActionType.DRAIN, Gpus.node(rootCause)),
            Treatment.step(ActionType.RESET_GPU, rootCause),
            Treatment.step(ActionType.REBOOT, Gpus.node(rootCause)));
  }

  @Override
  public List<Symptom> symptoms() {
    Component node = Gpus.node(rootCause);
    return isExhausted()
        ? List.of(
            Symptom.metric(rootCause, "DCGM_FI_DEV_ROW_REMAP_FAILURE"),
            Symptom.log(node, "NVRM: Xid .*: 64,"))
        : List.of(
            Symptom.metric(rootCause, "DCGM_FI_DEV_ROW_REMAP_PENDING"),
            Symptom.metric(rootCause, "DCGM_FI_DEV_UNCORRECTABLE_REMAPPED_ROWS"),
            Symptom.log(node, "NVRM: Xid .*: 63,"));
  }

  @Override
  public void begin(SimWorld world) {
    markRow(world);
    Recurrence.of(world, rootCause, "another row goes bad", 700, 1800)
        .whilst(() -> !healed(world), () -> markRow(world));
    if (isExhausted()) {
      world.show(
          rootCause,
          "DCGM_FI_DEV_ROW_REMAP_FAILURE",
          (ms, usual) -> Math.max(usual, world.stateAt(rootCause, NO_SPARE_ROW, ms)));
      world.set(rootCause, NO_SPARE_ROW, 1);
      world.later(Duration.ofSeconds(40), () -> noSpareRow(world));
    }
  }

  private void markRow(SimWorld world) {
    long row = (long) (world.chance(rootCause, "row") * 0xffffffffffL);
    world.xid(
        rootCause,
        63,
        Gpus.NOBODY
            + String.format(
                Locale.ROOT,
                "Row Remapper: row 0x%010x marked for remapping, reset GPU to activate",
                row));
    double pending = world.state(rootCause, Condition.REMAP_PENDING);
    world.set(rootCause, Condition.REMAP_PENDING, pending + 1);
  }

  private void noSpareRow(SimWorld world) {
    if (!healed(world)) {
      world.xid(
          rootCause, 64, Gpus.NOBODY + "Row Remapper: remapping failed, bank has no spare rows");
    }
  }

  @Override
  public void acted(PlanStep step, SimWorld world) {
    if (Gpus.wasReset(step, rootCause)) {
      if (world.state(rootCause, NO_SPARE_ROW) == 1) {
        noSpareRow(world);
        world.worsened("a reset without spare rows: the GPU has to be replaced");
      } else if (world.interrupted()) {
        world.worsened("stopped training for a remap that could wait for a drain");
      }
    } else if (Treatment.is(step, ActionType.DRAIN, Gpus.node(rootCause)) && !isExhausted()) {
      world.later(MAINTENANCE, () -> maintain(world));
    }
    Treatment.byPeople(world, step, rootCause, () -> replace(world));
  }

  private void maintain(SimWorld world) {
    double pending = world.state(rootCause, Condition.REMAP_PENDING);
    if (Treatment.outOfUse(world, Gpus.node(rootCause)) && pending > 0) {
      double remapped = world.state(rootCause, Condition.REMAPPED_ROWS);
      world.set(rootCause, Condition.REMAPPED_ROWS, remapped + pending);
      world.set(rootCause, Condition.REMAP_PENDING, 0);
      world.set(rootCause, Condition.XID, 0);
    }
  }

  private void replace(SimWorld world) {
    world.failRank(rootCause, "CUDA error: the GPU was taken out");
    world.set(rootCause, NO_SPARE_ROW, 0);
    world.set(rootCause, Condition.REMAP_PENDING, 0);
    world.set(rootCause, Condition.REMAPPED_ROWS, 0);
    world.set(rootCause, Condition.XID, 0);
  }

  @Override
  public boolean healed(SimWorld world) {
    return world.state(rootCause, Condition.REMAP_PENDING) == 0
        && world.state(rootCause, NO_SPARE_ROW) == 0;
  }
}
