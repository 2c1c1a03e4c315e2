package io.aiops4j.testkit.sim;

import io.aiops4j.api.topology.ComponentKind;
import org.jspecify.annotations.Nullable;

/** How far the clock of a machine is ahead: an offset of its own and a drift until it is set. */
final class Clocks {
  /** A time daemon corrects its clock about as often. */
  private static final long SET_EVERY_MS = 1_024_000;

  private final NoiseProfile.Clocks noise;

  Clocks(NoiseProfile.Clocks noise) {
    this.noise = noise;
  }

  /** {@return by how many milliseconds the stamps of a component's logs and spans are too late} */
  long aheadMs(Entity entity, long ms) {
    Entity machine = machine(entity);
    if (noise.skewMs() == 0 || machine == null) {
      return 0;
    }
    boolean lost = machine.trait("clock-lost", 0, 1) < noise.lost();
    double most = lost ? noise.lostMs() : noise.skewMs();
    double offset = machine.trait("clock-offset", -most, most);
    double drift = machine.trait("clock-drift", -1, 1) * noise.driftPerMillion() / 1e6;
    long phase = (long) machine.trait("clock-phase", 0, SET_EVERY_MS);
    return Math.round(offset + drift * Math.floorMod(ms + phase, SET_EVERY_MS));
  }

  /** Jobs, queues and storage are written down by one server, whose clock is the fleet's. */
  private static @Nullable Entity machine(Entity entity) {
    if (entity.part instanceof Fleet.Service service) {
      return service.host;
    }
    if (entity.node != null) {
      return entity.node.entity;
    }
    return entity.component.kind().equals(ComponentKind.NODE) ? entity : null;
  }

  /** {@return the most that any clock can be wrong} */
  long mostMs() {
    double most = noise.lost() > 0 ? Math.max(noise.lostMs(), noise.skewMs()) : noise.skewMs();
    return (long) Math.ceil(most + noise.driftPerMillion() / 1e6 * SET_EVERY_MS);
  }
}
