package io.aiops4j.benchmarks;

import io.aiops4j.api.compaction.Accumulator;
import io.aiops4j.api.compaction.CompactionWindow;
import io.aiops4j.api.compaction.Compactor;
import io.aiops4j.api.compaction.EvidenceBudget;
import io.aiops4j.api.compaction.EvidenceDigest;
import io.aiops4j.api.telemetry.Coverage;
import io.aiops4j.benchmarks.data.ShopTelemetry;
import io.aiops4j.compaction.Compactors;
import java.util.concurrent.TimeUnit;
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
 * From parsed telemetry of a web shop's minute, spans, logs and metrics, to a digest of 40 items.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(value = 1, jvmArgsAppend = "-Xmx1g")
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
public class DigestBench {
  /** Decides about the telemetry. */
  @Param("1")
  public long seed;

  /** Minutes of about 22,000 spans that come before the observed one, and are compacted with it. */
  @Param({"0", "1"})
  public int referenceMinutes;

  private final Compactor compactor = Compactors.standard();
  private ShopTelemetry telemetry;
  private CompactionWindow window;
  private Coverage coverage;

  /** Generates what is compacted. */
  @Setup
  public void generate() {
    telemetry = ShopTelemetry.generate(seed, referenceMinutes);
    window = telemetry.window();
    coverage = telemetry.coverage();
  }

  /** {@return the digest of all minutes together} */
  @Benchmark
  public EvidenceDigest minuteToDigest() {
    Accumulator accumulator = compactor.accumulator(window);
    telemetry.replay(accumulator);
    return accumulator.digest(EvidenceBudget.STANDARD, coverage);
  }
}
