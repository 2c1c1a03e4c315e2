package io.aiops4j.compaction.source;

import static io.aiops4j.compaction.Telemetry.NODE;
import static io.aiops4j.compaction.Telemetry.line;
import static io.aiops4j.compaction.Telemetry.minute;

import io.aiops4j.api.telemetry.ChangeEvent;
import io.aiops4j.api.telemetry.ChangeKind;
import io.aiops4j.api.telemetry.Coverage;
import io.aiops4j.api.telemetry.MetricSeries;
import io.aiops4j.api.telemetry.Modality;
import io.aiops4j.api.telemetry.Span;
import io.aiops4j.api.telemetry.TelemetryQuery;
import io.aiops4j.api.telemetry.TelemetrySink;
import io.aiops4j.api.telemetry.TelemetrySource;
import io.aiops4j.api.telemetry.TimeRange;
import io.aiops4j.api.telemetry.TrustClass;
import io.aiops4j.api.topology.Component;
import io.aiops4j.api.topology.ComponentKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Ten minutes of two nodes from memory, as a good source gives them. */
final class Recorded implements TelemetrySource {
  static final TimeRange RANGE = new TimeRange(minute(0), minute(10));
  private static final int SPAN_SECONDS = 50;
  private static final Component OTHER = Component.of(ComponentKind.NODE, "node-8");

  private final Set<Modality> modalities;
  private final boolean minding;

  private Recorded(Set<Modality> modalities, boolean minding) {
    this.modalities = modalities;
    this.minding = minding;
  }

  /** A source of some modalities. */
  static Recorded of(Modality... modalities) {
    return new Recorded(Set.of(modalities), true);
  }

  /** A source that returns what it has of all times, the future included. */
  static Recorded ofAllTimes() {
    return new Recorded(Set.of(Modality.values()), false);
  }

  @Override
  public Coverage read(TelemetryQuery query, TelemetrySink sink) {
    List<Coverage.Missing> missing = new ArrayList<>();
    for (Modality modality : new TreeSet<>(query.modalities())) {
      for (Component asked : query.components()) {
        if (!asked.equals(NODE) && !asked.equals(OTHER)) {
          missing.add(new Coverage.Missing(modality, asked.toString(), "not recorded"));
        }
      }
    }
    long records = 0;
    for (int second = -600; second < 1_200; second += 20) {
      for (Component node : List.of(NODE, OTHER)) {
        for (Modality modality : new TreeSet<>(modalities)) {
          if (query.wants(modality) && query.wants(node) && wants(query, modality, second)) {
            if (records >= query.maxRecords()) {
              for (Modality cut : new TreeSet<>(modalities)) {
                missing.add(new Coverage.Missing(cut, "the rest", "the bound was reached"));
              }
              return Coverage.partial(query, records, missing);
            }
            records++;
            if (!give(modality, node, second, sink)) {
              return Coverage.partial(query, records, missing);
            }
          }
        }
      }
    }
    return Coverage.partial(query, records, missing);
  }

  private boolean wants(TelemetryQuery query, Modality modality, int second) {
    int known = modality == Modality.TRACES ? second + SPAN_SECONDS : second;
    return !minding
        || query.range().contains(RANGE.from().plusSeconds(second))
            && !RANGE.from().plusSeconds(known).isAfter(query.asOf());
  }

  private static boolean give(Modality modality, Component node, int second, TelemetrySink sink) {
    long millis = RANGE.from().plusSeconds(second).toEpochMilli();
    double minute = second / 60.0;
    return switch (modality) {
      case METRICS ->
          sink.metric(
              MetricSeries.builder(node, "x").build(new long[] {millis}, new double[] {second}));
      case LOGS -> sink.log(line(node, minute, "line of " + second, TrustClass.KERNEL));
      case TRACES ->
          sink.span(
              Span.builder("t" + second, "s", node, "op")
                  .times(millis * 1_000_000, (millis + SPAN_SECONDS * 1_000) * 1_000_000)
                  .build());
      case CHANGES ->
          sink.change(
              new ChangeEvent(
                  node + "-" + second,
                  RANGE.from().plusSeconds(second),
                  ChangeKind.CONFIG,
                  node,
                  "changed",
                  TrustClass.CONTROL_PLANE,
                  new TreeMap<>()));
    };
  }
}
