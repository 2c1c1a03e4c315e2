package io.aiops4j.compaction.metrics;

import io.aiops4j.api.compaction.CompactionWindow;
import io.aiops4j.api.compaction.Evidence;
import io.aiops4j.api.signal.Band;
import io.aiops4j.api.signal.FrozenBaseline;
import io.aiops4j.api.signal.PinnedSignal;
import io.aiops4j.api.signal.Reducer;
import io.aiops4j.api.signal.SignalQuery;
import io.aiops4j.api.telemetry.Modality;
import io.aiops4j.api.telemetry.TelemetryQuery;
import io.aiops4j.api.telemetry.TimeRange;
import io.aiops4j.compaction.stats.SeriesCollector;
import io.aiops4j.compaction.stats.WindowMillis;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** What all evidence about a series has in common. */
final class MetricFacts {
  private final CompactionWindow window;
  private final WindowMillis millis;
  private final TimeRange referenceRange;

  /** Many components have the same metrics. */
  private final Map<String, MetricMeaning> meanings = new HashMap<>();

  MetricFacts(CompactionWindow window) {
    this.window = window;
    this.millis = new WindowMillis(window);
    this.referenceRange =
        window.reference().isEmpty()
            ? new TimeRange(window.observed().from(), window.observed().from())
            : new TimeRange(
                window.reference().get(0).from(),
                window.reference().get(window.reference().size() - 1).to());
  }

  /** A series with what its name says and its samples as they will be read. */
  Subject subject(SeriesCollector.Collected series) {
    MetricMeaning meaning = meanings.computeIfAbsent(series.name(), MetricMeaning::of);
    ReducedSeries reduced =
        ReducedSeries.of(series.column(), Subject.kind(series, meaning), millis);
    return new Subject(series, meaning, reduced);
  }

  WindowMillis millis() {
    return millis;
  }

  CompactionWindow window() {
    return window;
  }

  TimeRange referenceRange() {
    return referenceRange;
  }

  /** The last instant that observed samples may have, in epoch milliseconds. */
  long observedEnd() {
    Instant to = window.observed().to();
    return (window.asOf().isBefore(to) ? window.asOf() : to).toEpochMilli();
  }

  Evidence.Builder evidence(
      Subject series, String kind, long onsetMillis, Map<String, String> more) {
    Instant onset = Instant.ofEpochMilli(onsetMillis);
    Instant to = window.observed().to();
    Map<String, String> attributes = new TreeMap<>(more);
    attributes.put("metric", series.name());
    if (!series.labels().isEmpty()) {
      attributes.put("labels", series.labels().toString());
    }
    return Evidence.builder(
            Modality.METRICS,
            series.component(),
            kind,
            new TimeRange(onset.isAfter(to) ? to : onset, to))
        .trust(series.trust())
        .query(
            TelemetryQuery.builder(
                    new TimeRange(referenceRange.from(), window.observed().to()), window.asOf())
                .modalities(Set.of(Modality.METRICS))
                .components(Set.of(series.component()))
                .build())
        .attributes(attributes);
  }

  PinnedSignal signal(
      Subject series, Reducer reducer, Band healthy, Optional<FrozenBaseline> baseline) {
    return new PinnedSignal(
        new SignalQuery(Modality.METRICS, series.component(), series.name(), series.labels()),
        reducer,
        healthy,
        baseline);
  }
}
