package io.aiops4j.benchmarks;

import io.aiops4j.benchmarks.data.LogLines;
import io.aiops4j.benchmarks.data.Yardsticks;
import io.aiops4j.compaction.mining.Drain3Miner;
import io.aiops4j.compaction.mining.Drain3Options;
import io.aiops4j.compaction.mining.TemplateMiner;
import java.util.List;
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
 * Lines to templates, a fresh miner each pass (the auxiliary result {@code lines} is lines a
 * second). The yardstick finds and hashes the tokens of the same lines, byte by byte, and nothing
 * else.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(value = 1, jvmArgsAppend = "-Xmx1g")
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
public class LogsBench {
  /** Counts lines beside operations. */
  @State(Scope.Thread)
  @AuxCounters(AuxCounters.Type.OPERATIONS)
  public static class Lines {
    /** Lines mined. */
    public long lines;
  }

  /** Decides about the lines. */
  @Param("1")
  public long seed;

  /** {@code one} system of few templates, or {@code many} with 12,000. */
  @Param({"one", "many"})
  public String systems;

  /** How many lines. */
  @Param("200000")
  public int count;

  private List<String> lines;
  private byte[] bytes;

  /** Generates the lines. */
  @Setup
  public void generate() {
    lines =
        systems.equals("one")
            ? LogLines.ofOneSystem(seed, count)
            : LogLines.ofManySystems(seed, count, Math.min(count, 12_000));
    bytes = Yardsticks.bytes(lines);
  }

  private int mined(Drain3Options options, Lines counter) {
    Drain3Miner miner = new Drain3Miner(options);
    for (String line : lines) {
      miner.assign(line);
    }
    counter.lines += lines.size();
    return miner.size();
  }

  /** {@return how many templates Drain3 mode finds, without masks} */
  @Benchmark
  public int drain3(Lines counter) {
    return mined(Drain3Options.defaults(), counter);
  }

  /** {@return how many templates Drain3 mode finds behind the built-in masks} */
  @Benchmark
  public int drain3WithBuiltInMasks(Lines counter) {
    return mined(Drain3Options.builder().builtInMasks(true).build(), counter);
  }

  /** {@return how many forms of lines the default mode finds, behind its own masks} */
  @Benchmark
  public int defaultMode(Lines counter) {
    TemplateMiner miner = new TemplateMiner();
    for (String line : lines) {
      miner.add(line, 1);
    }
    counter.lines += lines.size();
    return miner.forms();
  }

  /** {@return the hashes of all tokens} */
  @Benchmark
  public int yardstickTokenizeAndHash(Lines counter) {
    counter.lines += lines.size();
    return Yardsticks.tokenizeAndHash(bytes);
  }
}
