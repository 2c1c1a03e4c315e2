package io.aiops4j.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.aiops4j.api.telemetry.TelemetryBatch;
import io.aiops4j.benchmarks.data.LogLines;
import io.aiops4j.benchmarks.data.NoiseSeries;
import io.aiops4j.benchmarks.data.ShopTelemetry;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SyntheticTelemetryTest {
  @Test
  void theSameSeedGivesTheSameTelemetry() {
    assertThat(LogLines.ofOneSystem(3, 100)).isEqualTo(LogLines.ofOneSystem(3, 100));
    assertThat(LogLines.ofManySystems(3, 100, 50)).isEqualTo(LogLines.ofManySystems(3, 100, 50));
    assertThat(replayed(3).spans()).hasToString(replayed(3).spans().toString());
    assertThat(replayed(3).logs()).hasToString(replayed(3).logs().toString());
  }

  @Test
  void aLineOfOneSystemHasAbout96Bytes() {
    assertThat(meanLength(LogLines.ofOneSystem(1, 10_000))).isCloseTo(96, within(15.0));
  }

  @Test
  void aLineOfManySystemsHasAbout70Bytes() {
    assertThat(meanLength(LogLines.ofManySystems(1, 20_000, 12_000))).isCloseTo(75, within(10.0));
  }

  @Test
  void templatesOfManySystemsAreMany() {
    Set<String> constant = new HashSet<>();
    for (String line : LogLines.ofManySystems(1, 12_000, 12_000)) {
      constant.add(line.replaceAll("\\S*[0-9]\\S*", "*"));
    }
    assertThat(constant).hasSizeGreaterThan(11_500);
  }

  @Test
  void aMinuteOfTheShopHasAbout22000SpansOfTenServices() {
    TelemetryBatch batch = replayed(1);
    assertThat(batch.spans()).hasSizeBetween(22_000, 22_100);
    assertThat(batch.logs()).hasSizeBetween(5_000, 10_000);
    assertThat(batch.metrics()).hasSize(10 * ShopTelemetry.METRICS);
    assertThat(batch.spans().stream().map(span -> span.component()).distinct()).hasSize(10);
  }

  @Test
  void noiseRemembersAsMuchAsItShould() {
    NoiseSeries noise = new NoiseSeries(1, 1, 0.6);
    double[] sample = new double[1];
    int n = 50_000;
    double[] values = new double[n];
    double mean = 0;
    for (int i = 0; i < n; i++) {
      noise.next(sample);
      values[i] = sample[0];
      mean += sample[0] / n;
    }
    double variance = 0;
    double lagged = 0;
    for (int i = 1; i < n; i++) {
      variance += (values[i] - mean) * (values[i] - mean);
      lagged += (values[i] - mean) * (values[i - 1] - mean);
    }
    assertThat(lagged / variance).isCloseTo(0.6, within(0.02));
    assertThat(variance / n).isCloseTo(1 / (1 - 0.36), within(0.1));
  }

  private static TelemetryBatch replayed(long seed) {
    TelemetryBatch batch = new TelemetryBatch();
    ShopTelemetry.generate(seed, 0).replay(batch);
    return batch;
  }

  private static double meanLength(List<String> lines) {
    return lines.stream().mapToInt(String::length).average().orElseThrow();
  }
}
