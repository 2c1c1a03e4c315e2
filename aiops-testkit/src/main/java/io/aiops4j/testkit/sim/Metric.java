package io.aiops4j.testkit.sim;

import io.aiops4j.api.telemetry.MetricKind;
import io.aiops4j.api.telemetry.TrustClass;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * One metric of one component: a noisy function of hidden state.
 *
 * @param entity whose
 * @param name as the exporters call it
 * @param unit in UCUM
 * @param kind how to read it
 * @param trust who could have authored it
 * @param attributes its labels
 * @param reading the value at an instant, given noise of variance 1
 */
record Metric(
    Entity entity,
    String name,
    String unit,
    MetricKind kind,
    TrustClass trust,
    Map<String, String> attributes,
    Reading reading) {

  /** Reads hidden state through a noisy instrument. */
  @FunctionalInterface
  interface Reading {
    double at(long ms, double noise);
  }

  static List<Metric> of(Fleet.Gpu gpu) {
    Entity e = gpu.entity;
    double framebuffer = Math.rint(e.trait("framebuffer", 61_000, 69_000));
    Shelf shelf = new Shelf(e, TrustClass.NODE_AGENT);
    shelf.gauge("DCGM_FI_DEV_GPU_TEMP", "Cel", (ms, n) -> Math.rint(gpu.heat.at(ms) + 0.5 * n));
    shelf.gauge(
        "DCGM_FI_DEV_POWER_USAGE",
        "W",
        (ms, n) -> {
          double watts = e.at(Condition.POWER, ms);
          return Math.max(0, Math.rint((watts + n * (3 + 0.012 * watts)) * 10) / 10);
        });
    shelf.gauge(
        "DCGM_FI_DEV_SM_CLOCK",
        "MHz",
        (ms, n) -> e.at(Condition.CLOCK, ms) - 15 * Math.floor(Math.abs(n) * 0.8));
    shelf.gauge("DCGM_FI_DEV_GPU_UTIL", "%", (ms, n) -> utilisation(e, ms, n));
    shelf.gauge(
        "DCGM_FI_PROF_PIPE_TENSOR_ACTIVE",
        "1",
        (ms, n) -> round4(Math.max(0, e.at(Condition.TENSOR_ACTIVE, ms) * (1 + 0.05 * n))));
    shelf.gauge(
        "DCGM_FI_DEV_FB_USED",
        "MiBy",
        (ms, n) -> e.at(Condition.UTILISATION, ms) > 0 ? framebuffer : 4);
    shelf.state("DCGM_FI_DEV_XID_ERRORS", (ms, n) -> e.at(Condition.XID, ms));
    shelf.counter(
        "DCGM_FI_DEV_ECC_DBE_VOL_TOTAL", "", (ms, n) -> e.at(Condition.DOUBLE_BIT_ERRORS, ms));
    shelf.state("DCGM_FI_DEV_CLOCKS_EVENT_REASONS", (ms, n) -> clockReasons(e, ms, n));
    return shelf.metrics;
  }

  static List<Metric> of(Fleet.Nic nic) {
    Entity e = nic.entity;
    Shelf shelf = new Shelf(e, TrustClass.NODE_AGENT);
    shelf.state("node_infiniband_state_id", (ms, n) -> e.at(Condition.LINK_UP, ms) == 1 ? 4 : 1);
    shelf.counter(
        "node_infiniband_link_downed_total", "", (ms, n) -> e.at(Condition.LINK_DOWNED, ms));
    // The driver's counter lags a little and never the same: that is its only noise.
    shelf.counter(
        "node_infiniband_port_data_transmitted_bytes_total",
        "By",
        (ms, n) ->
            Math.rint(e.history(Condition.TRAFFIC).area(ms - 400 + (long) (100 * n)) / 1000)
                * 1000);
    return shelf.metrics;
  }

  static List<Metric> ofNode(Entity e, World world) {
    Shelf shelf = new Shelf(e, TrustClass.NODE_AGENT);
    shelf.gauge(
        "system.cpu.utilization",
        "1",
        (ms, n) -> round4(Math.max(0.005, (busy(e, world, ms) ? 0.42 : 0.08) + 0.02 * n)));
    Shelf control = new Shelf(e, TrustClass.CONTROL_PLANE);
    control.state("kube_node_spec_unschedulable", (ms, n) -> e.at(Condition.CORDONED, ms));
    control.state("kube_node_status_ready", (ms, n) -> e.at(Condition.NODE_UP, ms));
    shelf.metrics.addAll(control.metrics);
    return shelf.metrics;
  }

  static List<Metric> of(Fleet.Job job) {
    Entity e = job.entity;
    double tokens = 2_900.0 * job.nodesWanted * e.trait("tokens", 8, 9);
    Shelf shelf = new Shelf(e, TrustClass.WORKLOAD);
    shelf.gauge(
        "training.tokens_per_second",
        "{token}/s",
        (ms, n) -> Math.rint(Math.max(0, tokens * e.at(Condition.SPEED, ms) * (1 + 0.012 * n))));
    shelf.counter("training.steps", "{step}", (ms, n) -> Math.floor(JobRunner.steps(job, ms)));
    return shelf.metrics;
  }

  static List<Metric> of(Fleet.Service service) {
    Entity e = service.entity;
    double rate = e.trait("rate", 55, 65);
    Shelf shelf = new Shelf(e, TrustClass.WORKLOAD);
    shelf.metrics.add(
        new Metric(
            e,
            "http.server.request.duration",
            "s",
            MetricKind.GAUGE,
            TrustClass.WORKLOAD,
            Map.of("quantile", "0.95"),
            (ms, n) -> round4(e.at(Condition.LATENCY, ms) * StrictMath.exp(0.05 * n))));
    shelf.gauge(
        "http.server.error_ratio",
        "1",
        (ms, n) -> {
          double errors = e.at(Condition.ERRORS, ms);
          double sigma = StrictMath.sqrt(errors * (1 - errors) / (15 * rate));
          return round4(Math.min(1, Math.max(0, errors + sigma * n)));
        });
    shelf.gauge(
        "http.server.request_rate",
        "{request}/s",
        (ms, n) -> {
          double day = (ms % 86_400_000L) / 86_400_000.0;
          double wave = 1 - 0.2 * StrictMath.cos(2 * Math.PI * day);
          return Math.rint(rate * wave * (1 + 0.04 * n) * 10) / 10;
        });
    Shelf control = new Shelf(e, TrustClass.CONTROL_PLANE);
    control.gauge(
        "kube_deployment_status_replicas_unavailable",
        "{replica}",
        (ms, n) -> e.at(Condition.UNAVAILABLE, ms));
    shelf.metrics.addAll(control.metrics);
    return shelf.metrics;
  }

  private static double utilisation(Entity e, long ms, double noise) {
    double level = e.at(Condition.UTILISATION, ms);
    if (level == 0 || level == 100) {
      return level;
    }
    return Math.min(100, Math.max(0, Math.rint(level + 1.2 * noise)));
  }

  /** Bits: 0x1 idle, 0x4 power cap, 0x20 software thermal, 0x40 hardware thermal. */
  private static double clockReasons(Entity e, long ms, double noise) {
    int throttle = (int) e.at(Condition.THROTTLE, ms);
    int bits = throttle == 0 ? 0 : throttle == 1 ? 0x20 : 0x60;
    if (e.at(Condition.UTILISATION, ms) == 0) {
      bits |= 0x1;
    } else if (noise > 1.9) {
      bits |= 0x4;
    }
    return bits;
  }

  private static boolean busy(Entity node, World world, long ms) {
    for (Fleet.Job job : world.fleet.jobs) {
      if (JobRunner.phase((int) job.entity.at(Condition.PHASE, ms)) != JobRunner.Phase.PENDING
          && job.placementAt(ms).stream().anyMatch(n -> n.entity == node)) {
        return true;
      }
    }
    return false;
  }

  private static double round4(double value) {
    return Math.rint(value * 10_000) / 10_000;
  }

  /** Collects metrics of one component and one trust class. */
  private static final class Shelf {
    private final Entity entity;
    private final TrustClass trust;
    private final List<Metric> metrics = new ArrayList<>();

    Shelf(Entity entity, TrustClass trust) {
      this.entity = entity;
      this.trust = trust;
    }

    void gauge(String name, String unit, Reading reading) {
      metrics.add(new Metric(entity, name, unit, MetricKind.GAUGE, trust, Map.of(), reading));
    }

    void counter(String name, String unit, Reading reading) {
      metrics.add(new Metric(entity, name, unit, MetricKind.COUNTER, trust, Map.of(), reading));
    }

    void state(String name, Reading reading) {
      metrics.add(new Metric(entity, name, "", MetricKind.STATE_CODE, trust, Map.of(), reading));
    }
  }
}
