package io.aiops4j.testkit.sim;

import io.aiops4j.api.telemetry.Severity;
import io.aiops4j.api.telemetry.TrustClass;
import io.aiops4j.testkit.sim.Fleet.Nic;

/**
 * How links carry traffic and drop it. A flapping link drops while traffic is on it: with the
 * traffic taken off it stays up.
 */
final class LinkPhysics {
  private static final double NODE_BYTES_PER_SECOND = 38e9;

  private final World world;

  LinkPhysics(World world) {
    this.world = world;
  }

  void changed(Nic nic, Condition condition) {
    if (condition != Condition.LINK_FLAPPING && condition != Condition.ISOLATED) {
      return;
    }
    int epoch = ++nic.flapEpoch;
    if (nic.entity.is(Condition.LINK_FLAPPING)) {
      world.after(1_500, () -> drop(nic, epoch));
    }
    if (nic.entity.is(Condition.ISOLATED)) {
      raise(nic);
      Fleet.Job job = nic.node.job;
      if (job != null) {
        world.jobs.pathsChanged(job, nic.node);
      }
    }
  }

  void settle(Fleet.Node node) {
    double speed = node.job == null ? 0 : node.job.entity.now(Condition.SPEED);
    long open = node.nics.stream().filter(nic -> !nic.entity.is(Condition.ISOLATED)).count();
    for (Nic nic : node.nics) {
      boolean carries = !nic.entity.is(Condition.ISOLATED);
      double traffic = carries ? speed * NODE_BYTES_PER_SECOND / open : 0;
      world.follow(nic.entity, Condition.TRAFFIC, traffic);
    }
  }

  private void drop(Nic nic, int epoch) {
    if (epoch != nic.flapEpoch || !nic.entity.is(Condition.LINK_FLAPPING)) {
      return;
    }
    Fleet.Job job = nic.node.job;
    if (job != null
        && JobRunner.phase(job) != JobRunner.Phase.PENDING
        && !nic.entity.is(Condition.ISOLATED)) {
      fall(nic);
      world.jobs.linkDropped(job, nic);
      long down = 4_000 + (long) (world.draw(nic.entity, 0) * 10_000);
      world.after(down, () -> raise(nic));
      world.after(
          down + 12_000 + (long) (world.draw(nic.entity, 1) * 30_000), () -> drop(nic, epoch));
    } else {
      world.after(10_000, () -> drop(nic, epoch));
    }
  }

  /** Drops a link for a moment, too short for anybody but the kernel to notice. */
  void flapOnce(Nic nic, long downMs) {
    if (nic.entity.is(Condition.LINK_UP)) {
      fall(nic);
      world.after(downMs, () -> raise(nic));
    }
  }

  private void fall(Nic nic) {
    world.set(nic.entity, Condition.LINK_UP, 0);
    world.set(nic.entity, Condition.LINK_DOWNED, nic.entity.now(Condition.LINK_DOWNED) + 1);
    kernel(nic, "Link DOWN", Severity.WARN);
  }

  private void raise(Nic nic) {
    if (!nic.entity.is(Condition.LINK_UP)) {
      world.set(nic.entity, Condition.LINK_UP, 1);
      kernel(nic, "Link ACTIVE", Severity.INFO);
    }
  }

  private void kernel(Nic nic, String text, Severity severity) {
    world.log(
        nic.node.entity,
        3,
        TrustClass.KERNEL,
        severity,
        "mlx5_core " + nic.pci + " mlx5_" + nic.index + ": Port: 1 " + text);
  }
}
