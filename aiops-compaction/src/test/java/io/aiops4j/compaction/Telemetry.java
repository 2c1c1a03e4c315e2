package io.aiops4j.compaction;

import io.aiops4j.api.compaction.Accumulator;
import io.aiops4j.api.compaction.CompactionWindow;
import io.aiops4j.api.compaction.Compactor;
import io.aiops4j.api.compaction.EvidenceBudget;
import io.aiops4j.api.compaction.EvidenceDigest;
import io.aiops4j.api.telemetry.Coverage;
import io.aiops4j.api.telemetry.LogRecord;
import io.aiops4j.api.telemetry.MetricKind;
import io.aiops4j.api.telemetry.MetricSeries;
import io.aiops4j.api.telemetry.TelemetryBatch;
import io.aiops4j.api.telemetry.TelemetryQuery;
import io.aiops4j.api.telemetry.TelemetrySource;
import io.aiops4j.api.telemetry.TimeRange;
import io.aiops4j.api.telemetry.TrustClass;
import io.aiops4j.api.topology.Component;
import io.aiops4j.api.topology.ComponentKind;
import io.aiops4j.api.topology.Topology;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.IntToDoubleFunction;

/** A node and an hour of it: 50 minutes of reference, 10 observed, a sample every 15 s. */
public final class Telemetry {
  public static final Instant START = Instant.parse("2026-01-05T10:00:00Z");
  public static final Component NODE = Component.of(ComponentKind.NODE, "node-7");
  public static final long STEP_MILLIS = 15_000;

  /** Samples of the reference; those from this index on are observed. */
  public static final int REFERENCE_SAMPLES = 200;

  public static final int ALL_SAMPLES = 240;

  private Telemetry() {}

  public static Instant minute(double minutes) {
    return START.plusMillis((long) (minutes * 60_000));
  }

  public static CompactionWindow window() {
    return window(Topology.empty());
  }

  public static CompactionWindow window(Topology topology) {
    return new CompactionWindow(
        List.of(new TimeRange(START, minute(50))),
        new TimeRange(minute(50), minute(60)),
        minute(60),
        topology);
  }

  public static Coverage complete() {
    return Coverage.complete(query(), 0);
  }

  public static TelemetryQuery query() {
    return TelemetryQuery.builder(new TimeRange(START, minute(60)), minute(60)).build();
  }

  /** A series of the whole hour; {@code NaN} leaves a sample out. */
  public static MetricSeries series(String name, MetricKind kind, IntToDoubleFunction values) {
    return series(name, kind, Map.of(), values);
  }

  public static MetricSeries series(
      String name, MetricKind kind, Map<String, String> labels, IntToDoubleFunction values) {
    long[] times = new long[ALL_SAMPLES];
    double[] samples = new double[ALL_SAMPLES];
    int n = 0;
    for (int i = 0; i < ALL_SAMPLES; i++) {
      double value = values.applyAsDouble(i);
      if (!Double.isNaN(value)) {
        times[n] = START.toEpochMilli() + i * STEP_MILLIS;
        samples[n++] = value;
      }
    }
    return MetricSeries.builder(NODE, name)
        .kind(kind)
        .trust(TrustClass.NODE_AGENT)
        .attributes(labels)
        .build(java.util.Arrays.copyOf(times, n), java.util.Arrays.copyOf(samples, n));
  }

  public static LogRecord line(double minute, String body) {
    return line(NODE, minute, body, TrustClass.KERNEL);
  }

  public static LogRecord line(Component who, double minute, String body, TrustClass trust) {
    return LogRecord.builder(who, minute(minute), body).trust(trust).build();
  }

  public static EvidenceDigest digest(Compactor compactor, TelemetryBatch batch) {
    Accumulator accumulator = compactor.accumulator(window());
    push(batch, accumulator);
    return accumulator.digest(EvidenceBudget.STANDARD, complete());
  }

  public static void push(TelemetryBatch batch, Accumulator to) {
    batch.metrics().forEach(to::metric);
    batch.logs().forEach(to::log);
    batch.spans().forEach(to::span);
    batch.changes().forEach(to::change);
  }

  /** A source that pushes all of a batch, whatever it is asked: what is wanted must be filtered. */
  public static TelemetrySource careless(TelemetryBatch batch) {
    return (query, sink) -> {
      batch.metrics().forEach(sink::metric);
      batch.logs().forEach(sink::log);
      batch.spans().forEach(sink::span);
      batch.changes().forEach(sink::change);
      return Coverage.complete(query, 1);
    };
  }
}
