package io.aiops4j.testkit.faults;

import io.aiops4j.api.topology.Component;
import io.aiops4j.testkit.sim.SimWorld;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Something that happens again and again, at random gaps, for as long as it has a reason. */
final class Recurrence {
  private final SimWorld world;
  private final Component component;
  private final String what;
  private final int leastSeconds;
  private final int mostSeconds;

  private Recurrence(
      SimWorld world, Component component, String what, int leastSeconds, int mostSeconds) {
    this.world = world;
    this.component = component;
    this.what = what;
    this.leastSeconds = leastSeconds;
    this.mostSeconds = mostSeconds;
  }

  /**
   * {@return something that happens to a component}
   *
   * @param what any word; another word has other gaps
   * @param leastSeconds the shortest gap, more than 0
   * @param mostSeconds the longest gap
   */
  static Recurrence of(
      SimWorld world, Component component, String what, int leastSeconds, int mostSeconds) {
    return new Recurrence(world, component, what, leastSeconds, mostSeconds);
  }

  /** Happens after a gap, and again, until the reason is gone. */
  void whilst(BooleanSupplier reason, Runnable event) {
    long gapMs =
        (long)
            (1000 * (leastSeconds + (mostSeconds - leastSeconds) * world.chance(component, what)));
    world.later(
        Duration.ofMillis(gapMs),
        () -> {
          if (reason.getAsBoolean()) {
            event.run();
            whilst(reason, event);
          }
        });
  }
}
