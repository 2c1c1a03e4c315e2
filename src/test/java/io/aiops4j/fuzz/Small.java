package io.aiops4j.fuzz;

import io.aiops4j.api.compaction.Accumulator;
import io.aiops4j.api.compaction.CompactionWindow;
import io.aiops4j.api.compaction.EvidenceBudget;
import io.aiops4j.api.compaction.EvidenceDigest;
import io.aiops4j.api.telemetry.ChangeEvent;
import io.aiops4j.api.telemetry.ChangeKind;
import io.aiops4j.api.telemetry.Coverage;
import io.aiops4j.api.telemetry.LogRecord;
import io.aiops4j.api.telemetry.MetricSeries;
import io.aiops4j.api.telemetry.Span;
import io.aiops4j.api.telemetry.TelemetryQuery;
import io.aiops4j.api.telemetry.TelemetrySink;
import io.aiops4j.api.telemetry.TimeRange;
import io.aiops4j.api.telemetry.TrustClass;
import io.aiops4j.api.topology.Component;
import io.aiops4j.api.topology.ComponentKind;
import io.aiops4j.api.topology.Topology;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;

/** Two minutes of a little telemetry of every kind: one of reference, one observed. */
final class Small {
  static final Component NODE = Component.of(ComponentKind.NODE, "n");
  private static final Instant START = Instant.parse("2026-01-05T10:00:00Z");
  static final CompactionWindow WINDOW =
      new CompactionWindow(
          List.of(new TimeRange(START, second(60))),
          new TimeRange(second(60), second(120)),
          second(120),
          Topology.empty());

  private Small() {}

  static Instant second(int second) {
    return START.plusSeconds(second);
  }

  static EvidenceDigest digest(Accumulator accumulator) {
    TimeRange all = new TimeRange(START, second(120));
    return accumulator.digest(
        EvidenceBudget.STANDARD,
        Coverage.complete(TelemetryQuery.builder(all, second(120)).build(), 1));
  }

  static void telemetry(TelemetrySink sink) {
    Component web = Component.service("web");
    long[] times = new long[40];
    double[] values = new double[40];
    Arrays.setAll(times, i -> START.toEpochMilli() + i * 3_000L);
    Arrays.setAll(values, i -> i < 20 ? 50 + i % 3 : 90);
    sink.metric(MetricSeries.builder(NODE, "DCGM_FI_DEV_GPU_TEMP").build(times, values));
    sink.metric(MetricSeries.builder(web, "k8s.pod.cpu.usage").build(times, values));
    for (int i = 0; i < 120; i += 2) {
      sink.log(LogRecord.builder(NODE, second(i), "heartbeat " + i + " sent").build());
      long start = second(i).getEpochSecond() * 1_000_000_000L;
      long millis = 1_000_000L * (i < 60 ? 5 : 50);
      sink.span(Span.builder("t" + i, "a", web, "GET /").times(start, start + millis + 9).build());
      sink.span(
          Span.builder("t" + i, "b", Component.service("db"), "read")
              .parent("a")
              .times(start + 5, start + millis)
              .build());
    }
    sink.change(
        new ChangeEvent(
            "c1",
            second(50),
            ChangeKind.DEPLOY,
            web,
            "v2",
            TrustClass.CONTROL_PLANE,
            new TreeMap<>()));
  }
}
