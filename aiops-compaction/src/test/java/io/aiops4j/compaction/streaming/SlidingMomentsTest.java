package io.aiops4j.compaction.streaming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.aiops4j.compaction.state.InvalidStateException;
import io.aiops4j.compaction.state.StateReader;
import io.aiops4j.compaction.state.StateWriter;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The numbers are checked against exact arithmetic over the same samples. */
class SlidingMomentsTest {
  private static final int WINDOW = 60;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void staysExactOverManySamples(long seed) {
    assertExactAfter(noise(seed, 50, 1, 50_000));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void staysExactAtALargeMean(long seed) {
    assertExactAfter(noise(seed, 1e7, 8, 50_000));
  }

  @ParameterizedTest
  @ValueSource(doubles = {1e4, 1e6, 1e9, 1e12, -1e12, 1e18})
  void isExactAgainAsSoonAsASpikeHasLeft(double spike) {
    double[] values = noise(7, 50, 1, 400);
    values[300] = spike;
    for (int length = 301 + WINDOW; length < 301 + WINDOW + 6; length++) {
      assertExactAfter(Arrays.copyOf(values, length));
    }
  }

  @Test
  void isExactWhereManySpikesOfFallingSizeLeaveOneByOne() {
    double[] values = noise(8, 50, 1, 510);
    for (int i = 0; i < 40; i++) {
      values[400 + i] = 1e12 * StrictMath.pow(0.5, i);
    }
    for (int length = 440 + WINDOW; length <= 510; length++) {
      assertExactAfter(Arrays.copyOf(values, length));
    }
  }

  @Test
  void seesNoDeviationInAConstantThatFollowsASpike() {
    SlidingMoments moments = new SlidingMoments(1, WINDOW);
    moments.add(0, 1e12);
    for (int i = 0; i < WINDOW; i++) {
      moments.add(0, 0.1f);
    }

    assertThat(moments.deviation(0)).isZero();
    assertThat(moments.mean(0)).isEqualTo(0.1f);
  }

  @Test
  void resolvesSmallMovesOfAValueThatWanderedFar() {
    SlidingMoments moments = new SlidingMoments(1, WINDOW);
    Random random = new Random(3);
    double[] last = new double[WINDOW];
    for (int i = 0; i < 2_000; i++) {
      double value = 1e9 * Math.min(1, i / 1_000.0) + random.nextGaussian();
      last[i % WINDOW] = value;
      moments.add(0, value);
    }

    assertThat(moments.deviation(0)).isCloseTo(deviation(last), within(1e-6));
  }

  @Test
  void countsSamplesAndNotScrapes() {
    SlidingMoments moments = new SlidingMoments(1, 3);
    int[] beyond = new int[1];
    for (double value : new double[] {1, Double.NaN, 2, 0x7ffffff0L, 3, Double.NEGATIVE_INFINITY}) {
      moments.scrape(new double[] {value}, 0, 3, 0, beyond);
    }

    assertThat(moments.samples(0)).containsExactly(1, 2, 3);
    assertThat(moments.mean(0)).isEqualTo(2);
    assertThat(moments.deviation(0)).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(longs = {4, 5})
  void takesAScrapeAsItTakesSingleSamples(long seed) {
    int slots = 5_000;
    Random random = new Random(seed);
    SlidingMoments scraped = new SlidingMoments(slots, WINDOW);
    SlidingMoments single = new SlidingMoments(slots, WINDOW);
    int[] beyond = new int[slots];
    for (int tick = 0; tick < 130; tick++) {
      double[] values = new double[slots];
      for (int slot = 0; slot < slots; slot++) {
        boolean gap = random.nextInt(50) == 0;
        double value = random.nextGaussian() * (random.nextInt(99) == 0 ? 1e6 : 1);
        values[slot] = gap ? Double.NaN : value;
        if (!gap) {
          single.add(slot, value);
        }
      }
      scraped.scrape(values, 0, 3, 1e-9, beyond);
    }

    for (int slot = 0; slot < slots; slot++) {
      assertThat(scraped.mean(slot)).isEqualTo(single.mean(slot));
      assertThat(scraped.deviation(slot)).isEqualTo(single.deviation(slot));
      assertThat(scraped.samples(slot)).containsExactly(single.samples(slot));
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {6, 7})
  void staysExactWhereTheDeviationFallsBitByBit(long seed) {
    double[] values = noise(seed, 0, 1, 2_000);
    // The first sample becomes the anchor: from 0, floats are exact.
    values[0] = 0;
    for (int i = 400; i < values.length; i++) {
      values[i] = (float) (values[i] * 1e9 * StrictMath.pow(0.985, i - 400));
    }
    for (int length = 500; length <= values.length; length += 7) {
      assertExactAfter(Arrays.copyOf(values, length));
    }
  }

  @Test
  void judgesASampleByTheSamplesBeforeIt() {
    SlidingMoments moments = new SlidingMoments(2, WINDOW);
    int[] beyond = new int[2];
    for (int i = 0; i < WINDOW; i++) {
      moments.scrape(new double[] {i % 2, i % 2}, 0, 3, 1e-9, beyond);
    }

    int found = moments.scrape(new double[] {1, 5}, 0, 3, 1e-9, beyond);

    assertThat(found).isEqualTo(1);
    assertThat(beyond[0]).isEqualTo(1);
  }

  @Test
  void goesOnFromItsStateAsIfNothingHadHappened() {
    double[] values = noise(9, 1e5, 3, 400);
    SlidingMoments whole = new SlidingMoments(1, WINDOW);
    SlidingMoments restored = new SlidingMoments(1, WINDOW);
    for (int i = 0; i < values.length; i++) {
      if (i == 210) {
        StateWriter out = new StateWriter("test", 1);
        whole.write(0, out);
        restored.read(0, StateReader.of(out.toBytes(), "test", 1));
      }
      whole.add(0, values[i]);
      if (i >= 210) {
        restored.add(0, values[i]);
      }
    }

    assertThat(restored.samples(0)).containsExactly(whole.samples(0));
    assertThat(state(restored)).isEqualTo(state(whole));
  }

  private static byte[] state(SlidingMoments moments) {
    StateWriter out = new StateWriter("test", 1);
    moments.write(0, out);
    return out.toBytes();
  }

  @ParameterizedTest
  @CsvSource({
    "NaN, 1, 0, 0",
    "0, Infinity, 0, 0",
    "0, 1e300, 0, 0",
    "0, 1, -Infinity, 0",
    "0, 1, 0, NaN",
    "0, 1, 0, -1"
  })
  void refusesForgedNumbers(double anchor, double sample, double mean, double squares) {
    StateWriter out = new StateWriter("test", 1);
    out.count(WINDOW).count(1).count(1).real(anchor).real(sample).real(mean).real(squares);
    StateReader in = StateReader.of(out.toBytes(), "test", 1);

    assertThatThrownBy(() -> new SlidingMoments(1, WINDOW).read(0, in))
        .isInstanceOf(InvalidStateException.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 2, 60})
  void refusesAForgedPlaceInTheRing(int next) {
    StateWriter out = new StateWriter("test", 1);
    out.count(WINDOW).count(1).count(next).real(0).real(1).real(0).real(0);
    StateReader in = StateReader.of(out.toBytes(), "test", 1);

    assertThatThrownBy(() -> new SlidingMoments(1, WINDOW).read(0, in))
        .isInstanceOf(InvalidStateException.class);
  }

  @Test
  void refusesTheStateOfAnotherWindow() {
    StateWriter out = new StateWriter("test", 1);
    new SlidingMoments(1, 30).write(0, out);
    StateReader in = StateReader.of(out.toBytes(), "test", 1);

    assertThatThrownBy(() -> new SlidingMoments(1, WINDOW).read(0, in))
        .isInstanceOf(InvalidStateException.class);
  }

  /** Values as most sources measure them, in floats, so that nothing is rounded on the way in. */
  private static double[] noise(long seed, double mean, double sigma, int n) {
    Random random = new Random(seed);
    double[] values = new double[n];
    for (int i = 0; i < n; i++) {
      values[i] = (float) (mean + sigma * random.nextGaussian());
    }
    return values;
  }

  private static void assertExactAfter(double[] values) {
    SlidingMoments moments = new SlidingMoments(1, WINDOW);
    for (double value : values) {
      moments.add(0, value);
    }
    double[] last = Arrays.copyOfRange(values, values.length - WINDOW, values.length);
    double exact = deviation(last);
    assertThat(Math.abs(moments.deviation(0) / exact - 1)).isLessThan(1e-9);
  }

  /** The sample deviation in exact arithmetic. */
  private static double deviation(double[] values) {
    BigDecimal n = BigDecimal.valueOf(values.length);
    BigDecimal sum = BigDecimal.ZERO;
    BigDecimal squares = BigDecimal.ZERO;
    for (double value : values) {
      BigDecimal exact = new BigDecimal(value);
      sum = sum.add(exact);
      squares = squares.add(exact.multiply(exact));
    }
    BigDecimal about = n.multiply(squares).subtract(sum.multiply(sum));
    BigDecimal divisor = n.multiply(n.subtract(BigDecimal.ONE));
    return about.divide(divisor, MathContext.DECIMAL128).sqrt(MathContext.DECIMAL64).doubleValue();
  }
}
