package io.aiops4j.testkit.sim;

import io.aiops4j.api.telemetry.Severity;
import io.aiops4j.api.telemetry.TrustClass;
import io.aiops4j.testkit.sim.Fleet.Gpu;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How a GPU warms, slows down, and loses memory.
 *
 * <p>Power follows work and clock, temperature follows power through the cooling, and the clock
 * follows temperature in two steps with hysteresis: a software slowdown at 87 and a hardware
 * slowdown at 90 degrees. The levels are of the order of a 700 W data-centre GPU.
 */
final class GpuPhysics {
  static final double IDLE_WATTS = 80;
  static final double BUSY_WATTS = 560;
  static final double FULL_CLOCK = 1980;
  static final double IDLE_CLOCK = 345;

  private static final double SPIN_WATTS = 185;
  private static final double TAU_MS = 75_000;
  private static final double[] CLOCK_FACTOR = {1, 0.8, 0.5};

  /** Up at 87 and 90 degrees, down at 84 and 87. */
  private static final double[] UP = {87, 90, Double.POSITIVE_INFINITY};

  private static final double[] DOWN = {Double.NEGATIVE_INFINITY, 84, 87};

  private final World world;

  GpuPhysics(World world) {
    this.world = world;
  }

  private static double clockFactor(Gpu gpu) {
    return CLOCK_FACTOR[(int) gpu.entity.now(Condition.THROTTLE)]
        * gpu.entity.now(Condition.CLOCK_LIMIT)
        * gpu.entity.now(Condition.POWER_CAP);
  }

  /** {@return the share of the healthy speed that the GPU is capable of} */
  static double capability(Gpu gpu) {
    return gpu.entity.is(Condition.PRESENT) ? clockFactor(gpu) * gpu.entity.rate() : 0;
  }

  /** Starts a GPU at the temperature of its present load. */
  void warmUp(Gpu gpu) {
    gpu.heat.steady(gpu.ambient + gpu.kelvinPerWatt * gpu.entity.now(Condition.POWER));
  }

  void changed(Gpu gpu, Condition condition) {
    if (condition == Condition.MEMORY_BROKEN) {
      int epoch = ++gpu.errorEpoch;
      if (gpu.entity.is(Condition.MEMORY_BROKEN)) {
        world.after(2_000, () -> memoryError(gpu, epoch));
      }
    }
  }

  void settle(Fleet.Node node) {
    for (Gpu gpu : node.gpus) {
      settle(gpu, node, node.job);
    }
  }

  private void settle(Gpu gpu, Fleet.Node node, Fleet.@Nullable Job job) {
    JobRunner.Phase phase = job == null ? JobRunner.Phase.PENDING : JobRunner.phase(job);
    boolean up = node.entity.is(Condition.NODE_UP);
    double factor = clockFactor(gpu);
    double clock = FULL_CLOCK * factor;
    double watts = IDLE_WATTS;
    double utilisation = 0;
    double tensor = 0;
    if (!up || job == null || phase == JobRunner.Phase.PENDING) {
      clock = IDLE_CLOCK;
    } else if (phase == JobRunner.Phase.STARTING) {
      watts = 130;
      utilisation = 8;
      tensor = 0.01;
    } else if (phase == JobRunner.Phase.HUNG) {
      watts = SPIN_WATTS;
      utilisation = 100;
    } else if (job.entity.is(Condition.CHECKPOINTING)) {
      watts = 115;
    } else {
      double speed = job.entity.now(Condition.SPEED);
      double work = Math.min(1, speed / Math.max(capability(gpu), 1e-9));
      watts =
          IDLE_WATTS
              + (BUSY_WATTS - IDLE_WATTS) * (0.35 + 0.65 * work) * StrictMath.pow(factor, 1.6);
      utilisation = 98;
      tensor = 0.46 * speed;
    }
    world.follow(gpu.entity, Condition.CLOCK, clock);
    world.follow(gpu.entity, Condition.POWER, watts);
    world.follow(gpu.entity, Condition.UTILISATION, utilisation);
    world.follow(gpu.entity, Condition.TENSOR_ACTIVE, tensor);
    double resistance = gpu.entity.now(Condition.HEAT_RESISTANCE);
    double target = gpu.ambient + gpu.kelvinPerWatt * resistance * watts;
    boolean turns = gpu.heat.aim(world.nowMs(), target, TAU_MS * resistance);
    if (turns || gpu.watchedLevel != gpu.entity.now(Condition.THROTTLE)) {
      watchHeat(gpu);
    }
  }

