package io.aiops4j.testkit.sim;

import io.aiops4j.api.telemetry.TelemetrySource;
import io.aiops4j.api.telemetry.TimeRange;
import io.aiops4j.api.topology.Component;
import io.aiops4j.testkit.contract.TelemetrySourceContract;
import io.aiops4j.testkit.faults.SimFaults;
import java.time.Instant;

/** The contract holds where clocks are wrong, samples late and spans lost. */
class NoisyTelemetryTest extends TelemetrySourceContract {
  private static final Instant ONSET = Instant.parse("2026-01-05T01:00:00Z");
  private static final SimCluster CLUSTER = sick();

  private static SimCluster sick() {
    SimCluster cluster = SimCluster.builder().seed(11).noise(NoiseLevel.HARSH).build();
    cluster.inject(SimFaults.badRollout(Component.service("embedder")), ONSET);
    cluster.advanceTo(ONSET.plusSeconds(600));
    return cluster;
  }

  @Override
  protected TelemetrySource newSource() {
    return CLUSTER.source();
  }

  @Override
  protected TimeRange range() {
    return new TimeRange(ONSET.minusSeconds(180), ONSET.plusSeconds(180));
  }
}
