package io.aiops4j.testkit.sim;

import io.aiops4j.api.telemetry.MetricKind;
import io.aiops4j.api.telemetry.TrustClass;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * What the exporters of each kind of component show: names and units of dcgm-exporter, node
 * exporter, kube-state-metrics and the training framework.
 */
final class Exports {
  private static final double NVLINK_BYTES_PER_SECOND = 210e9;
  private static final Map<String, String> GPU_RESOURCE =
      Map.of("resource", "nvidia_com_gpu", "unit", "integer");

  private Exports() {}

  static List<Metric> of(Fleet.Gpu gpu) {
    Entity e = gpu.entity;
    double framebuffer = Math.rint(e.trait("framebuffer", 61_000, 69_000));
    Shelf shelf = new Shelf(e, TrustClass.NODE_AGENT);
    shelf.gauge("DCGM_FI_DEV_GPU_TEMP", "Cel", (ms, n) -> Math.rint(gpu.heat.at(ms) + 0.5 * n));
    shelf.gauge(
        "DCGM_FI_DEV_MEMORY_TEMP",
        "Cel",
        (ms, n) -> Math.rint(6 + 1.04 * gpu.heat.at(ms) + 0.5 * n));
    shelf.gauge(
        "DCGM_FI_DEV_POWER_USAGE",
        "W",
        (ms, n) -> {
          double watts = e.at(Condition.POWER, ms);
          return Math.max(0, Math.rint((watts + n * (3 + 0.012 * watts)) * 10) / 10);
        });
    shelf.counter(
        "DCGM_FI_DEV_TOTAL_ENERGY_CONSUMPTION",
        "mJ",
        (ms, n) -> Math.rint(1000 * e.history(Condition.POWER).area(ms)));
    shelf.gauge(
        "DCGM_FI_DEV_SM_CLOCK",
        "MHz",
        (ms, n) -> e.at(Condition.CLOCK, ms) - 15 * Math.floor(Math.abs(n) * 0.8));
    shelf.gauge(
        "DCGM_FI_DEV_MEM_CLOCK", "MHz", (ms, n) -> e.at(Condition.CLOCK, ms) > 400 ? 2619 : 1593);
    shelf.gauge("DCGM_FI_DEV_GPU_UTIL", "%", (ms, n) -> utilisation(e, ms, n));
    shelf.gauge(
        "DCGM_FI_PROF_PIPE_TENSOR_ACTIVE",
        "1",
        (ms, n) -> round4(Math.max(0, e.at(Condition.TENSOR_ACTIVE, ms) * (1 + 0.05 * n))));
    shelf.gauge(
        "DCGM_FI_DEV_FB_USED",
        "MiBy",
        (ms, n) -> e.at(Condition.UTILISATION, ms) > 0 ? framebuffer : 4);
    shelf.gauge(
        "DCGM_FI_DEV_FB_FREE",
        "MiBy",
        (ms, n) -> 81_000 - (e.at(Condition.UTILISATION, ms) > 0 ? framebuffer : 4));
    shelf.gauge(
        "DCGM_FI_PROF_PCIE_RX_BYTES",
        "By/s",
        (ms, n) ->
            Math.rint(Math.max(0, 2.2e10 * e.at(Condition.TENSOR_ACTIVE, ms) * (1 + 0.06 * n))));
    // The host engine adds up what it reads, a little late and never equally so.
    shelf.tally(
        "DCGM_FI_DEV_NVLINK_BANDWIDTH_TOTAL",
        "By",
        (ms, n) ->
            Math.rint(
                NVLINK_BYTES_PER_SECOND
                    * e.history(Condition.TENSOR_ACTIVE)
                        .area(ms - Math.max(0, 300 - (long) (80 * n)))));
    shelf.state("DCGM_FI_DEV_XID_ERRORS", e, Condition.XID);
    shelf.counter("DCGM_FI_DEV_ECC_SBE_VOL_TOTAL", "", (ms, n) -> 0);
    shelf.counter(
        "DCGM_FI_DEV_ECC_DBE_VOL_TOTAL", "", (ms, n) -> e.at(Condition.DOUBLE_BIT_ERRORS, ms));
    shelf.lifetime(
        "DCGM_FI_DEV_UNCORRECTABLE_REMAPPED_ROWS",
        "",
        (ms, n) -> e.at(Condition.REMAPPED_ROWS, ms) + e.at(Condition.REMAP_PENDING, ms));
    shelf.state(
        "DCGM_FI_DEV_ROW_REMAP_PENDING", (ms, n) -> Math.min(1, e.at(Condition.REMAP_PENDING, ms)));
    shelf.state("DCGM_FI_DEV_ROW_REMAP_FAILURE", (ms, n) -> 0);
    shelf.counter("DCGM_FI_DEV_PCIE_REPLAY_COUNTER", "", (ms, n) -> 0);
    shelf.state("DCGM_FI_DEV_PCIE_LINK_WIDTH", (ms, n) -> 16);
    shelf.counter("DCGM_FI_DEV_NVLINK_CRC_FLIT_ERROR_COUNT_TOTAL", "", (ms, n) -> 0);
    shelf.counter("DCGM_FI_DEV_NVLINK_RECOVERY_ERROR_COUNT_TOTAL", "", (ms, n) -> 0);
    shelf.state("DCGM_FI_DEV_CLOCKS_EVENT_REASONS", (ms, n) -> clockReasons(e, ms, n));
    shelf.state("DCGM_FI_DEV_GET_GPU_RECOVERY_ACTION", e, Condition.RECOVERY_ACTION);
    shelf.state("DCGM_FI_DEV_FABRIC_MANAGER_STATUS", (ms, n) -> 3);
    return shelf.metrics;
  }

