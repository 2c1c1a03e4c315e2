package io.aiops4j.benchmarks;

import io.aiops4j.api.compaction.Accumulator;
import io.aiops4j.api.compaction.CompactionWindow;
import io.aiops4j.api.compaction.EvidenceBudget;
import io.aiops4j.api.compaction.EvidenceDigest;
import io.aiops4j.api.telemetry.Coverage;
import io.aiops4j.benchmarks.data.ShopTelemetry;
import io.aiops4j.compaction.sketch.QuantileSketch;
import io.aiops4j.compaction.traces.TraceCompactor;
import java.util.SplittableRandom;
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
 * From parsed spans to a digest of a web shop's minutes, reference and observed (the auxiliary
 * result {@code spans} is spans a second), and the sketch under it: {@value #VALUES} durations
 * added one by one, and {@value #SHARDS} sketches of shards merged into one.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(value = 1, jvmArgsAppend = "-Xmx1g")
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
public class TracesBench {
  static final int VALUES = 100_000;
  static final int SHARDS = 200;

  /** Counts spans beside operations. */
  @State(Scope.Thread)
  @AuxCounters(AuxCounters.Type.OPERATIONS)
  public static class Spans {
    /** Spans compacted. */
    public long spans;
  }

  /** Decides about the spans. */
  @Param("1")
  public long seed;

  /** Minutes of about 22,000 spans that come before the observed one, and are compacted with it. */
  @Param("3")
  public int referenceMinutes;

  private final TraceCompactor compactor = new TraceCompactor();
  private final double[] durations = new double[VALUES];
  private final QuantileSketch[] shards = new QuantileSketch[SHARDS];
  private ShopTelemetry telemetry;
  private CompactionWindow window;
  private Coverage coverage;

  /** Generates what is compacted and counted. */
  @Setup
  public void generate() {
    telemetry = ShopTelemetry.generate(seed, referenceMinutes);
    window = telemetry.window();
    coverage = telemetry.coverage();
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < SHARDS; i++) {
      shards[i] = new QuantileSketch();
    }
    for (int i = 0; i < VALUES; i++) {
      durations[i] = Math.exp(2 + 0.8 * random.nextGaussian());
      shards[random.nextInt(SHARDS)].add(durations[i]);
    }
  }

  /**
   * {@return the digest of all spans together}
   *
   * @param counted takes the number of spans
   */
  @Benchmark
  public EvidenceDigest spansToDigest(Spans counted) {
    Accumulator accumulator = compactor.accumulator(window);
    telemetry.replaySpans(accumulator);
    counted.spans += telemetry.spans();
    return accumulator.digest(EvidenceBudget.STANDARD, coverage);
  }

  /** {@return a sketch of all durations} */
  @Benchmark
  public QuantileSketch sketchAdd() {
    QuantileSketch sketch = new QuantileSketch();
    for (double duration : durations) {
      sketch.add(duration);
    }
    return sketch;
  }

  /** {@return the sketch of all shards} */
  @Benchmark
  public QuantileSketch sketchMerge() {
    QuantileSketch sketch = new QuantileSketch();
    for (QuantileSketch shard : shards) {
      sketch.merge(shard);
    }
    return sketch;
  }
}
