package io.aiops4j.api.signal;

import static java.util.Objects.requireNonNull;

import io.aiops4j.api.telemetry.Modality;
import io.aiops4j.api.topology.Component;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Which telemetry a signal is made of, without a time.
 *
 * @param modality metrics, logs or traces
 * @param component whose telemetry
 * @param name the metric's name, the log template's text or the span's operation
 * @param attributes the labels of a series, all of them, sorted
 */
public record SignalQuery(
    Modality modality, Component component, String name, SortedMap<String, String> attributes) {
  /** Copies the attributes. */
  public SignalQuery {
    requireNonNull(modality, "modality");
    requireNonNull(component, "component");
    requireNonNull(name, "name");
    attributes = Collections.unmodifiableSortedMap(new TreeMap<>(attributes));
    if (modality == Modality.CHANGES) {
      throw new IllegalArgumentException(
          "A change cannot recover; pin a metric, a log template or an operation instead");
    }
  }

  @Override
  public String toString() {
    return component + " " + name + (attributes.isEmpty() ? "" : " " + attributes);
  }
}
