package io.aiops4j.compaction.metrics;

import io.aiops4j.api.telemetry.MetricKind;
import io.aiops4j.api.telemetry.TrustClass;
import io.aiops4j.api.topology.Component;
import io.aiops4j.compaction.stats.SampleColumn;
import io.aiops4j.compaction.stats.SeriesCollector;
import java.util.SortedMap;

/**
 * One series under look: what was collected, what its name says, and how its signal will read it.
 *
 * @param series as collected
 * @param meaning what the metric's name says
 * @param reduced levels or increases, split into reference and observed
 */
record Subject(SeriesCollector.Collected series, MetricMeaning meaning, ReducedSeries reduced) {
  Component component() {
    return series.component();
  }

  String name() {
    return series.name();
  }

  SortedMap<String, String> labels() {
    return series.attributes();
  }

  TrustClass trust() {
    return series.trust();
  }

  SampleColumn column() {
    return series.column();
  }

  MetricKind kind() {
    return kind(series, meaning);
  }

  /** How the values are to be read: the name knows better than an exporter. */
  static MetricKind kind(SeriesCollector.Collected series, MetricMeaning meaning) {
    return meaning.kind().orElse(series.kind());
  }

  /** In words, such as {@code fb_used {gpu=3} of node-7}. */
  String named() {
    String of = labels().isEmpty() ? "" : " " + labels();
    return name() + of + " of " + component().name();
  }
}
