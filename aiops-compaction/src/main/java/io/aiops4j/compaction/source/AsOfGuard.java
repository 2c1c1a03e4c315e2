package io.aiops4j.compaction.source;

import io.aiops4j.api.telemetry.ChangeEvent;
import io.aiops4j.api.telemetry.Coverage;
import io.aiops4j.api.telemetry.LogRecord;
import io.aiops4j.api.telemetry.MetricSeries;
import io.aiops4j.api.telemetry.Modality;
import io.aiops4j.api.telemetry.Span;
import io.aiops4j.api.telemetry.TelemetryQuery;
import io.aiops4j.api.telemetry.TelemetrySink;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Passes on what the query wants and counts the rest. */
final class AsOfGuard implements TelemetrySink {
  private final TelemetryQuery query;
  private final TelemetrySink sink;
  private final Map<Modality, Long> future = new EnumMap<>(Modality.class);
  private final Map<Modality, Long> outside = new EnumMap<>(Modality.class);

  AsOfGuard(TelemetryQuery query, TelemetrySink sink) {
    this.query = query;
    this.sink = sink;
  }

  long dropped() {
    return sum(future) + sum(outside);
  }

  private static long sum(Map<Modality, Long> counts) {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }

  List<Coverage.Missing> findings() {
    List<Coverage.Missing> all = new ArrayList<>();
    future.forEach(
        (modality, count) ->
            all.add(
                new Coverage.Missing(
                    modality,
                    count + " records dropped",
                    "the source returned the future: records later than " + query.asOf())));
    outside.forEach(
        (modality, count) ->
            all.add(
                new Coverage.Missing(
                    modality,
                    count + " records dropped",
                    "the source returned records outside " + query.range())));
    return all;
  }

  @Override
  public boolean metric(MetricSeries series) {
    int kept = 0;
    for (int i = 0; i < series.size(); i++) {
      if (wants(Modality.METRICS, Instant.ofEpochMilli(series.epochMillis(i)))) {
        kept++;
      }
    }
    if (kept == series.size()) {
      return sink.metric(series);
    }
    return kept == 0 || sink.metric(part(series, kept));
  }

  private MetricSeries part(MetricSeries series, int kept) {
    long[] times = new long[kept];
    double[] values = new double[kept];
    int n = 0;
    for (int i = 0; i < series.size(); i++) {
      if (query.wants(Instant.ofEpochMilli(series.epochMillis(i)))) {
        times[n] = series.epochMillis(i);
        values[n++] = series.value(i);
      }
    }
    return MetricSeries.builder(series.component(), series.name())
        .unit(series.unit())
        .kind(series.kind())
        .trust(series.trust())
        .attributes(series.attributes())
        .startEpochMillis(series.startEpochMillis())
        .build(times, values);
  }

  @Override
  public boolean log(LogRecord record) {
    return !wants(Modality.LOGS, record.time()) || sink.log(record);
  }

  @Override
  public boolean span(Span span) {
    // A span is known when it ends: one that ends after asOf was not known then.
    boolean known = !span.end().isAfter(query.asOf());
    if (!known) {
      future.merge(Modality.TRACES, 1L, Long::sum);
      return true;
    }
    return !wants(Modality.TRACES, span.start()) || sink.span(span);
  }

  @Override
  public boolean change(ChangeEvent change) {
    return !wants(Modality.CHANGES, change.time()) || sink.change(change);
  }

  private boolean wants(Modality modality, Instant time) {
    if (time.isAfter(query.asOf())) {
      future.merge(modality, 1L, Long::sum);
      return false;
    }
    if (!query.range().contains(time)) {
      outside.merge(modality, 1L, Long::sum);
      return false;
    }
    return true;
  }
}
