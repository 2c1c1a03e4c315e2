package io.aiops4j.compaction.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops4j.api.compaction.Shape;
import io.aiops4j.api.telemetry.MetricKind;
import io.aiops4j.compaction.Telemetry;
import io.aiops4j.compaction.stats.SampleColumn;
import io.aiops4j.compaction.stats.WindowMillis;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The right shape of real disturbances, on the windows of 60 samples in which an excursion opened.
 */
class ShapesTest {
  private static final int WINDOWS = 400;
  private static final int REFERENCE = 200;
  private static final int OBSERVED = 60;

  private enum Noise {
    GAUSSIAN {
      @Override
      double next(Random random, double before) {
        return random.nextGaussian();
      }
    },
    STUDENT_T3 {
      @Override
      double next(Random random, double before) {
        double squares = 0;
        for (int i = 0; i < 3; i++) {
          double normal = random.nextGaussian();
          squares += normal * normal;
        }
        // Its standard deviation is the root of 3.
        return random.nextGaussian() / Math.sqrt(squares / 3) / Math.sqrt(3);
      }
    },
    AR_06 {
      @Override
      double next(Random random, double before) {
        return 0.6 * before + 0.8 * random.nextGaussian();
      }
    };

    /** The next value of a series of standard deviation 1. */
    abstract double next(Random random, double before);
  }

  private enum Planted {
    SPIKE(Shape.SPIKE) {
      @Override
      double at(int i, int onset, int length) {
        return i >= onset && i < onset + length ? 1 : 0;
      }
    },
    STEP(Shape.LEVEL_SHIFT) {
      @Override
      double at(int i, int onset, int length) {
        return i >= onset ? 1 : 0;
      }
    },
    RAMP(Shape.STEADY_INCREASE) {
      @Override
      double at(int i, int onset, int length) {
        return i <= onset ? 0 : (i - onset) / (OBSERVED - 1.0 - onset);
      }
    },
    SPIKE_NOT_BACK_YET(Shape.PENDING) {
      @Override
      double at(int i, int onset, int length) {
        return i >= OBSERVED - length ? 1 : 0;
      }
    };

    final Shape shape;

    Planted(Shape shape) {
      this.shape = shape;
    }

    /** The disturbance as a share of its largest size. */
    abstract double at(int i, int onset, int length);
  }

  @ParameterizedTest(name = "{0} in {1} noise at {2} sigma: recall at least {3} (seed {4})")
  @CsvSource({
    "SPIKE, GAUSSIAN, 8, 0.95, 1",
    "SPIKE, STUDENT_T3, 8, 0.95, 2",
    "SPIKE, AR_06, 8, 0.95, 3",
    "SPIKE, GAUSSIAN, 5, 0.85, 4",
    "SPIKE, STUDENT_T3, 5, 0.85, 5",
    "SPIKE, AR_06, 5, 0.85, 6",
    "STEP, GAUSSIAN, 8, 0.95, 7",
    "STEP, STUDENT_T3, 8, 0.95, 8",
    "STEP, AR_06, 8, 0.95, 9",
    "STEP, GAUSSIAN, 5, 0.85, 10",
    "STEP, STUDENT_T3, 5, 0.85, 11",
    "STEP, AR_06, 5, 0.85, 12",
    "RAMP, GAUSSIAN, 8, 0.95, 13",
    "RAMP, STUDENT_T3, 8, 0.95, 14",
    "RAMP, AR_06, 8, 0.95, 15",
    "RAMP, GAUSSIAN, 5, 0.85, 16",
    "RAMP, STUDENT_T3, 5, 0.85, 17",
    "RAMP, AR_06, 5, 0.85, 18",
    "SPIKE_NOT_BACK_YET, GAUSSIAN, 8, 0.95, 19",
    "SPIKE_NOT_BACK_YET, STUDENT_T3, 8, 0.95, 20",
    "SPIKE_NOT_BACK_YET, AR_06, 8, 0.95, 21"
  })
  void tellsTheShapeOfWhatTheDetectorOpened(
      Planted planted, Noise noise, double sigmas, double least, int seed) {
    Random random = new Random(seed);
    int right = 0;
    int opened = 0;
    for (int window = 0; window < WINDOWS; window++) {
      boolean downwards = random.nextInt(4) == 0;
      int onset = 15 + random.nextInt(31);
      int length = 2 + random.nextInt(4);
      double[] values = new double[REFERENCE + OBSERVED];
      double now = random.nextGaussian();
      for (int i = 0; i < values.length; i++) {
        now = noise.next(random, now);
        double more = i < REFERENCE ? 0 : sigmas * planted.at(i - REFERENCE, onset, length);
        values[i] = 1 + 0.02 * (now + (downwards ? -more : more));
      }
      ReducedSeries series = reduced(values);
      List<Excursion> found = excursions(series, !downwards);
      if (!found.isEmpty()) {
        opened++;
        // A ramp crosses the bar more than once; what is judged is where it ends.
        right += Shapes.of(series, found.get(found.size() - 1)) == planted.shape ? 1 : 0;
      }
    }
    assertThat(opened).isGreaterThan(WINDOWS * 9 / 10);
    assertThat(right / (double) opened).isGreaterThanOrEqualTo(least);
  }

  private static ReducedSeries reduced(double[] values) {
    SampleColumn column = new SampleColumn();
    long first = Telemetry.minute(50).toEpochMilli() - REFERENCE * 10_000L;
    for (int i = 0; i < values.length; i++) {
      column.add(first + i * 10_000L, values[i]);
    }
    return ReducedSeries.of(column, MetricKind.GAUGE, new WindowMillis(Telemetry.window()));
  }

  private static List<Excursion> excursions(ReducedSeries series, boolean upwards) {
    Usual usual = Usual.of(series.reference(), 1);
    double[] sigmas = java.util.Arrays.stream(series.observed()).map(usual::sigmas).toArray();
    return Excursion.of(sigmas, upwards, Excursion.needed(false, sigmas.length));
  }
}
