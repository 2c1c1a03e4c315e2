package io.aiops4j.compaction.sketch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.aiops4j.compaction.state.InvalidStateException;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QuantileSketchTest {
  private static final double[] QUANTILES = {0, 0.01, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99, 0.999, 1};

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void answersWithinOnePercentOfTheValueAtTheRank(long seed) {
    double[] values = latencies(seed, 200_000);
    QuantileSketch sketch = sketch(values);
    Arrays.sort(values);

    for (double quantile : QUANTILES) {
      double exact = values[(int) (quantile * (values.length - 1) + 0.5)];
      assertThat(sketch.quantile(quantile) / exact)
          .as("quantile %s", quantile)
          .isCloseTo(1, within(QuantileSketch.RELATIVE_ACCURACY));
    }
  }

  @Test
  void answersEveryMagnitudeWithinOnePercent() {
    Random random = new Random(4);
    for (int i = 0; i < 200_000; i++) {
      double value = Double.longBitsToDouble(random.nextLong() & Long.MAX_VALUE);
      if (value >= Double.MIN_NORMAL && value <= Double.MAX_VALUE) {
        double middle = Buckets.middle(Buckets.of(value));
        assertThat(Math.abs(middle / value - 1)).isLessThan(0.0079);
      }
    }
  }

  @Test
  void aFewValuesAreAnsweredExactly() {
    QuantileSketch sketch = new QuantileSketch();
    for (int i = QuantileSketch.EXACT; i >= 1; i--) {
      sketch.add(i);
    }

    assertThat(sketch.isExact()).isTrue();
    assertThat(sketch.quantile(0.5)).isEqualTo(32.5);
    assertThat(sketch.quantile(0.95)).isEqualTo(1 + 0.95 * 63);
    assertThat(sketch.state().length).isLessThan(560);
    sketch.add(7);
    assertThat(sketch.isExact()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void twoHundredShardsMergedInAnyOrderHaveTheBytesOfOne(long seed) {
    Random random = new Random(seed);
    double[] values = latencies(seed, 50_000);
    for (int i = 0; i < values.length; i += 7) {
      values[i] = i % 3 == 0 ? 0 : -values[i];
    }
    QuantileSketch[] shards = new QuantileSketch[200];
    Arrays.setAll(shards, i -> new QuantileSketch());
    for (double value : values) {
      // Some shards stay small, some stay empty.
      shards[(int) (200 * Math.pow(random.nextDouble(), 6))].add(value);
    }
    for (int left = shards.length; left > 1; left--) {
      int into = random.nextInt(left);
      int from = random.nextInt(left);
      if (into != from) {
        shards[into].merge(shards[from]);
        shards[from] = shards[left - 1];
      } else {
        left++;
      }
    }

    QuantileSketch whole = sketch(values);
    assertThat(shards[0]).isEqualTo(whole);
    assertThat(shards[0].state()).isEqualTo(whole.state());
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void collapsingDependsOnTheValuesAndNotOnTheirOrder(long seed) {
    Random random = new Random(seed);
    double[] values = new double[5_000];
    Arrays.setAll(values, i -> Math.pow(10, 30 * random.nextDouble() - 15));
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    QuantileSketch rising = sketch(sorted);
    QuantileSketch mixed = sketch(values);
    QuantileSketch merged = sketch(Arrays.copyOfRange(values, 2_500, 5_000));
    merged.merge(sketch(Arrays.copyOf(values, 2_500)));

    assertThat(mixed.state()).isEqualTo(rising.state()).isEqualTo(merged.state());
    double p95 = sorted[(int) (0.95 * 4_999 + 0.5)];
    assertThat(mixed.quantile(0.95) / p95).isCloseTo(1, within(0.01));
    assertThat(mixed.quantile(0.05)).as("the lowest went together").isGreaterThan(sorted[249]);
  }

  @Test
  void stateComesBackAndGoesOn() {
    double[] values = latencies(9, 3_000);
    QuantileSketch sketch = sketch(Arrays.copyOf(values, 2_000));
    QuantileSketch restored = QuantileSketch.restore(sketch.state());
    for (int i = 2_000; i < values.length; i++) {
      restored.add(values[i]);
    }

    assertThat(restored.state()).isEqualTo(sketch(values).state());
    assertThat(QuantileSketch.restore(new QuantileSketch().state()).count()).isZero();
  }

  @Test
  void twentyValuesCostLittleAndManyNotMuchMore() {
    assertThat(sketch(latencies(1, 20)).state().length).isLessThan(200);
    assertThat(sketch(latencies(1, 300_000)).state().length).isLessThan(6_000);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void damagedBytesAreRefused(long seed) {
    byte[] state = sketch(latencies(seed, 1_000)).state();
    Random random = new Random(seed);
    for (int i = 0; i < 200; i++) {
      byte[] damaged = state.clone();
      damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
      assertThatThrownBy(() -> QuantileSketch.restore(damaged))
          .isInstanceOf(InvalidStateException.class);
    }
  }

  @Test
  void whatIsNotFiniteIsPassedOverAndZerosAreOne() {
    QuantileSketch sketch = new QuantileSketch();
    sketch.add(Double.NaN);
    sketch.add(Double.POSITIVE_INFINITY);
    sketch.add(Double.NEGATIVE_INFINITY);
    assertThat(sketch.count()).isZero();
    assertThatThrownBy(() -> sketch.quantile(0.5)).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> sketch.quantile(Double.NaN))
        .isInstanceOf(IllegalArgumentException.class);

    QuantileSketch other = new QuantileSketch();
    sketch.add(0.0);
    other.add(-0.0);
    assertThat(sketch.state()).isEqualTo(other.state());
    for (int i = 0; i < 100; i++) {
      sketch.add(-Double.MAX_VALUE);
      sketch.add(Double.MAX_VALUE);
      sketch.add(Double.MIN_VALUE);
    }
    assertThat(sketch.quantile(0)).isEqualTo(-Double.MAX_VALUE);
    assertThat(sketch.quantile(0.5)).isZero();
    assertThat(sketch.quantile(1)).isEqualTo(Double.MAX_VALUE);
  }

  @Test
  void mergingWithItselfDoublesTheCounts() {
    QuantileSketch few = sketch(latencies(1, 30));
    few.merge(few);
    QuantileSketch many = sketch(latencies(1, 3_000));
    many.merge(many);

    assertThat(few.count()).isEqualTo(60);
    assertThat(many.count()).isEqualTo(6_000);
  }

  /** Microseconds: a mix of log-normals with a Pareto tail. */
  private static double[] latencies(long seed, int n) {
    Random random = new Random(seed);
    double[] values = new double[n];
    for (int i = 0; i < n; i++) {
      double kind = random.nextDouble();
      values[i] =
          kind < 0.05
              ? 20_000 * Math.pow(1 - random.nextDouble(), -1 / 1.2)
              : Math.exp((kind < 0.6 ? 7 : 9) + 0.8 * random.nextGaussian());
    }
    return values;
  }

  private static QuantileSketch sketch(double[] values) {
    QuantileSketch sketch = new QuantileSketch();
    for (double value : values) {
      sketch.add(value);
    }
    return sketch;
  }
}
