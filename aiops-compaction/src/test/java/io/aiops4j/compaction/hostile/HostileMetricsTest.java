package io.aiops4j.compaction.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops4j.api.telemetry.MetricKind;
import io.aiops4j.api.telemetry.MetricSeries;
import io.aiops4j.api.topology.Component;
import io.aiops4j.api.topology.ComponentKind;
import io.aiops4j.compaction.Telemetry;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The time-out is a guard: what is not linear would take hours. */
@Timeout(value = 120, threadMode = ThreadMode.SEPARATE_THREAD)
class HostileMetricsTest {
  private static final List<String> NAMES =
      List.of(
          "DCGM_FI_DEV_GPU_TEMP",
          "DCGM_FI_DEV_XID_ERRORS",
          "k8s.pod.cpu.usage",
          "mesh.server.request.duration.p90",
          "mesh.server.request.rate",
          "anything",
          "");

  private static final double[] ODD = {
    Double.NaN,
    Double.POSITIVE_INFINITY,
    Double.NEGATIVE_INFINITY,
    Double.MAX_VALUE,
    -Double.MAX_VALUE,
    Double.MIN_VALUE,
    -0.0,
    0,
    1,
    1e12,
    0x7ffffff0,
    0x7ffffffffffffff0L,
    Double.longBitsToDouble(0x7ff0000000000002L)
  };

  @ParameterizedTest
  @EnumSource
  void everyOddNumberBeforeAndAfterIsBorne(MetricKind kind) {
    Hostile.survives(
        sink -> {
          for (String name : NAMES) {
            for (double before : ODD) {
              for (double after : ODD) {
                Map<String, String> labels = Map.of("before", before + "", "after", after + "");
                sink.metric(series(name, kind, labels, i -> i < 200 ? before : after));
              }
            }
          }
        });
  }

  @ParameterizedTest
  @EnumSource
  void aStormOfNoNumbersIsBorne(MetricKind kind) {
    SplittableRandom random = new SplittableRandom(7);
    double[][] storm = new double[500][Telemetry.ALL_SAMPLES];
    for (double[] values : storm) {
      Arrays.setAll(
          values,
          i -> random.nextInt(3) > 0 ? ODD[random.nextInt(ODD.length)] : random.nextDouble());
    }
    Hostile.survives(
        sink -> {
          for (int s = 0; s < storm.length; s++) {
            double[] values = storm[s];
            String name = NAMES.get(s % NAMES.size());
            sink.metric(series(name, kind, Map.of("n", "" + s), i -> values[i]));
          }
        });
  }

  @Test
  void stepsFromOneEndOfAllNumbersToTheOtherAreBorne() {
    double[] ends = {-1e308, 5e17, 0.5};
    Hostile.survives(
        sink ->
            sink.metric(
                series(
                    "anything", MetricKind.GAUGE, Map.of(), i -> i < 200 ? i % 2 : ends[i % 3])));
  }

  @Test
  void noNumberAtAllIsNoEvidence() {
    assertThat(
            Hostile.survives(
                    sink ->
                        sink.metric(
                            series("anything", MetricKind.GAUGE, Map.of(), i -> Double.NaN)))
                .items())
        .isEmpty();
  }

  @Test
  void aSeriesWithoutSamplesIsBorne() {
    Hostile.survives(
        sink -> {
          for (String name : NAMES) {
            sink.metric(
                MetricSeries.builder(Telemetry.NODE, name).build(new long[0], new double[0]));
          }
        });
  }

  @Test
  void piecesThatComeBackwardsTwiceAndAllAtOneTimeAreBorne() {
    Hostile.survives(
        sink -> {
          for (int i = Telemetry.ALL_SAMPLES; i-- > 0; ) {
            long at = Telemetry.START.toEpochMilli() + i * Telemetry.STEP_MILLIS;
            for (double value : new double[] {i, i + 1, Double.NaN}) {
              sink.metric(
                  MetricSeries.builder(Telemetry.NODE, "anything")
                      .build(new long[] {at, at}, new double[] {value, -value}));
            }
          }
        });
  }

  @Test
  void timesFromTheEndsOfTheWorldAreOnlyOutside() {
    assertThat(
            Hostile.survives(
                    sink -> {
                      for (String name : NAMES) {
                        sink.metric(
                            MetricSeries.builder(Telemetry.NODE, name)
                                .build(
                                    new long[] {Long.MIN_VALUE, -1, 0, Long.MAX_VALUE},
                                    new double[] {1, 2, 3, 4}));
                      }
                    })
                .items())
        .isEmpty();
  }

  @Test
  void aMillionSamplesOfOneSeriesFitIntoLittleMemory() {
    int n = 1_000_000;
    long[] times = new long[n];
    double[] values = new double[n];
    for (int i = 0; i < n; i++) {
      times[i] = Telemetry.START.toEpochMilli() + i * 3_600_000L / n;
      values[i] = i % 7;
    }
    Hostile.survives(
        sink -> sink.metric(MetricSeries.builder(Telemetry.NODE, "anything").build(times, values)));
  }

  @Test
  void labelsWithoutEndAreBorne() {
    TreeMap<String, String> many = new TreeMap<>();
    for (int i = 0; i < 5_000; i++) {
      many.put("label-" + i, "\u202e value " + i);
    }
    Map<String, String> huge = Map.of("a".repeat(1 << 20), "password=" + "b".repeat(1 << 20));
    Hostile.survives(
        sink -> {
          for (String name : NAMES.subList(0, 3)) {
            sink.metric(series(name, MetricKind.GAUGE, many, i -> i < 200 ? i % 3 : 100));
            sink.metric(series(name, MetricKind.GAUGE, huge, i -> i < 200 ? i % 3 : 100));
          }
        });
  }

  @Test
  void thousandsOfSeriesThatAllShiftStayWithinTheBudget() {
    Hostile.survives(
        sink -> {
          for (int s = 0; s < 5_000; s++) {
            Component gpu = Component.of(ComponentKind.GPU, "gpu-" + s);
            long[] times = new long[30];
            double[] values = new double[30];
            for (int i = 0; i < times.length; i++) {
              times[i] = Telemetry.START.toEpochMilli() + i * 120_000L;
              values[i] = i < 25 ? 50 + (i * 7 + s) % 5 : 90;
            }
            sink.metric(MetricSeries.builder(gpu, "DCGM_FI_DEV_GPU_TEMP").build(times, values));
          }
        });
  }

  private static MetricSeries series(
      String name,
      MetricKind kind,
      Map<String, String> labels,
      java.util.function.IntToDoubleFunction values) {
    long[] times = new long[Telemetry.ALL_SAMPLES];
    double[] samples = new double[Telemetry.ALL_SAMPLES];
    for (int i = 0; i < times.length; i++) {
      times[i] = Telemetry.START.toEpochMilli() + i * Telemetry.STEP_MILLIS;
      samples[i] = values.applyAsDouble(i);
    }
    return MetricSeries.builder(Telemetry.NODE, name)
        .kind(kind)
        .attributes(labels)
        .build(times, samples);
  }
}
