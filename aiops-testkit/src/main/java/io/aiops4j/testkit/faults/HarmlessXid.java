package io.aiops4j.testkit.faults;

import io.aiops4j.api.action.PlanStep;
import io.aiops4j.api.compaction.FaultType;
import io.aiops4j.api.topology.Component;
import io.aiops4j.testkit.sim.Condition;
import io.aiops4j.testkit.sim.SimFault;
import io.aiops4j.testkit.sim.SimWorld;
import io.aiops4j.testkit.sim.Symptom;
import java.time.Duration;
import java.util.List;

/**
 * A code of the driver that asks for nothing: a test message of the board's management, a worn
 * information ROM, a method some firmware does not know. It comes a few times and is forgotten. It
 * stays in the sticky gauge all the same; only who stops work because of it does harm.
 */
record HarmlessXid(Component rootCause) implements SimFault {
  private static final Condition NOTED = Condition.of("harmless-xid", 0);

  private static final List<Note> NOTES =
      List.of(
          new Note(37, Gpus.NOBODY + "Driver firmware error, unknown method"),
          new Note(66, Gpus.NOBODY + "Illegal access by driver to a register"),
          new Note(93, Gpus.NOBODY + "Non-fatal violation of provisioned InfoROM wear limit"),
          new Note(106, "SMBPBI Test Message"),
          new Note(141, Gpus.NOBODY + "Fast path error, channel recovered"));

  private Note note() {
    return NOTES.get((int) (Gpus.trait(rootCause, "note") * NOTES.size()));
  }

  @Override
  public String incidentClass() {
    return "gpu-benign";
  }

  @Override
  public FaultType faultType() {
    return FaultType.UNKNOWN;
  }

  @Override
  public List<PlanStep> remedies() {
    return List.of();
  }

  @Override
  public List<Symptom> symptoms() {
    return List.of(
        Symptom.log(Gpus.node(rootCause), "NVRM: Xid .*: " + note().code() + ","),
        Symptom.metric(rootCause, "DCGM_FI_DEV_XID_ERRORS"));
  }

  @Override
  public void begin(SimWorld world) {
    world.set(rootCause, NOTED, 1);
    say(world);
    Recurrence.of(world, rootCause, "again", 60, 400)
        .whilst(() -> !healed(world), () -> say(world));
    double minutes = 3 + 12 * world.chance(rootCause, "forgotten");
    world.later(Duration.ofMillis((long) (60_000 * minutes)), () -> world.set(rootCause, NOTED, 0));
  }

  private void say(SimWorld world) {
    world.xid(rootCause, note().code(), note().text());
  }

  @Override
  public void acted(PlanStep step, SimWorld world) {
    if (Gpus.met(step, rootCause) && world.interrupted() && !healed(world)) {
      world.worsened("stopped work for a note of the driver");
    }
  }

  @Override
  public boolean healed(SimWorld world) {
    return world.state(rootCause, NOTED) == 0;
  }

  /** A code and what the driver says with it. */
  private record Note(int code, String text) {}
}
