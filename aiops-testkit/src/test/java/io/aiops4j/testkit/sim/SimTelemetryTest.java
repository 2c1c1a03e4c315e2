package io.aiops4j.testkit.sim;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops4j.api.telemetry.Modality;
import io.aiops4j.api.telemetry.TelemetryBatch;
import io.aiops4j.api.telemetry.TelemetryQuery;
import io.aiops4j.api.telemetry.TelemetrySource;
import io.aiops4j.api.telemetry.TimeRange;
import io.aiops4j.api.topology.Component;
import io.aiops4j.testkit.contract.TelemetrySourceContract;
import io.aiops4j.testkit.faults.SimFaults;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Six minutes of a fleet on which a revision goes bad, so that all four modalities are there. */
class SimTelemetryTest extends TelemetrySourceContract {
  private static final Instant ONSET = Instant.parse("2026-01-05T01:00:00Z");
  private static final SimCluster CLUSTER = sick();

  private static SimCluster sick() {
    SimCluster cluster = SimCluster.builder().seed(11).build();
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

  @Test
  void holdsAllFourModalities() {
    for (Modality modality : Modality.values()) {
      TelemetryQuery query =
          TelemetryQuery.builder(range(), range().to()).modalities(Set.of(modality)).build();
      assertThat(newSource().read(query, new TelemetryBatch()).records())
          .as("%s", modality)
          .isPositive();
    }
  }
}
