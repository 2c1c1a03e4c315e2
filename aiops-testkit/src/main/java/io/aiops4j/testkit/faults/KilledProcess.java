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
import org.jspecify.annotations.Nullable;

/**
 * Somebody killed a process of a job: the driver removes its channels, which it reports as Xid 45
 * on the GPUs of the node. An echo of what was done on purpose: the job starts again by itself.
 */
final class KilledProcess implements SimFault {
  private static final Condition ECHOES = Condition.of("channels-being-removed", 0);

  private final Component gpu;
  private @Nullable Component job;

  KilledProcess(Component gpu) {
    this.gpu = gpu;
  }

  @Override
  public String incidentClass() {
    return "gpu-secondary";
  }

  @Override
  public FaultType faultType() {
    return FaultType.UNKNOWN;
  }

  @Override
  public Component rootCause() {
    return gpu;
  }

  @Override
  public List<PlanStep> remedies() {
    return List.of();
  }

  /** Once it has begun it also knows the job whose process it was. */
  @Override
  public List<Symptom> symptoms() {
    Symptom line = Symptom.log(Gpus.node(gpu), "NVRM: Xid .*: 45,");
    Symptom gauge = Symptom.metric(gpu, "DCGM_FI_DEV_XID_ERRORS");
    return job == null ? List.of(line, gauge) : List.of(line, gauge, Symptom.change(job, "failed"));
  }

  @Override
  public void begin(SimWorld world) {
    world.set(gpu, ECHOES, 1);
    job = world.jobOn(gpu).orElse(null);
    world.failRank(gpu, "worker was terminated by signal 9 (SIGKILL)");
    echo(world, gpu);
    for (Component peer : world.gpusOf(Gpus.node(gpu))) {
      if (!peer.equals(gpu) && world.chance(peer, "echo") < 0.8) {
        long ms = 150 + (long) (2_500 * world.chance(peer, "echo after"));
        world.later(Duration.ofMillis(ms), () -> echo(world, peer));
      }
    }
    double minutes = 3 + 5 * world.chance(gpu, "over");
    world.later(Duration.ofMillis((long) (60_000 * minutes)), () -> world.set(gpu, ECHOES, 0));
  }

  private static void echo(SimWorld world, Component peer) {
    int channel = 8 + (int) (8 * world.chance(peer, "channel"));
    world.xid(peer, 45, Gpus.process(world, peer) + "Ch 0000000" + Integer.toHexString(channel));
  }

  @Override
  public void acted(PlanStep step, SimWorld world) {
    if (Gpus.met(step, gpu) && world.interrupted() && !healed(world)) {
      world.worsened("stopped work for the echo of a kill");
    }
  }

  @Override
  public boolean healed(SimWorld world) {
    return world.state(gpu, ECHOES) == 0;
  }

  @Override
  public String toString() {
    return incidentClass() + " at " + gpu;
  }
}
