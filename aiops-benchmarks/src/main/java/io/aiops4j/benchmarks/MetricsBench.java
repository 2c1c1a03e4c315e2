package io.aiops4j.benchmarks;

import io.aiops4j.benchmarks.data.NoiseSeries;
import io.aiops4j.benchmarks.data.Yardsticks;
import io.aiops4j.compaction.streaming.FadingMoments;
import io.aiops4j.compaction.streaming.IdIndex;
import io.aiops4j.compaction.streaming.LabelIndex;
import io.aiops4j.compaction.streaming.SeriesBank;
import io.aiops4j.compaction.streaming.SlidingMoments;
import io.aiops4j.compaction.streaming.TopK;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.apache.commons.math3.stat.descriptive.DescriptiveStatistics;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * One scrape of many series of AR(0.6) noise, windows full: an operation is a sample of each series
 * (the auxiliary result {@code points} is samples a second). There are more scrapes than the
 * windows are long, so that what is unusual stays as rare as chance makes it. The yardstick is
 * commons-math3 over a thousand windows of 60, asked for mean and deviation after each sample.
 */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(value = 1, jvmArgsAppend = "-Xmx1g")
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
public class MetricsBench {
  private static final int WINDOW = 60;
  private static final int SCRAPES = 64;
  private static final long STEP_MILLIS = 15_000;

  /** Counts samples beside operations. */
  @State(Scope.Thread)
  @AuxCounters(AuxCounters.Type.OPERATIONS)
  public static class Points {
    /** Samples taken. */
    public long points;
  }

  /** Scrapes that come again and again, at later times. */
  @State(Scope.Benchmark)
  public static class Fleet {
    /** Decides about the samples. */
    @Param("1")
    public long seed;

    /** How many series. */
    @Param("1000000")
    public int series;

    private final float[][] scrapes = new float[SCRAPES][];
    private double[] scrape = new double[0];
    private int next;
    private long millis;

    /** Generates the scrapes. */
    @Setup
    public void generate() {
      NoiseSeries noise = new NoiseSeries(seed, series, 0.6);
      scrape = new double[series];
      for (int i = 0; i < SCRAPES; i++) {
        scrapes[i] = new float[series];
        noise.next(scrape);
        for (int slot = 0; slot < series; slot++) {
          scrapes[i][slot] = (float) scrape[slot];
        }
      }
    }

    /** Puts the next scrape into place, which is not measured. */
    @Setup(Level.Invocation)
    public void advance() {
      millis += STEP_MILLIS;
      next = (next + 1) % SCRAPES;
      float[] values = scrapes[next];
      for (int slot = 0; slot < series; slot++) {
        scrape[slot] = values[slot];
      }
    }
  }

  /** Mean and deviation over a ring, and which samples are beyond six sigma. */
  @State(Scope.Benchmark)
  public static class Level6 {
    private SlidingMoments moments;
    private int[] beyond;

    /**
     * Fills the windows.
     *
     * @param fleet what is followed
     */
    @Setup(Level.Trial)
    public void fill(Fleet fleet) {
      moments = new SlidingMoments(fleet.series, WINDOW);
      beyond = new int[fleet.series];
      for (int i = 0; i < WINDOW + 1; i++) {
        fleet.advance();
        moments.scrape(fleet.scrape, 0, 6, 1e-9, beyond);
      }
    }
  }

  /** Every channel over a ring. */
  @State(Scope.Benchmark)
  public static class Ring {
    private SeriesBank bank;
    private final TopK top = new TopK(100);

    /**
     * Fills the windows.
     *
     * @param fleet what is followed
     */
    @Setup(Level.Trial)
    public void fill(Fleet fleet) {
      bank = SeriesBank.builder(new SlidingMoments(fleet.series, WINDOW), event -> {}).build();
      MetricsBench.fill(bank, fleet);
    }
  }

  /** Every channel without a ring. */
  @State(Scope.Benchmark)
  public static class Fading {
    private SeriesBank bank;

    /**
     * Lets the numbers settle.
     *
     * @param fleet what is followed
     */
    @Setup(Level.Trial)
    public void fill(Fleet fleet) {
      bank = SeriesBank.builder(new FadingMoments(fleet.series, 0.02), event -> {}).build();
      MetricsBench.fill(bank, fleet);
    }
  }

