package io.aiops4j.testkit.telemetry;

import io.aiops4j.api.telemetry.TelemetrySource;
import io.aiops4j.api.telemetry.TimeRange;
import io.aiops4j.api.topology.Component;
import io.aiops4j.testkit.contract.TelemetrySourceContract;
import io.aiops4j.testkit.faults.SimFaults;
import io.aiops4j.testkit.sim.SimCluster;
import java.time.Instant;

/** What a troubled source says is wrong, but it says it as every source does. */
class TroubledSourceContractTest extends TelemetrySourceContract {
  private static final Instant ONSET = Instant.parse("2026-01-05T02:00:00Z");
  private static final Component SERVICE = Component.service("embedder");
  private static final SimCluster CLUSTER = sick();

  private static SimCluster sick() {
    SimCluster cluster = SimCluster.builder().seed(11).build();
    cluster.inject(SimFaults.badRollout(SERVICE), ONSET);
    cluster.advanceTo(ONSET.plusSeconds(600));
    return cluster;
  }

  @Override
  protected TelemetrySource newSource() {
    return CLUSTER.source(
        TelemetryTrouble.frozen(SERVICE, "http.server.error_ratio", ONSET),
        TelemetryTrouble.drops(SimCluster.gpu(1, 0), "DCGM_FI_DEV_GPU_TEMP"),
        TelemetryTrouble.nothing(ONSET.plusSeconds(30), ONSET.plusSeconds(60)),
        TelemetryTrouble.contradicts(SERVICE, "http.server.request.duration"));
  }

  @Override
  protected TimeRange range() {
    return new TimeRange(ONSET.minusSeconds(180), ONSET.plusSeconds(180));
  }
}
