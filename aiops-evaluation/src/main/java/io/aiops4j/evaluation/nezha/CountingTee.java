package io.aiops4j.evaluation.nezha;

import io.aiops4j.api.compaction.CompactionWindow;
import io.aiops4j.api.telemetry.ChangeEvent;
import io.aiops4j.api.telemetry.LogRecord;
import io.aiops4j.api.telemetry.MetricSeries;
import io.aiops4j.api.telemetry.Modality;
import io.aiops4j.api.telemetry.Span;
import io.aiops4j.api.telemetry.TelemetrySink;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Passes everything on to several sinks and counts what lies in the observed range. */
final class CountingTee implements TelemetrySink {
  private final List<? extends TelemetrySink> sinks;
  private final long fromMillis;
  private final long toMillis;
  private final Map<Modality, Long> observed = new EnumMap<>(Modality.class);

  CountingTee(List<? extends TelemetrySink> sinks, CompactionWindow window) {
    this.sinks = List.copyOf(sinks);
    this.fromMillis = window.observed().from().toEpochMilli();
    this.toMillis = window.observed().to().toEpochMilli();
  }

  /** {@return how many records lay in the observed range} */
  long observed() {
    return observed.values().stream().mapToLong(Long::longValue).sum();
  }

  /** {@return the modalities that showed nothing in the observed range} */
  Set<Modality> unseen() {
    Set<Modality> unseen = EnumSet.of(Modality.METRICS, Modality.LOGS, Modality.TRACES);
    unseen.removeAll(observed.keySet());
    return unseen;
  }

  @Override
  public boolean metric(MetricSeries series) {
    if (series.size() > 0) {
      count(Modality.METRICS, series.epochMillis(series.size() - 1));
    }
    sinks.forEach(sink -> sink.metric(series));
    return true;
  }

  @Override
  public boolean log(LogRecord record) {
    count(Modality.LOGS, record.time().toEpochMilli());
    sinks.forEach(sink -> sink.log(record));
    return true;
  }

  @Override
  public boolean span(Span span) {
    count(Modality.TRACES, span.startEpochNanos() / 1_000_000);
    sinks.forEach(sink -> sink.span(span));
    return true;
  }

  @Override
  public boolean change(ChangeEvent change) {
    sinks.forEach(sink -> sink.change(change));
    return true;
  }

  private void count(Modality modality, long epochMillis) {
    if (epochMillis >= fromMillis && epochMillis < toMillis) {
      observed.merge(modality, 1L, Long::sum);
    }
  }
}
