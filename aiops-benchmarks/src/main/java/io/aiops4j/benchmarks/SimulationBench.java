package io.aiops4j.benchmarks;

import io.aiops4j.api.telemetry.Coverage;
import io.aiops4j.api.telemetry.TelemetryQuery;
import io.aiops4j.api.telemetry.TelemetrySink;
import io.aiops4j.api.telemetry.TimeRange;
import io.aiops4j.api.topology.Component;
import io.aiops4j.testkit.faults.SimFaults;
import io.aiops4j.testkit.sim.Daemon;
import io.aiops4j.testkit.sim.NoiseLevel;
import io.aiops4j.testkit.sim.SimCluster;
import io.aiops4j.testkit.sim.SimFault;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The simulated fleet of 32 nodes with 256 GPUs: incident-hours a second (a fleet is built, a fault
 * of one of four classes begins after ten minutes, an hour passes, and ten minutes of everything on
 * the faulty node is read), and an hour of the whole fleet read at once (the auxiliary result
 * {@code records} is samples, lines, spans and changes a second).
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(value = 1, jvmArgsAppend = "-Xmx1g")
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
public class SimulationBench {
  private static final int NODES = 32;
  private static final int GPUS = 8;
  private static final int SICK = 3;
  private static final Duration HOUR = Duration.ofHours(1);

  /** Counts records beside operations. */
  @State(Scope.Thread)
  @AuxCounters(AuxCounters.Type.OPERATIONS)
  public static class Records {
    /** Records given to the sink. */
    public long records;
  }

  /** How hard the fleet is to read. */
  @Param({"CLEAN", "REALISTIC", "HARSH"})
  public NoiseLevel noise;

  private SimCluster healthy;
  private long seed;

  /** Lets an hour pass on a healthy fleet. */
  @Setup
  public void live() {
    healthy = fleet(0);
    healthy.advance(HOUR);
  }

  /** {@return what was seen of a new incident} */
  @Benchmark
  public Coverage incidentHour() {
    SimCluster fleet = fleet(++seed);
    fleet.inject(fault(), fleet.now().plusSeconds(600));
    fleet.advance(HOUR);
    TimeRange last = new TimeRange(fleet.now().minusSeconds(600), fleet.now());
    return read(fleet, TelemetryQuery.builder(last, fleet.now()).components(onTheSickNode()));
  }

  /**
   * {@return what was seen of an hour of the whole fleet}
   *
   * @param counted takes the number of records
   */
  @Benchmark
  public Coverage wholeFleetHour(Records counted) {
    Instant now = healthy.now();
    TimeRange all = new TimeRange(healthy.start(), now);
    Coverage coverage = read(healthy, TelemetryQuery.builder(all, now));
    counted.records += coverage.records();
    return coverage;
  }

  private SimCluster fleet(long seed) {
    return SimCluster.builder()
        .seed(seed)
        .nodes(NODES, GPUS)
        .job("llm-7b", NODES * 3 / 4)
        .noise(noise)
        .build();
  }

  private SimFault fault() {
    return switch ((int) (seed % 4)) {
      case 0 -> SimFaults.gpuOverheats(SimCluster.gpu(SICK, 2));
      case 1 -> SimFaults.gpuMemoryBreaks(SimCluster.gpu(SICK, 2));
      case 2 -> SimFaults.linkFlaps(SimCluster.nic(SICK, 0));
      default -> SimFaults.badRollout(Component.service("embedder"));
    };
  }

  private static Set<Component> onTheSickNode() {
    Set<Component> all = new TreeSet<>();
    all.add(SimCluster.node(SICK));
    all.add(SimCluster.nvswitch(SICK));
    for (int index = 0; index < GPUS; index++) {
      all.add(SimCluster.gpu(SICK, index));
    }
    all.add(SimCluster.nic(SICK, 0));
    all.add(SimCluster.nic(SICK, 1));
    for (Daemon daemon : Daemon.values()) {
      all.add(SimCluster.pod(daemon, SICK));
    }
    return all;
  }

  private static Coverage read(SimCluster fleet, TelemetryQuery.Builder query) {
    return fleet.source().read(query.maxRecords(Long.MAX_VALUE).build(), new TelemetrySink() {});
  }
}
