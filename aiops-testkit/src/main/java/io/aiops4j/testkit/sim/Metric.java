package io.aiops4j.testkit.sim;

import io.aiops4j.api.telemetry.MetricKind;
import io.aiops4j.api.telemetry.TrustClass;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One metric of one component: a noisy function of hidden state.
 *
 * @param entity whose
 * @param name as the exporters call it
 * @param unit in UCUM
 * @param kind how to read it
 * @param trust who could have authored it
 * @param attributes its labels
 * @param counts since when it counts, if it is a counter
 * @param reading the value at an instant, given noise
 */
record Metric(
    Entity entity,
    String name,
    String unit,
    MetricKind kind,
    TrustClass trust,
    Map<String, String> attributes,
    Counts counts,
    Reading reading) {
  /** Sorts the labels. */
  Metric {
    attributes =
        attributes.isEmpty()
            ? attributes
            : Collections.unmodifiableSortedMap(new TreeMap<>(attributes));
  }

  /** What makes a counter begin anew. */
  enum Counts {
    /** Nothing: the device remembers. */
    FOR_LIFE,
    /** A reboot, a reset, another pod. */
    SINCE_LOADED,
    /** The same, and a restart of the exporter. */
    SINCE_EXPORTED
  }

  /** Reads hidden state through a noisy instrument; {@code NaN} is no sample. */
  @FunctionalInterface
  interface Reading {
    double at(long ms, double noise);
  }

  /** {@return the value as the faults that bend it let it read; {@code NaN} is no sample} */
  double value(long ms, double noise) {
    double value = reading.at(ms, noise);
    if (entity.showings.isEmpty()) {
      return value;
    }
    for (Entity.Showing showing : entity.showings.getOrDefault(name, List.of())) {
      value = ms < showing.fromMs() ? value : showing.reading().at(ms, value);
    }
    return value;
  }

  /** {@return since when it counts, as of an instant, in epoch milliseconds} */
  long since(long ms) {
    return switch (counts) {
      case FOR_LIFE -> entity.startMs;
      case SINCE_LOADED -> entity.countsSince(ms);
      case SINCE_EXPORTED -> entity.talliesSince(ms);
    };
  }

  /** {@return the key of its noise} */
  long key() {
    return Noise.key(entity.key, attributes.isEmpty() ? name : name + attributes);
  }
}
