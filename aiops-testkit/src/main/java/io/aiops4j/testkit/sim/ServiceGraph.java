package io.aiops4j.testkit.sim;

import io.aiops4j.api.telemetry.ChangeKind;
import io.aiops4j.testkit.sim.Fleet.Release;
import io.aiops4j.testkit.sim.Fleet.Service;
import java.util.List;
import java.util.Map;

/** The services, what their revisions do, and how slowness and failure reach the callers. */
final class ServiceGraph {
  /** How likely a failed call fails its caller. */
  static final double PROPAGATION = 0.85;

  private static final long RESTART_MS = 30_000;
  private static final double P95_FACTOR = 1.55;

  private final World world;
  private final long deployEveryMs;
  private long draws;

  ServiceGraph(World world, SimCluster.Builder settings) {
    this.world = world;
    this.deployEveryMs = settings.deployEvery.toMillis();
  }

  void begin() {
    if (!world.fleet.services.isEmpty() && deployEveryMs > 0) {
      world.after((long) (deployEveryMs * draw()), this::harmlessDeploy);
    }
  }

  /** Callees come before their callers in the fleet's list, so one pass suffices. */
  void settle() {
    for (Service service : world.fleet.services) {
      world.set(service.entity, Condition.LATENCY, typicalMillis(service) * P95_FACTOR / 1000);
      double own = service.entity.now(Condition.OWN_ERRORS);
      double ok = Math.max(0, 1 - own - service.entity.now(Condition.TIMED_OUT));
      for (Service callee : service.callees) {
        ok *= 1 - PROPAGATION * callee.entity.now(Condition.ERRORS);
      }
      world.set(service.entity, Condition.ERRORS, 1 - ok);
    }
  }

  private static double typicalMillis(Service service) {
    double millis = service.ownMillis * service.entity.now(Condition.SLOWDOWN);
    for (Service callee : service.callees) {
      millis += typicalMillis(callee);
    }
    return millis;
  }

  void deploy(Service service, Release release) {
    service.past.add(0, service.release);
    run(service, release, service.revision + 1, "deploy");
  }

  void rollBack(Service service) {
    if (!service.past.isEmpty()) {
      run(service, service.past.remove(0), service.revision + 1, "roll back");
    }
  }

  /** Replicas go one after the other: a little slower for a while, and then as before. */
  void restart(Service service) {
    world.set(service.entity, Condition.SLOWDOWN, service.release.slowdown() * 1.2);
    world.set(service.entity, Condition.UNAVAILABLE, service.release.unavailable() + 1);
    service.replace(world.nowMs(), replica -> true);
    Release running = service.release;
    world.after(
        RESTART_MS,
        () -> {
          if (service.release == running) {
            become(service, running);
          }
        });
  }

  private void run(Service service, Release release, int revision, String why) {
    service.release = release;
    service.revision = revision;
    world.set(service.entity, Condition.REVISION, revision);
    service.replace(world.nowMs(), replica -> true);
    become(service, release);
    world.change(
        ChangeKind.DEPLOY,
        service.entity,
        why + " of " + service.name + " to revision " + revision,
        Map.of("revision", Integer.toString(revision)));
  }

  private void become(Service service, Release release) {
    world.set(service.entity, Condition.OWN_ERRORS, release.ownErrors());
    world.set(service.entity, Condition.SLOWDOWN, release.slowdown());
    world.set(service.entity, Condition.UNAVAILABLE, release.unavailable());
  }

  private double draw() {
    return Noise.uniform(Noise.key(world.fleet.seed, "deploys"), draws++);
  }

  private void harmlessDeploy() {
    List<Service> services = world.fleet.services;
    Service service = services.get((int) (draw() * services.size()));
    if (service.release.equals(Release.GOOD)) {
      deploy(service, new Release(Condition.OWN_ERRORS.healthy(), 1, 0));
    }
    world.after((long) (deployEveryMs * (0.5 + draw())), this::harmlessDeploy);
  }
}
