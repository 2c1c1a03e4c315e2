package io.aiops4j.compaction;

import static io.aiops4j.compaction.Telemetry.complete;
import static io.aiops4j.compaction.Telemetry.minute;
import static io.aiops4j.compaction.Telemetry.window;
import static org.assertj.core.api.Assertions.assertThat;

import io.aiops4j.api.compaction.Accumulator;
import io.aiops4j.api.compaction.Compactor;
import io.aiops4j.api.compaction.EvidenceBudget;
import io.aiops4j.api.telemetry.ChangeEvent;
import io.aiops4j.api.telemetry.ChangeKind;
import io.aiops4j.api.telemetry.LogRecord;
import io.aiops4j.api.telemetry.MetricSeries;
import io.aiops4j.api.telemetry.Span;
import io.aiops4j.api.telemetry.TelemetryBatch;
import io.aiops4j.api.telemetry.TrustClass;
import io.aiops4j.api.topology.Component;
import io.aiops4j.api.topology.ComponentKind;
import io.aiops4j.compaction.changes.ChangeCompactor;
import io.aiops4j.compaction.logs.LogCompactor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Telemetry split by key over 1 to 64 accumulators, merged in any order: the state of one byte for
 * byte, and the digest of one character for character.
 */
class SplitTest {
  private static final int[] COUNTS = {1, 2, 3, 5, 8, 13, 21, 34, 55, 64};
  private static final EvidenceBudget ROOMY = new EvidenceBudget(10_000, 10_000_000);

  /** Forty nodes that log and report, of which some break; changes of each; and traces. */
  private static TelemetryBatch fleet(long seed) {
    Random random = new Random(seed);
    TelemetryBatch batch = new TelemetryBatch();
    for (int n = 0; n < 40; n++) {
      Component node = Component.of(ComponentKind.NODE, "node-" + n);
      boolean broken = n % 7 == 3;
      metric(batch, node, broken, random);
      logs(batch, node, broken, random);
      if (n % 2 == 0) {
        changes(batch, node, random);
      }
    }
    for (int i = 0; i < 300; i++) {
      trace(batch, i, random);
    }
    return batch;
  }

  private static void metric(TelemetryBatch batch, Component node, boolean broken, Random random) {
    long[] times = new long[Telemetry.ALL_SAMPLES / 2];
    double[] values = new double[times.length];
    Arrays.setAll(times, i -> minute(i / 2.0).toEpochMilli());
    Arrays.setAll(values, i -> (broken && i > 105 ? 90 : 60) + random.nextGaussian());
    batch.metric(MetricSeries.builder(node, "DCGM_FI_DEV_GPU_TEMP").build(times, values));
  }

  private static void logs(TelemetryBatch batch, Component node, boolean broken, Random random) {
    for (int i = 0; i < 40; i++) {
      batch.log(line(node, random, "heartbeat " + random.nextInt(1_000) + " sent"));
      batch.log(line(node, random, "user u" + random.nextInt(9) + " logged in from 10.0.0.1"));
    }
    for (int i = 0; broken && i < 12; i++) {
      batch.log(
          LogRecord.builder(node, minute(51 + 8 * random.nextDouble()), "failed to reach " + i)
              .trust(TrustClass.WORKLOAD)
              .build());
    }
  }

  private static LogRecord line(Component node, Random random, String body) {
    return LogRecord.builder(node, minute(60 * random.nextDouble()), body)
        .trust(TrustClass.NODE_AGENT)
        .build();
  }

  private static void changes(TelemetryBatch batch, Component node, Random random) {
    for (ChangeKind kind : List.of(ChangeKind.DEPLOY, ChangeKind.CONFIG)) {
      batch.change(
          new ChangeEvent(
              kind + "-" + node.name(),
              minute(30 + 25 * random.nextDouble()),
              kind,
              node,
              "revision " + random.nextInt(100),
              TrustClass.CONTROL_PLANE,
              new TreeMap<>(Map.of("by", "robot-" + random.nextInt(3)))));
    }
  }

  private static void trace(TelemetryBatch batch, int number, Random random) {
    long start = minute(number / 5.0).toEpochMilli() * 1_000_000;
    long nanos = (number > 255 ? 80 : 8) * 1_000_000L + random.nextInt(1_000_000);
    batch.span(
        Span.builder("t" + number, "a", Component.service("web"), "GET /")
            .times(start, start + nanos + 2_000_000)
            .build());
    batch.span(
        Span.builder("t" + number, "b", Component.service("db"), "read")
            .parent("a")
            .times(start + 1_000_000, start + nanos)
            .build());
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2})
  void logs(long seed) {
    sameAsOne(new LogCompactor(), seed);
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2})
  void changes(long seed) {
    sameAsOne(new ChangeCompactor(), seed);
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2})
  void allKindsOfTelemetryTogether(long seed) {
    sameAsOne(Compactors.standard(), seed);
  }

  private static void sameAsOne(Compactor compactor, long seed) {
    TelemetryBatch fleet = fleet(seed);
    Accumulator one = compactor.accumulator(window());
    Telemetry.push(fleet, one);
    byte[] state = one.state();
    String digest = json(one);
    assertThat(one.digest(ROOMY, complete()).items()).hasSizeGreaterThan(5);
    Random random = new Random(seed);
    for (int count : COUNTS) {
      Accumulator merged = merged(parts(compactor, fleet, count, random), random);
      assertThat(merged.state()).as("state, %s parts, seed %s", count, seed).isEqualTo(state);
      assertThat(json(merged)).as("digest, %s parts, seed %s", count, seed).isEqualTo(digest);
    }
  }

  private static String json(Accumulator accumulator) {
    return DigestJson.of(accumulator.digest(ROOMY, complete()));
  }

  /** Each key goes to a part that chance gives, with all that is of it in its order. */
  private static List<Accumulator> parts(
      Compactor compactor, TelemetryBatch fleet, int count, Random random) {
    List<Accumulator> parts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      parts.add(compactor.accumulator(window()));
    }
    Map<String, Accumulator> byKey = new TreeMap<>();
    Keyed to = key -> byKey.computeIfAbsent(key, k -> parts.get(random.nextInt(count)));
    fleet.metrics().forEach(each -> to.of("metric " + each.key()).metric(each));
    fleet.logs().forEach(each -> to.of("log " + each.component()).log(each));
    fleet.spans().forEach(each -> to.of("trace " + each.traceId()).span(each));
    fleet.changes().forEach(each -> to.of("change " + each.component()).change(each));
    return parts;
  }

  /** Two at a time, in an order that chance gives. */
  private static Accumulator merged(List<Accumulator> open, Random random) {
    while (open.size() > 1) {
      Collections.shuffle(open, random);
      Accumulator into = open.remove(open.size() - 1);
      into.merge(open.remove(open.size() - 1));
      open.add(into);
    }
    return open.get(0);
  }

  private interface Keyed {
    Accumulator of(String key);
  }
}
