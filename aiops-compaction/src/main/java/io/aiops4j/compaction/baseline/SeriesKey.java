package io.aiops4j.compaction.baseline;

import static java.util.Objects.requireNonNull;

import io.aiops4j.api.telemetry.MetricSeries;
import io.aiops4j.api.topology.Component;
import java.util.Collections;
import java.util.Comparator;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Names a series by the role of its component, so that whoever plays it next is measured by the
 * same baseline.
 *
 * @param component whose series, without incarnation
 * @param metric the metric's name
 * @param attributes further labels, sorted
 */
public record SeriesKey(Component component, String metric, SortedMap<String, String> attributes)
    implements Comparable<SeriesKey> {
  private static final Comparator<SeriesKey> ORDER =
      Comparator.comparing(SeriesKey::component)
          .thenComparing(SeriesKey::metric)
          .thenComparing(key -> key.attributes().toString());

  /** Drops the incarnation and copies the attributes. */
  public SeriesKey {
    component = requireNonNull(component, "component").role();
    requireNonNull(metric, "metric");
    attributes = Collections.unmodifiableSortedMap(new TreeMap<>(attributes));
  }

  /**
   * {@return the key of a series without further labels}
   *
   * @param component whose series
   * @param metric the metric's name
   */
  public static SeriesKey of(Component component, String metric) {
    return new SeriesKey(component, metric, new TreeMap<>(Map.of()));
  }

  /**
   * {@return the key of a series}
   *
   * @param series any
   */
  public static SeriesKey of(MetricSeries series) {
    return new SeriesKey(series.component(), series.name(), series.attributes());
  }

  @Override
  public int compareTo(SeriesKey other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return component + "/" + metric + (attributes.isEmpty() ? "" : attributes.toString());
  }
}
