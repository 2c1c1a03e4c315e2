package io.aiops4j.compaction.resources;

import static java.util.Objects.requireNonNull;

import io.aiops4j.api.compaction.Accumulator;
import io.aiops4j.api.compaction.CompactionWindow;
import io.aiops4j.api.compaction.Compactor;
import io.aiops4j.api.telemetry.Modality;
import java.util.Collections;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Finds components that use far more CPU than they did.
 *
 * <p>The observed median of each CPU series is compared with the same statistic over its history,
 * on a log scale, because components differ a thousandfold. A median, because spikes of one sample
 * are normal and a fault lasts. The evidence is {@value CpuAccumulator#KIND} and speaks for
 * resource exhaustion. Stateless and thread-safe.
 */
public final class CpuCompactor implements Compactor {
  /** OpenTelemetry's names of CPU use as a level, in units of one CPU. */
  private static final Set<String> OPEN_TELEMETRY =
      Set.of(
          "container.cpu.usage",
          "k8s.container.cpu.usage",
          "k8s.pod.cpu.usage",
          "process.cpu.usage");

  private final SortedSet<String> metrics;

  /** Makes the compactor for OpenTelemetry's names. */
  public CpuCompactor() {
    this(OPEN_TELEMETRY);
  }

  /**
   * Makes the compactor for other names.
   *
   * @param metrics names of gauges of CPU use, all in one unit
   */
  public CpuCompactor(Set<String> metrics) {
    this.metrics =
        Collections.unmodifiableSortedSet(new TreeSet<>(requireNonNull(metrics, "metrics")));
  }

  @Override
  public Set<Modality> modalities() {
    return Set.of(Modality.METRICS);
  }

  @Override
  public Accumulator accumulator(CompactionWindow window) {
    return new CpuAccumulator(window, metrics);
  }

  @Override
  public Accumulator restore(CompactionWindow window, byte[] state) {
    return CpuAccumulator.restore(window, metrics, state);
  }
}
