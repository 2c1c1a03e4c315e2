package io.aiops4j.testkit.sim;

import io.aiops4j.api.telemetry.MetricKind;
import io.aiops4j.api.telemetry.TrustClass;
import java.util.Map;

/**
 * One metric of one component: a noisy function of hidden state.
 *
 * @param entity whose
 * @param name as the exporters call it
 * @param unit in UCUM
 * @param kind how to read it
 * @param trust who could have authored it
 * @param attributes its labels
 * @param reading the value at an instant, given noise of variance 1
 */
record Metric(
    Entity entity,
    String name,
    String unit,
    MetricKind kind,
    TrustClass trust,
    Map<String, String> attributes,
    Reading reading) {

  /** Reads hidden state through a noisy instrument; {@code NaN} is no sample. */
  @FunctionalInterface
  interface Reading {
    double at(long ms, double noise);
  }
}
