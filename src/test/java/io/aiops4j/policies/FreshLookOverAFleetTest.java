package io.aiops4j.policies;

import io.aiops4j.api.safety.FreshLook;
import io.aiops4j.api.telemetry.TelemetrySource;
import io.aiops4j.api.telemetry.TelemetryUnavailableException;
import io.aiops4j.compaction.Compactors;
import io.aiops4j.testkit.contract.FreshLookContract;
import io.aiops4j.testkit.faults.SimFaults;
import io.aiops4j.testkit.outcome.FleetRun;
import io.aiops4j.testkit.sim.SimCluster;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** The look that the gate takes keeps its contract on the telemetry of a fleet with a hot GPU. */
class FreshLookOverAFleetTest extends FreshLookContract {
  private final FleetRun run = FleetRun.on(SimCluster.builder(), 1);

  FreshLookOverAFleetTest() {
    run.breaks(SimFaults.gpuOverheats(SimCluster.gpu(2, 1)), Duration.ofMinutes(80));
    run.passes(Duration.ofMinutes(95));
  }

  @Override
  protected FreshLook newLook() {
    return through(run.fleet().source());
  }

  @Override
  protected Optional<FreshLook> newBlindLook() {
    return Optional.of(
        through(
            (query, sink) -> {
              throw new TelemetryUnavailableException("the backend does not answer", true);
            }));
  }

  @Override
  protected Instant now() {
    return run.fleet().start().plus(Duration.ofMinutes(90));
  }

  private FreshLook through(TelemetrySource source) {
    return FreshLook.through(
        source,
        Compactors.standard(),
        run.fleet().topologySource(),
        Duration.ofHours(1),
        Duration.ofMinutes(5));
  }
}