  /** How long a rank computes in each step, without its waiting for the others. */
  private static double ownStepSeconds(Fleet.Job job, int rank, long ms, double noise) {
    List<Fleet.Node> nodes = job.placementAt(ms);
    if (nodes.isEmpty()) {
      return Double.NaN;
    }
    List<Fleet.Gpu> gpus = nodes.get(rank / nodes.get(0).gpus.size()).gpus;
    Entity e = gpus.get(rank % gpus.size()).entity;
    double speed = e.at(Condition.CLOCK, ms) / GpuPhysics.FULL_CLOCK * e.rateAt(ms);
    boolean steps = e.at(Condition.UTILISATION, ms) > 50 && e.at(Condition.TENSOR_ACTIVE, ms) > 0;
    return steps
        ? round4(JobRunner.SECONDS_PER_STEP / Math.max(speed, 1e-3) * (1 + 0.008 * noise))
        : Double.NaN;
  }

  static List<Metric> of(Fleet.Nic nic) {
    Entity e = nic.entity;
    Shelf shelf = new Shelf(e, TrustClass.NODE_AGENT);
    shelf.state("node_infiniband_state_id", (ms, n) -> e.at(Condition.LINK_UP, ms) == 1 ? 4 : 1);
    shelf.counter(
        "node_infiniband_link_downed_total", "", (ms, n) -> e.at(Condition.LINK_DOWNED, ms));
    shelf.counter("node_infiniband_symbol_error_total", "", (ms, n) -> 0);
    // The driver's counter lags a little and never the same: that is its only noise.
    shelf.counter(
        "node_infiniband_port_data_transmitted_bytes_total",
        "By",
        (ms, n) ->
            Math.rint(
                    e.history(Condition.TRAFFIC).area(ms - Math.max(0, 400 - (long) (100 * n)))
                        / 1000)
                * 1000);
    return shelf.metrics;
  }

