package io.aiops4j.testkit.sim;

import io.aiops4j.api.telemetry.ChangeKind;
import io.aiops4j.api.telemetry.Severity;
import io.aiops4j.api.telemetry.TrustClass;
import io.aiops4j.testkit.sim.Fleet.Gpu;
import io.aiops4j.testkit.sim.Fleet.Nic;
import io.aiops4j.testkit.sim.Fleet.Node;
import io.aiops4j.testkit.sim.Fleet.Service;
import java.util.Map;
import java.util.function.LongConsumer;

/**
 * What goes on in a healthy fleet and looks like trouble: pods that are replaced, configurations
 * that change, power that is capped, networks that are slow for a minute, a link that flaps once.
 * Everything is over by itself and hurts nobody for long.
 *
 * <p>Each component has events of its own, at intervals that only the seed and its name decide, so
 * that a new component shifts nobody's. What a fault changes meanwhile stays as the fault wants it.
 */
final class Ambient {
  private static final double HOUR_MS = 3_600_000;

  /** A part of its clock that a capped GPU loses; management shaves peaks, and not more. */
  private static final double CAPPED = 0.95;

  /** A minute or so of a slow network: SREGym's ambient noise lasts up to 120 seconds. */
  private static final double DELAYED = 2;

  private final World world;
  private final NoiseProfile.Life life;

  Ambient(World world) {
    this.world = world;
    this.life = world.fleet.noise.life();
  }

  void begin() {
    for (Node node : world.fleet.nodes) {
      repeat(node.entity, "pod-kill", life.podKill(), draw -> replaceDaemon(node, draw));
      repeat(node.entity, "power-cap", life.powerCap(), draw -> capPower(node, draw));
      for (Nic nic : node.nics) {
        repeat(nic.entity, "flap", life.flap(), draw -> flap(nic, draw));
      }
    }
    for (Service service : world.fleet.services) {
      repeat(service.entity, "pod-kill", life.podKill(), draw -> replaceReplica(service, draw));
      repeat(service.entity, "config", life.config(), draw -> configure(service, draw));
      repeat(service.entity, "delay", life.delay(), draw -> delay(service, draw));
    }
  }

  /** Lets something happen to a component again and again, at exponential intervals. */
  private void repeat(Entity entity, String what, double meanHours, LongConsumer event) {
    if (meanHours > 0) {
      schedule(Noise.key(entity.key, what), meanHours * HOUR_MS, 0, event);
    }
  }

  private void schedule(long key, double meanMs, long number, LongConsumer event) {
    world.after(
        (long) Noise.exponential(key, 2 * number, meanMs),
        () -> {
          event.accept(Noise.bits(key, 2 * number + 1));
          schedule(key, meanMs, number + 1, event);
        });
  }

  /** The manager of the switches is left alone: jobs would die. */
  private void replaceDaemon(Node node, long draw) {
    Daemon daemon = between(draw, 0, 2) == 0 ? Daemon.DCGM_EXPORTER : Daemon.DEVICE_PLUGIN;
    Entity pod = node.pods.get(daemon.ordinal());
    if (!node.entity.is(Condition.NODE_UP) || !pod.is(Condition.POD_READY)) {
      return;
    }
    world.pulse(pod, Condition.POD_READY, 0, between(draw, 9_000, 22_000));
    pod.restartCounters(world.nowMs());
    String name = pod.component.name();
    kubelet(node.entity, 0, "\"Killing container with a grace period\" pod=\"" + name + "\"");
    kubelet(node.entity, 2_500, "\"SyncLoop ADD\" source=\"api\" pods=[\"" + name + "\"]");
  }

  private void replaceReplica(Service service, long draw) {
    if (service.entity.is(Condition.UNAVAILABLE)) {
      return;
    }
    world.pulse(service.entity, Condition.UNAVAILABLE, 1, between(draw, 18_000, 40_000));
    int[] left = {(int) between(draw, 0, service.replicasAt(world.nowMs()).size())};
    service.replace(world.nowMs(), replica -> left[0]-- == 0);
    kubelet(
        service.host, 0, "\"Killing container with a grace period\" pod=\"" + service.name + "\"");
    say(service, 21_000, "Started " + service.name + " in " + between(draw, 3, 9) + " seconds");
  }

  private void configure(Service service, long draw) {
    boolean flag = between(draw, 0, 3) == 0;
    String what =
        flag
            ? "flag " + service.name + ".compact-log on for " + between(draw, 1, 50) + " percent"
            : "configmap " + service.name + "-settings version " + between(draw, 2, 900);
    world.change(flag ? ChangeKind.FLAG : ChangeKind.CONFIG, service.entity, what, Map.of());
    say(service, 4_000, "configuration reloaded");
  }

  /** Power management takes a little of the clock of the GPUs of one node for some minutes. */
  private void capPower(Node node, long draw) {
    for (Gpu gpu : node.gpus) {
      if (gpu.entity.now(Condition.POWER_CAP) == 1) {
        world.pulse(gpu.entity, Condition.POWER_CAP, CAPPED, between(draw, 120_000, 480_000));
      }
    }
  }

  private void delay(Service service, long draw) {
    if (service.entity.now(Condition.SLOWDOWN) == 1) {
      world.pulse(service.entity, Condition.SLOWDOWN, DELAYED, between(draw, 30_000, 90_000));
    }
  }

  /** Shorter than the network's retries: the job notices nothing. */
  private void flap(Nic nic, long draw) {
    if (!nic.entity.is(Condition.LINK_FLAPPING) && !nic.entity.is(Condition.ISOLATED)) {
      world.links.flapOnce(nic, between(draw, 1_200, 4_000));
    }
  }

  /** Links are trained while a node boots, and the health check is early (NVSentinel 1701). */
  void booted(Node node) {
    if (!life.bootNoise()) {
      return;
    }
    for (Gpu gpu : node.gpus) {
      long draw = Noise.bits(gpu.entity.key, world.nowMs());
      for (int link = 0; link < between(draw, 0, 5); link++) {
        world.log(
            node.entity,
            3_000 + between(Noise.bits(draw, link), 0, 45_000),
            TrustClass.NODE_AGENT,
            Severity.ERROR,
            "dcgm-health: Detected a FAILURE in health system NVLink: 'GPU "
                + gpu.index
                + "'s NvLink link "
                + link
                + " is currently down.'");
      }
    }
  }

  private void kubelet(Entity machine, long delayMs, String what) {
    world.log(machine, delayMs, TrustClass.NODE_AGENT, Severity.INFO, "kubelet[1630]: " + what);
  }

  private void say(Service service, long delayMs, String what) {
    world.log(service.entity, delayMs, TrustClass.WORKLOAD, Severity.INFO, what);
  }

  /** {@return a whole number in a half-open range} */
  private static long between(long draw, long low, long high) {
    return low + (long) ((high - low) * Noise.uniform(draw, high));
  }
}