  /** Lets the next slowdown step happen when the temperature gets there. */
  private void watchHeat(Gpu gpu) {
    int level = (int) gpu.entity.now(Condition.THROTTLE);
    double celsius = gpu.heat.at(world.nowMs());
    long up = celsius >= UP[level] ? 0 : gpu.heat.reaches(world.nowMs(), UP[level]);
    long down = celsius <= DOWN[level] ? 0 : gpu.heat.reaches(world.nowMs(), DOWN[level]);
    int epoch = ++gpu.heatEpoch;
    gpu.watchedLevel = level;
    if (up >= 0) {
      world.after(up, () -> throttle(gpu, level + 1, epoch));
    } else if (down >= 0) {
      world.after(down, () -> throttle(gpu, level - 1, epoch));
    }
  }

  private void throttle(Gpu gpu, int level, int epoch) {
    if (epoch != gpu.heatEpoch) {
      return;
    }
    boolean worse = level > gpu.entity.now(Condition.THROTTLE);
    world.set(gpu.entity, Condition.THROTTLE, level);
    if (worse) {
      world.log(
          gpu.node.entity,
          350,
          TrustClass.NODE_AGENT,
          Severity.WARN,
          "dcgm-health: Detected clocks event due to thermal violation in GPU " + gpu.index);
    }
  }

  private void memoryError(Gpu gpu, int epoch) {
    if (epoch != gpu.errorEpoch) {
      return;
    }
    boolean busy = gpu.entity.now(Condition.UTILISATION) > 50;
    if (busy || world.draw(gpu.entity, 0) < 0.35) {
      double errors = gpu.entity.now(Condition.DOUBLE_BIT_ERRORS) + 1;
      world.set(gpu.entity, Condition.DOUBLE_BIT_ERRORS, errors);
      world.set(gpu.entity, Condition.REMAP_PENDING, 1);
      int partition = (int) (world.draw(gpu.entity, 1) * 10);
      String row =
          String.format(Locale.ROOT, "0x%010x", (long) (world.draw(gpu.entity, 2) * 0xffffffffffL));
      world.xid(
          gpu,
          0,
          48,
          "pid='<unknown>', name=<unknown>, An uncorrectable double bit error (DBE) was detected"
              + " in framebuffer partition "
              + partition);
      world.xid(
          gpu,
          15,
          63,
          "pid='<unknown>', name=<unknown>, Row Remapper: row "
              + row
              + " marked for remapping, reset GPU to activate");
      world.xid(
          gpu,
          46,
          94,
          "pid="
              + (4000 + gpu.index)
              + ", name=python3, Contained: FB (0x"
              + Integer.toHexString(partition)
              + ",0x1). RST: No, D-RST: No");
      Fleet.Job job = gpu.node.job;
      if (busy && job != null) {
        world.jobs.rankDied(
            job, gpu.node, gpu.index, "CUDA error: uncorrectable ECC error encountered");
      }
    }
    long next = 35_000 + (long) Noise.exponential(gpu.entity.key, world.nowMs(), 45_000);
    world.after(next, () -> memoryError(gpu, epoch));
  }

  /** What a reset clears; spare rows take the place of the broken ones. */
  void reset(Gpu gpu) {
    double remapped =
        gpu.entity.now(Condition.REMAPPED_ROWS) + gpu.entity.now(Condition.REMAP_PENDING);
    world.set(gpu.entity, Condition.REMAPPED_ROWS, remapped);
    world.set(gpu.entity, Condition.REMAP_PENDING, 0);
    world.set(gpu.entity, Condition.XID, 0);
    world.set(gpu.entity, Condition.DOUBLE_BIT_ERRORS, 0);
    world.set(gpu.entity, Condition.RECOVERY_ACTION, 0);
    world.set(gpu.entity, Condition.MEMORY_BROKEN, 0);
    gpu.errorEpoch++;
    gpu.entity.restartCounters(world.nowMs());
  }
}
