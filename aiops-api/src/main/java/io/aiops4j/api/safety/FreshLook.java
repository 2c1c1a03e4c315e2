package io.aiops4j.api.safety;

import io.aiops4j.api.Experimental;
import io.aiops4j.api.compaction.Accumulator;
import io.aiops4j.api.compaction.CompactionWindow;
import io.aiops4j.api.compaction.Compactor;
import io.aiops4j.api.compaction.EvidenceBudget;
import io.aiops4j.api.compaction.EvidenceDigest;
import io.aiops4j.api.telemetry.Coverage;
import io.aiops4j.api.telemetry.TelemetryQuery;
import io.aiops4j.api.telemetry.TelemetrySource;
import io.aiops4j.api.telemetry.TimeRange;
import io.aiops4j.api.topology.TopologySource;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Reads telemetry anew at the moment of judgement. Thread-safe. */
@Experimental
@FunctionalInterface
public interface FreshLook {
  /**
   * {@return what telemetry shows now, against what was normal before the incident}
   *
   * @param onset when the incident's first symptom showed
   * @param now the present, by the host's clock
   * @throws io.aiops4j.api.telemetry.TelemetryUnavailableException if it cannot be read; the gate
   *     then denies
   */
  EvidenceDigest look(Instant onset, Instant now);

  /**
   * {@return a look through a compactor: the last minutes against a reference that ended two
   * minutes before the onset}
   *
   * @param source what to read
   * @param compactor what makes evidence of it
   * @param topology how the fleet hangs together
   * @param reference how long the reference is
   * @param observed how many minutes count as now
   */
  static FreshLook through(
      TelemetrySource source,
      Compactor compactor,
      TopologySource topology,
      Duration reference,
      Duration observed) {
    return (onset, now) -> {
      Instant normalUntil = onset.minus(Duration.ofMinutes(2));
      Instant observedFrom = now.minus(observed);
      if (observedFrom.isBefore(normalUntil)) {
        observedFrom = normalUntil;
      }
      CompactionWindow window =
          new CompactionWindow(
              List.of(new TimeRange(normalUntil.minus(reference), normalUntil)),
              new TimeRange(observedFrom, now),
              now,
              topology.asOf(now));
      Accumulator accumulator = compactor.accumulator(window);
      Coverage coverage =
          source.read(query(window.reference().get(0), now, compactor), accumulator);
      coverage = coverage.and(source.read(query(window.observed(), now, compactor), accumulator));
      return accumulator.digest(EvidenceBudget.STANDARD, coverage);
    };
  }

  private static TelemetryQuery query(TimeRange range, Instant now, Compactor compactor) {
    return TelemetryQuery.builder(range, now).modalities(compactor.modalities()).build();
  }
}