  /** Labels as an exporter of GPU metrics writes them, and numbers for them. */
  @State(Scope.Benchmark)
  public static class Labels {
    private LabelIndex index;
    private IdIndex ids;
    private byte[][] texts;

    /**
     * Makes every series known.
     *
     * @param fleet what is followed
     */
    @Setup(Level.Trial)
    public void label(Fleet fleet) {
      index = new LabelIndex(fleet.series);
      ids = new IdIndex(fleet.series);
      texts = new byte[fleet.series][];
      for (int i = 0; i < fleet.series; i++) {
        String gpu = "{gpu=\"" + i / 50 % 8 + "\",Hostname=\"node-" + i / 400 + "\"}";
        texts[i] = ("DCGM_FI_DEV_FIELD_" + i % 50 + gpu).getBytes(StandardCharsets.UTF_8);
        index.add(texts[i], 0, texts[i].length);
        ids.add(id(i));
      }
    }

    private static long id(int i) {
      return (i + 1) * 0x9E3779B97F4A7C15L;
    }
  }

  /** Windows of the yardstick. */
  @State(Scope.Benchmark)
  public static class Windows {
    private final DescriptiveStatistics[] windows = new DescriptiveStatistics[1_000];

    /**
     * Fills the windows.
     *
     * @param fleet what is followed
     */
    @Setup(Level.Trial)
    public void fill(Fleet fleet) {
      for (int w = 0; w < windows.length; w++) {
        windows[w] = Yardsticks.windowOf60();
        for (int i = 0; i < WINDOW; i++) {
          windows[w].addValue(fleet.scrapes[i % SCRAPES][w % fleet.series]);
        }
      }
    }
  }

  private static void fill(SeriesBank bank, Fleet fleet) {
    for (int i = 0; i < WINDOW + 4; i++) {
      fleet.advance();
      bank.scrape(0, fleet.scrape, fleet.millis, null);
    }
  }

  /** {@return how many samples were beyond six sigma: the level channel alone} */
  @Benchmark
  public int levelChannel(Fleet fleet, Level6 level, Points points) {
    points.points += fleet.series;
    return level.moments.scrape(fleet.scrape, 0, 6, 1e-9, level.beyond);
  }

  /** {@return how many series are unusual: every channel, over a ring of 60} */
  @Benchmark
  public int everyChannelWithRing(Fleet fleet, Ring ring, Points points) {
    points.points += fleet.series;
    ring.bank.scrape(0, fleet.scrape, fleet.millis, null);
    return ring.bank.unusual();
  }

  /** {@return the same, and the hundred largest deviations exactly} */
  @Benchmark
  public int[] everyChannelWithRingAndTop100(Fleet fleet, Ring ring, Points points) {
    points.points += fleet.series;
    ring.top.clear();
    ring.bank.scrape(0, fleet.scrape, fleet.millis, ring.top);
    return ring.top.slots();
  }

  /** {@return how many series are unusual: every channel, without a ring} */
  @Benchmark
  public int everyChannelWithoutRing(Fleet fleet, Fading fading, Points points) {
    points.points += fleet.series;
    fading.bank.scrape(0, fleet.scrape, fleet.millis, null);
    return fading.bank.unusual();
  }

  /** {@return a sum of slots, each found by the text of its labels} */
  @Benchmark
  public long labelsToSlots(Fleet fleet, Labels labels, Points points) {
    points.points += fleet.series;
    long sum = 0;
    for (byte[] text : labels.texts) {
      sum += labels.index.find(text, 0, text.length);
    }
    return sum;
  }

  /** {@return a sum of slots, each found by a number} */
  @Benchmark
  public long idsToSlots(Fleet fleet, Labels labels, Points points) {
    points.points += fleet.series;
    long sum = 0;
    for (int i = 0; i < labels.texts.length; i++) {
      sum += labels.ids.find(Labels.id(i));
    }
    return sum;
  }

  /** {@return the sum of what commons-math3 says after each sample} */
  @Benchmark
  public double yardstickCommonsMath(Fleet fleet, Windows windows, Points points) {
    points.points += fleet.series;
    double all = 0;
    double[] scrape = fleet.scrape;
    for (int i = 0; i < scrape.length; i++) {
      all += Yardsticks.addAndAsk(windows.windows[i % windows.windows.length], scrape[i]);
    }
    return all;
  }
}