  static List<Metric> ofNode(Entity e) {
    Shelf shelf = new Shelf(e, TrustClass.NODE_AGENT);
    shelf.gauge(
        "system.cpu.utilization",
        "1",
        (ms, n) -> round4(Math.max(0.005, (busy(e, ms) ? 0.42 : 0.08) + 0.02 * n)));
    shelf.gauge(
        "node_procs_blocked", "{process}", (ms, n) -> Math.max(0, Math.floor(Math.abs(n) * 0.7)));
    shelf.gauge(
        "node_memory_MemAvailable_bytes",
        "By",
        (ms, n) -> Math.rint((busy(e, ms) ? 1_420 : 1_960) + 6 * n) * (1L << 30));
    shelf.counter("node_nfs_rpc_retransmissions_total", "", (ms, n) -> 0);
    Shelf control = new Shelf(e, TrustClass.CONTROL_PLANE);
    control.state("kube_node_spec_unschedulable", e, Condition.CORDONED);
    control.state(
        "kube_node_status_condition",
        Map.of("condition", "Ready", "status", "true"),
        (ms, n) -> Math.min(e.at(Condition.NODE_UP, ms), e.at(Condition.NODE_READY, ms)));
    control.state("up", Map.of("job", "node-exporter"), (ms, n) -> e.at(Condition.NODE_UP, ms));
    if (e.part instanceof Fleet.Node node) {
      int gpus = node.gpus.size();
      control.gauge(
          "kube_node_status_allocatable",
          "{gpu}",
          GPU_RESOURCE,
          (ms, n) -> Math.max(0, present(node, ms) - e.at(Condition.WITHHELD_GPUS, ms)));
      control.gauge("kube_node_status_capacity", "{gpu}", GPU_RESOURCE, (ms, n) -> gpus);
      control.state(
          "slurm_node_state",
          Map.of("state", "drain"),
          (ms, n) -> e.at(Condition.SCHEDULER_DRAINED, ms));
    }
    shelf.metrics.addAll(control.metrics);
    return shelf.metrics;
  }

  static List<Metric> ofPod(Entity e) {
    Shelf shelf = new Shelf(e, TrustClass.CONTROL_PLANE);
    Entity node = Objects.requireNonNull(e.node, "node").entity;
    shelf.state(
        "kube_pod_status_ready",
        Map.of("condition", "true"),
        (ms, n) -> Math.min(up(e, node, ms), node.at(Condition.NODE_READY, ms)));
    shelf.counter(
        "kube_pod_container_status_restarts_total", "", (ms, n) -> e.at(Condition.RESTARTS, ms));
    if (e.component.name().startsWith(Daemon.DCGM_EXPORTER.podName())) {
      shelf.state("up", Map.of("job", "dcgm-exporter"), (ms, n) -> up(e, node, ms));
      shelf.gauge(
          "dcgm_exporter_scrape_duration_seconds",
          "s",
          (ms, n) ->
              e.at(Condition.POD_READY, ms) == 1
                  ? round4(0.21 * StrictMath.exp(0.12 * n))
                  : Double.NaN);
    }
    return shelf.metrics;
  }

  private static long present(Fleet.Node node, long ms) {
    return node.gpus.stream().filter(gpu -> gpu.entity.at(Condition.PRESENT, ms) == 1).count();
  }

  private static double up(Entity pod, Entity node, long ms) {
    return Math.min(pod.at(Condition.POD_READY, ms), node.at(Condition.NODE_UP, ms));
  }

  static List<Metric> ofSwitch(Entity e) {
    Shelf shelf = new Shelf(e, TrustClass.NODE_AGENT);
    if (e.node != null) {
      shelf.state("DCGM_FI_DEV_NVSWITCH_FATAL_ERRORS", (ms, n) -> 0);
      shelf.state("DCGM_FI_DEV_NVSWITCH_NON_FATAL_ERRORS", (ms, n) -> 0);
    } else {
      shelf.counter("ifInErrors", "", (ms, n) -> 0);
    }
    return shelf.metrics;
  }

