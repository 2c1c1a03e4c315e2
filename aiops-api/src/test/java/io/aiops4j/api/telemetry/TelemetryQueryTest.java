package io.aiops4j.api.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TelemetryQueryTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final TimeRange RANGE = new TimeRange(NOW.minusSeconds(60), NOW);

  @Test
  void givesItsModalitiesInTheSameOrderEachTime() {
    Set<Modality> asked =
        Set.of(Modality.CHANGES, Modality.TRACES, Modality.LOGS, Modality.METRICS);

    TelemetryQuery query = TelemetryQuery.builder(RANGE, NOW).modalities(asked).build();

    assertThat(query.modalities()).containsExactly(Modality.values());
  }
}
