package io.aiops4j.compaction.stats;

import static java.util.Objects.requireNonNull;

import io.aiops4j.api.compaction.CompactionWindow;
import io.aiops4j.api.telemetry.MetricSeries;
import io.aiops4j.api.telemetry.TrustClass;
import io.aiops4j.api.topology.Component;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Collects the samples of many metric series that lie in the ranges of a window and not after its
 * {@code asOf}, in the order of time whatever order they come in.
 *
 * <p>Merging is exact under any split. Of two samples of one series at one time the larger is kept.
 * What {@link SampleRules} calls missing is absent. Not thread-safe.
 */
public final class SeriesCollector {
  /** One series with its samples in the window. */
  public static final class Collected {
    private final Component component;
    private final String name;
    private final SortedMap<String, String> attributes;
    private final TreeMap<Long, Double> samples = new TreeMap<>();
    private TrustClass trust;

    private Collected(MetricSeries series) {
      this.component = series.component();
      this.name = series.name();
      this.attributes = series.attributes();
      this.trust = series.trust();
    }

    /** {@return whose series it is} */
    public Component component() {
      return component;
    }

    /** {@return the metric's name} */
    public String name() {
      return name;
    }

    /** {@return the labels of the series} */
    public SortedMap<String, String> attributes() {
      return attributes;
    }

    /** {@return the lowest trust class of its parts} */
    public TrustClass trust() {
      return trust;
    }

    /** {@return epoch milliseconds to value, a read-only view} */
    public SortedMap<Long, Double> samples() {
      return Collections.unmodifiableSortedMap(samples);
    }
  }

  private final CompactionWindow window;
  private final SortedMap<String, Collected> series = new TreeMap<>();

  /**
   * Makes an empty collector.
   *
   * @param window which samples to keep
   */
  public SeriesCollector(CompactionWindow window) {
    this.window = requireNonNull(window, "window");
  }

  /**
   * Takes a series or a part of one.
   *
   * @param part any samples; those outside the window are passed over
   */
  public void add(MetricSeries part) {
    Collected all = series.computeIfAbsent(part.key(), key -> new Collected(part));
    all.trust = all.trust.lowest(part.trust());
    for (int i = 0; i < part.size(); i++) {
      Instant time = Instant.ofEpochMilli(part.epochMillis(i));
      boolean inside = window.observed().contains(time) || window.referenceIndex(time) >= 0;
      if (inside && !time.isAfter(window.asOf()) && !SampleRules.isMissing(part.value(i))) {
        all.samples.merge(part.epochMillis(i), part.value(i), Math::max);
      }
    }
  }

  /**
   * Takes over what another collector of the same window holds.
   *
   * @param other not to be used again
   */
  public void merge(SeriesCollector other) {
    other.series.forEach(
        (key, theirs) -> {
          Collected mine = series.putIfAbsent(key, theirs);
          if (mine != null) {
            mine.trust = mine.trust.lowest(theirs.trust);
            theirs.samples.forEach((time, value) -> mine.samples.merge(time, value, Math::max));
          }
        });
  }

  /** {@return the series so far, sorted by key} */
  public Collection<Collected> all() {
    return Collections.unmodifiableCollection(series.values());
  }
}
