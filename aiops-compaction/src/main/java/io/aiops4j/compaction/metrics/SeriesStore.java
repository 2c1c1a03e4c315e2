package io.aiops4j.compaction.metrics;

import io.aiops4j.api.compaction.CompactionWindow;
import io.aiops4j.api.telemetry.MetricKind;
import io.aiops4j.api.telemetry.MetricSeries;
import io.aiops4j.api.telemetry.TrustClass;
import io.aiops4j.api.topology.Component;
import io.aiops4j.compaction.stats.SampleRules;
import java.time.Instant;
import java.util.Arrays;
import java.util.SortedMap;
import java.util.TreeMap;

/** The samples of one series that lie in the window, from all parts it came in. */
final class SeriesStore {
  /** Most samples kept of one series: a day at one second; later ones are counted only. */
  private static final int MOST_SAMPLES = 90_000;

  private final Component component;
  private final String name;
  private final String unit;
  private final MetricKind kind;
  private final SortedMap<String, String> labels;
  private TrustClass trust;
  private long[] times = new long[16];
  private double[] values = new double[16];
  private int size;
  private boolean sorted = true;
  private long dropped;

  SeriesStore(MetricSeries part) {
    this.component = part.component();
    this.name = part.name();
    this.unit = part.unit();
    this.kind = MetricMeaning.of(part.name()).kind().orElse(part.kind());
    this.labels = part.attributes();
    this.trust = part.trust();
  }

  void add(MetricSeries part, CompactionWindow window) {
    trust = trust.lowest(part.trust());
    for (int i = 0; i < part.size(); i++) {
      Instant time = Instant.ofEpochMilli(part.epochMillis(i));
      boolean inside = window.observed().contains(time) || window.referenceIndex(time) >= 0;
      if (inside && !time.isAfter(window.asOf()) && !SampleRules.isMissing(part.value(i))) {
        append(part.epochMillis(i), part.value(i));
      }
    }
  }

  void merge(SeriesStore other) {
    trust = trust.lowest(other.trust);
    dropped += other.dropped;
    for (int i = 0; i < other.size; i++) {
      append(other.times[i], other.values[i]);
    }
  }

  private void append(long time, double value) {
    if (size == MOST_SAMPLES) {
      dropped++;
      return;
    }
    if (size == times.length) {
      times = Arrays.copyOf(times, 2 * size);
      values = Arrays.copyOf(values, 2 * size);
    }
    sorted &= size == 0 || times[size - 1] < time;
    times[size] = time;
    values[size++] = value;
  }

  /** By time, one value a time: of two the larger, whatever order they came in. */
  private void sort() {
    if (sorted) {
      return;
    }
    TreeMap<Long, Double> byTime = new TreeMap<>();
    for (int i = 0; i < size; i++) {
      byTime.merge(times[i], values[i], Math::max);
    }
    size = 0;
    for (var sample : byTime.entrySet()) {
      times[size] = sample.getKey();
      values[size++] = sample.getValue();
    }
    sorted = true;
  }

  Component component() {
    return component;
  }

  String name() {
    return name;
  }

  String unit() {
    return unit;
  }

  MetricKind kind() {
    return kind;
  }

  SortedMap<String, String> labels() {
    return labels;
  }

  TrustClass trust() {
    return trust;
  }

  long dropped() {
    return dropped;
  }

  int size() {
    sort();
    return size;
  }

  long time(int i) {
    return times[i];
  }

  double value(int i) {
    return values[i];
  }
}
