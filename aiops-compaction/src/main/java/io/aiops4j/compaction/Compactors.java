package io.aiops4j.compaction;

import io.aiops4j.api.compaction.Compactor;
import io.aiops4j.compaction.changes.ChangeCompactor;
import io.aiops4j.compaction.logs.LogCompactor;
import io.aiops4j.compaction.metrics.MetricCompactor;
import io.aiops4j.compaction.resources.CpuCompactor;
import io.aiops4j.compaction.traces.TraceCompactor;
import java.util.List;

/** Ready-made compactors. */
public final class Compactors {
  private Compactors() {}

  /** {@return the compactor of metrics, resources, logs, traces and changes with their defaults} */
  public static Compactor standard() {
    return of(
        new MetricCompactor(),
        new CpuCompactor(),
        new LogCompactor(),
        new TraceCompactor(),
        new ChangeCompactor());
  }

  /**
   * {@return several compactors as one: each sees all telemetry, their evidence is ranked together}
   *
   * @param parts at least one
   */
  public static Compactor of(Compactor... parts) {
    return new CompositeCompactor(List.of(parts));
  }
}
