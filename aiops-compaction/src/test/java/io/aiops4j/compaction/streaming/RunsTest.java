package io.aiops4j.compaction.streaming;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops4j.compaction.state.StateWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Neighbours share loops, a place in their rings and the time of their scrapes, none of which may
 * show: series must be judged to the last bit as if each lay alone among silent slots.
 */
class RunsTest {
  private static final int SERIES = 1_400;
  private static final int APART = 9;
  private static final long STEP = 15_000;

  @ParameterizedTest
  @CsvSource({"1, 0", "2, 0.002", "3, 0.02"})
  void neighboursAreJudgedAsSeriesThatLieApart(long seed, double weight) {
    Supplier<Moments> memory =
        () -> weight == 0 ? new SlidingMoments(0, 60) : new FadingMoments(0, weight);
    Watched near = new Watched(memory.get(), 1);
    Watched apart = new Watched(memory.get(), APART);
    Random random = new Random(seed);
    double[] level = new double[SERIES];
    double[] values = new double[SERIES];
    for (int scrape = 1; scrape <= 500; scrape++) {
      double gaps = scrape < 250 ? 0 : scrape < 400 ? 0.003 : 0.3;
      for (int i = 0; i < SERIES; i++) {
        double value = sample(random, level, i, gaps);
        // A few series begin late, at any place of the ring.
        values[i] = i % 13 == 0 && scrape < i % 97 ? Double.NaN : value;
      }
      // Some scrapes come twice: all their samples are late.
      long millis = (scrape - (scrape % 50 == 49 ? 1 : 0)) * STEP;
      int restarted = scrape % 40 == 0 ? random.nextInt(SERIES) : -1;
      near.scrape(values, millis, restarted, scrape % 2 == 0);
      apart.scrape(values, millis, restarted, scrape % 2 == 0);
      if (scrape % 30 == 0) {
        int early = random.nextInt(SERIES);
        near.sample(early, 50, millis + 1);
        apart.sample(early, 50, millis + 1);
      }
    }

    assertThat(near.heard).hasSizeGreaterThan(20).isEqualTo(apart.heard);
    for (int i = 0; i < SERIES; i++) {
      assertThat(near.state(i)).isEqualTo(apart.state(i));
    }
  }

  /** Noise, steps of integers, shifts, spikes of any size, counters, and what is no sample. */
  private static double sample(Random random, double[] level, int i, double gaps) {
    if (random.nextInt(2_000) == 0) {
      level[i] += 30 * random.nextGaussian();
    }
    double value = 50 + level[i] + random.nextGaussian();
    if (i % 3 == 0) {
      value = Math.rint(value);
    }
    if (i % 37 == 0) {
      value = level[i] += random.nextInt(3);
    }
    if (random.nextInt(5_000) == 0) {
      value = StrictMath.pow(10, random.nextInt(35));
    }
    if (random.nextDouble() < gaps) {
      value = random.nextBoolean() ? Double.NaN : 0x7ffffff0L;
    }
    return value;
  }

  /** A bank, and what was heard of it; series have their own numbers whatever their slots are. */
  private static final class Watched {
    private final List<Object> heard = new ArrayList<>();
    private final TopK top = new TopK(20);
    private final SeriesBank bank;
    private final double[] scrape;
    private final int stride;

    Watched(Moments moments, int stride) {
      this.stride = stride;
      this.scrape = new double[SERIES * stride];
      Arrays.fill(scrape, Double.NaN);
      bank = SeriesBank.builder(moments, this::hear).budgetSeries(100).build();
      // The scrapes begin within a chunk.
      bank.ensure(7 + scrape.length);
      for (int i = 0; i < SERIES; i += 37) {
        bank.kind(slot(i), i % 2 == 0 ? SlotKind.COUNTER : SlotKind.FAULT_COUNTER);
      }
    }

    private int slot(int series) {
      return 7 + series * stride;
    }

    private void hear(SeriesEvent event) {
      heard.add((event.slot() - 7) / stride);
      heard.add(
          new SeriesEvent(
              0,
              event.onsetMillis(),
              event.openedMillis(),
              event.peakMillis(),
              event.endMillis(),
              event.peakValue(),
              event.sigmas(),
              event.mean(),
              event.deviation(),
              event.samples(),
              event.state(),
              event.shape()));
    }

    void scrape(double[] values, long millis, int restarted, boolean ranked) {
      for (int i = 0; i < SERIES; i++) {
        scrape[i * stride] = values[i];
      }
      top.clear();
      bank.scrape(7, scrape, millis, ranked ? top : null);
      for (int slot : top.slots()) {
        heard.add((slot - 7) / stride);
      }
      if (restarted >= 0) {
        bank.restart(slot(restarted));
      }
    }

    void sample(int series, double value, long millis) {
      heard.add(bank.sample(slot(series), value, millis));
    }

    byte[] state(int series) {
      StateWriter out = new StateWriter("series", 1);
      bank.write(slot(series), out);
      return out.toBytes();
    }
  }
}
