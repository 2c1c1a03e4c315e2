package io.aiops4j.compaction.signals;

import io.aiops4j.api.signal.SignalQuery;
import io.aiops4j.api.signal.SignalReading.Sample;
import io.aiops4j.api.telemetry.Coverage;
import io.aiops4j.api.telemetry.LogRecord;
import io.aiops4j.api.telemetry.MetricSeries;
import io.aiops4j.api.telemetry.Modality;
import io.aiops4j.api.telemetry.Span;
import io.aiops4j.api.telemetry.TelemetryQuery;
import io.aiops4j.api.telemetry.TelemetrySink;
import io.aiops4j.api.telemetry.TelemetrySource;
import io.aiops4j.api.topology.Component;
import io.aiops4j.compaction.mining.TemplateMatcher;
import io.aiops4j.compaction.stats.SampleRules;
import io.aiops4j.compaction.stats.Samples;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;

/** What a source returned for one signal, reduced as it comes. */
final class Collected implements TelemetrySink {
  private final SignalQuery signal;
  private final TelemetryQuery query;
  private final TemplateMatcher template;
  private final TreeMap<Long, Double> values = new TreeMap<>();
  private final List<Instant> lines = new ArrayList<>();
  private final List<Span> spans = new ArrayList<>();
  private final Optional<Component> callee;
  private final List<Span> called = new ArrayList<>();
  private final TreeSet<Long> signsOfLife = new TreeSet<>();
  private long records;
  private boolean cut;
  private Coverage coverage;

  Collected(SignalQuery signal, TelemetryQuery query) {
    this.signal = signal;
    this.query = query;
    this.callee = CallQuery.callee(signal);
    this.template = TemplateMatcher.of(signal.modality() == Modality.LOGS ? signal.name() : "");
    this.coverage = Coverage.complete(query, 0);
  }

  void read(TelemetrySource source) {
    coverage = source.read(query, this);
    if (cut) {
      Coverage.Missing rest =
          new Coverage.Missing(
              signal.modality(), signal.toString(), "more than " + query.maxRecords() + " records");
      coverage = coverage.and(Coverage.partial(query, 0, List.of(rest)));
    }
  }

  TelemetryQuery query() {
    return query;
  }

  Coverage coverage() {
    return coverage;
  }

  List<Instant> lines() {
    return lines;
  }

  List<Span> spans() {
    return spans;
  }

  /** The spans of the callee that a call signal asks for. */
  List<Span> called() {
    return called;
  }

  /** Whether any record of the component lies in {@code [fromMillis, toMillis)}. */
  boolean livesIn(long fromMillis, long toMillis) {
    Long next = signsOfLife.ceiling(fromMillis);
    return next != null && next < toMillis;
  }

  List<Sample> values() {
    return mapped(value -> value);
  }

  /** State codes with all bits but those of the mask cleared. */
  List<Sample> bits(long mask) {
    return mapped(value -> (long) value & mask);
  }

  private List<Sample> mapped(DoubleUnaryOperator reading) {
    List<Sample> samples = new ArrayList<>();
    values.forEach(
        (time, value) -> {
          Instant at = Instant.ofEpochMilli(time);
          samples.add(new Sample(at, at, reading.applyAsDouble(value)));
        });
    return samples;
  }

  List<Sample> increases() {
    return changes(SampleRules::increase);
  }

  List<Sample> steps() {
    return changes(Samples::distance);
  }

  private List<Sample> changes(DoubleBinaryOperator change) {
    List<Sample> samples = new ArrayList<>();
    Map.Entry<Long, Double> before = null;
    for (Map.Entry<Long, Double> now : values.entrySet()) {
      if (before != null) {
        samples.add(
            new Sample(
                Instant.ofEpochMilli(before.getKey()),
                Instant.ofEpochMilli(now.getKey()),
                change.applyAsDouble(before.getValue(), now.getValue())));
      }
      before = now;
    }
    return samples;
  }

  @Override
  public boolean metric(MetricSeries series) {
    if (!series.component().equals(signal.component())) {
      return true;
    }
    boolean mine =
        signal.modality() == Modality.METRICS
            && series.name().equals(signal.name())
            && series.attributes().equals(signal.attributes());
    for (int i = 0; i < series.size(); i++) {
      long millis = series.epochMillis(i);
      if (query.wants(Instant.ofEpochMilli(millis)) && !SampleRules.isMissing(series.value(i))) {
        signsOfLife.add(millis);
        if (mine) {
          values.merge(millis, series.value(i), Math::max);
        }
      }
    }
    return counted(series.size());
  }

  @Override
  public boolean log(LogRecord record) {
    if (record.component().equals(signal.component()) && query.wants(record.time())) {
      signsOfLife.add(record.time().toEpochMilli());
      if (signal.modality() == Modality.LOGS && template.matches(record.body())) {
        lines.add(record.time());
      }
    }
    return counted(1);
  }

  @Override
  public boolean span(Span span) {
    if (span.component().equals(signal.component())
        && query.wants(span.start())
        && query.wants(span.end())) {
      signsOfLife.add(span.end().toEpochMilli());
      if (signal.modality() == Modality.TRACES && CallQuery.isCaller(signal, span)) {
        spans.add(span);
      }
    }
    if (callee.isPresent()
        && callee.get().equals(span.component())
        && CallQuery.isCalled(signal, span)
        && query.wants(span.end())) {
      called.add(span);
    }
    return counted(1);
  }

  private boolean counted(int more) {
    records += more;
    cut |= records > query.maxRecords();
    return !cut;
  }
}