  static List<Metric> ofStorage(Entity e) {
    Shelf shelf = new Shelf(e, TrustClass.EXTERNAL);
    shelf.gauge(
        "storage.write_latency",
        "s",
        (ms, n) -> round4(0.012 * e.at(Condition.WRITE_SLOWDOWN, ms) * StrictMath.exp(0.1 * n)));
    shelf.state("storage.admissions_paused", e, Condition.ADMISSIONS_PAUSED);
    return shelf.metrics;
  }

  static List<Metric> ofQueue(Fleet fleet) {
    Entity e = fleet.queue;
    Shelf shelf = new Shelf(e, TrustClass.CONTROL_PLANE);
    shelf.gauge("slurm_queue_pending", "{job}", (ms, n) -> fleet.waiting.at(ms));
    shelf.gauge("slurm_gpus_idle", "{gpu}", (ms, n) -> free(fleet, ms, true));
    shelf.gauge("slurm_gpus_other", "{gpu}", (ms, n) -> free(fleet, ms, false));
    return shelf.metrics;
  }

  static List<Metric> of(Fleet.Job job, int gpusPerNode) {
    Entity e = job.entity;
    double tokens = 2_900.0 * job.nodesWanted * e.trait("tokens", 8, 9);
    Shelf shelf = new Shelf(e, TrustClass.WORKLOAD);
    shelf.gauge(
        "training.tokens_per_second",
        "{token}/s",
        whileThere(
            job,
            (ms, n) ->
                Math.rint(Math.max(0, tokens * JobRunner.speed(job, ms) * (1 + 0.012 * n)))));
    shelf.counter(
        "training.steps",
        "{step}",
        whileThere(job, (ms, n) -> Math.floor(JobRunner.steps(job, ms))));
    shelf.gauge(
        "training.loss",
        "1",
        whileThere(
            job,
            (ms, n) ->
                round4(
                    JobRunner.loss(JobRunner.steps(job, ms)) * e.at(Condition.LOSS_FACTOR, ms)
                        + 0.02 * n)));
    shelf.gauge(
        "training.checkpoint_duration",
        "s",
        whileThere(
            job,
            (ms, n) -> {
              double seconds = e.at(Condition.CHECKPOINT_SECONDS, ms);
              return seconds == 0 ? Double.NaN : seconds;
            }));
    for (int i = 0; i < job.nodesWanted * gpusPerNode; i++) {
      int rank = i;
      shelf.gauge(
          "step_time_per_rank_seconds",
          "s",
          Map.of("rank", String.valueOf(rank)),
          whileThere(job, (ms, n) -> ownStepSeconds(job, rank, ms, n)));
    }
    return shelf.metrics;
  }

  static List<Metric> of(Fleet.Service service, NoiseProfile.Load load) {
    Entity e = service.entity;
    double rate = e.trait("rate", 55, 65);
    Shelf shelf = new Shelf(e, TrustClass.WORKLOAD);
    shelf.gauge(
        "http.server.request.duration",
        "s",
        Map.of("quantile", "0.95"),
        (ms, n) ->
            round4(
                e.at(Condition.LATENCY, ms) * Load.waiting(load, ms) * StrictMath.exp(0.05 * n)));
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
        (ms, n) -> Math.rint(Math.max(0, rate * Load.at(load, ms) * (1 + 0.04 * n)) * 10) / 10);
    Shelf control = new Shelf(e, TrustClass.CONTROL_PLANE);
    control.gauge(
        "kube_deployment_spec_replicas", "{replica}", (ms, n) -> e.at(Condition.REPLICAS, ms));
    control.gauge(
        "kube_deployment_status_replicas_unavailable",
        "{replica}",
        (ms, n) -> e.at(Condition.UNAVAILABLE, ms));
    shelf.metrics.addAll(control.metrics);
    return shelf.metrics;
  }

  /** What is known of one pod of a service while it lives. */
  static List<Metric> of(Fleet.Service service, Replica replica) {
    Entity e = service.entity;
    double memory = e.trait("memory", 4e8, 9e8);
    Map<String, String> labels = Map.of("pod", replica.pod, "uid", replica.uid);
    Shelf shelf = new Shelf(e, TrustClass.NODE_AGENT);
    shelf.gauge(
        "container_memory_working_set_bytes",
        "By",
        labels,
        (ms, n) -> replica.livesAt(ms) ? Math.rint(memory * (1 + 0.02 * n)) : Double.NaN);
    Shelf control = new Shelf(e, TrustClass.CONTROL_PLANE);
    Map<String, String> ready = new TreeMap<>(labels);
    ready.put("condition", "true");
    control.state(
        "kube_pod_status_ready",
        ready,
        (ms, n) -> !replica.livesAt(ms) ? Double.NaN : replica.isReady(ms) ? 1 : 0);
    shelf.metrics.addAll(control.metrics);
    return shelf.metrics;
  }

  /** A job's own exporter is there from its start to its end. */
  private static Metric.Reading whileThere(Fleet.Job job, Metric.Reading reading) {
    Entity e = job.entity;
    return (ms, n) ->
        ms >= e.startMs && JobRunner.phase((int) e.at(Condition.PHASE, ms)) != JobRunner.Phase.ENDED
            ? reading.at(ms, n)
            : Double.NaN;
  }

  private static double free(Fleet fleet, long ms, boolean usable) {
    int free = 0;
    for (Fleet.Node node : fleet.nodes) {
      boolean open =
          node.entity.at(Condition.CORDONED, ms) == 0
              && node.entity.at(Condition.SCHEDULER_DRAINED, ms) == 0
              && node.entity.at(Condition.WITHHELD_GPUS, ms) == 0
              && node.entity.at(Condition.NODE_UP, ms) == 1
              && node.entity.at(Condition.NODE_READY, ms) == 1;
      if (!busy(node.entity, ms) && open == usable) {
        free += node.gpus.size();
      }
    }
    return free;
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
    } else if (noise > 1.9 || e.at(Condition.POWER_CAP, ms) < 1) {
      bits |= 0x4;
    }
    return bits;
  }

  /** A node is busy while a job has it. */
  private static boolean busy(Entity node, long ms) {
    return node.at(Condition.OCCUPIED, ms) == 1;
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

    void gauge(String name, String unit, Metric.Reading reading) {
      gauge(name, unit, Map.of(), reading);
    }

    void gauge(String name, String unit, Map<String, String> labels, Metric.Reading reading) {
      metrics.add(
          new Metric(
              entity,
              name,
              unit,
              MetricKind.GAUGE,
              trust,
              labels,
              Metric.Counts.FOR_LIFE,
              reading));
    }

    /** A count that the driver or the kernel keeps. */
    void counter(String name, String unit, Metric.Reading reading) {
      count(name, unit, Metric.Counts.SINCE_LOADED, reading);
    }

    /** A count that the exporter keeps, and loses when it starts again. */
    void tally(String name, String unit, Metric.Reading reading) {
      count(name, unit, Metric.Counts.SINCE_EXPORTED, reading);
    }

    /** A count that the device keeps in memory of its own. */
    void lifetime(String name, String unit, Metric.Reading reading) {
      count(name, unit, Metric.Counts.FOR_LIFE, reading);
    }

    private void count(String name, String unit, Metric.Counts counts, Metric.Reading reading) {
      metrics.add(
          new Metric(entity, name, unit, MetricKind.COUNTER, trust, Map.of(), counts, reading));
    }

    void state(String name, Metric.Reading reading) {
      state(name, Map.of(), reading);
    }

    void state(String name, Map<String, String> labels, Metric.Reading reading) {
      metrics.add(
          new Metric(
              entity,
              name,
              "",
              MetricKind.STATE_CODE,
              trust,
              labels,
              Metric.Counts.FOR_LIFE,
              reading));
    }

    void state(String name, Entity of, Condition condition) {
      state(name, (ms, n) -> of.at(condition, ms));
    }
  }
}
