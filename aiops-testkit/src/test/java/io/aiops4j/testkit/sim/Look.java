package io.aiops4j.testkit.sim;

import io.aiops4j.api.Canonical;
import io.aiops4j.api.telemetry.LogRecord;
import io.aiops4j.api.telemetry.MetricSeries;
import io.aiops4j.api.telemetry.Modality;
import io.aiops4j.api.telemetry.TelemetryBatch;
import io.aiops4j.api.telemetry.TelemetryQuery;
import io.aiops4j.api.telemetry.TimeRange;
import io.aiops4j.api.topology.Component;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** Reads the simulated fleet as an agent would, in the words of a test. */
public record Look(SimCluster cluster, Instant from, Instant to) {
  public static Look last(SimCluster cluster, Duration length) {
    return new Look(cluster, cluster.now().minus(length), cluster.now());
  }

  public TelemetryBatch read(Set<Component> components, Set<Modality> modalities) {
    TelemetryBatch batch = new TelemetryBatch();
    TelemetryQuery query =
        TelemetryQuery.builder(new TimeRange(from, to), cluster.now())
            .components(components)
            .modalities(modalities)
            .build();
    cluster.source().read(query, batch);
    return batch;
  }

  public DoubleStream metric(Component component, String name) {
    return read(Set.of(component), Set.of(Modality.METRICS)).metrics().stream()
        .filter(series -> series.name().equals(name))
        .flatMapToDouble(
            series -> IntStream.range(0, series.size()).mapToDouble(i -> series.value(i)));
  }

  /** {@return the values as whole numbers, only the bits of the mask} */
  public List<Integer> codes(Component component, String name, int mask) {
    return metric(component, name).mapToObj(value -> (int) value & mask).toList();
  }

  public double mean(Component component, String name) {
    return metric(component, name).average().orElse(Double.NaN);
  }

  public List<String> log(Component component) {
    return read(Set.of(component), Set.of(Modality.LOGS)).logs().stream()
        .map(LogRecord::body)
        .toList();
  }

  public List<String> changes(Component component) {
    return read(Set.of(component), Set.of(Modality.CHANGES)).changes().stream()
        .map(change -> change.kind() + " " + change.summary())
        .toList();
  }

  /** {@return the hash of everything there is to see} */
  public String fingerprint() {
    return fingerprint(read(Set.of(), Set.of(Modality.values())));
  }

  public static String fingerprint(TelemetryBatch batch) {
    List<String> lines = new ArrayList<>();
    for (MetricSeries series : batch.metrics()) {
      StringBuilder line = new StringBuilder(series.key());
      for (int i = 0; i < series.size(); i++) {
        line.append(' ').append(series.epochMillis(i)).append('=');
        line.append(Long.toHexString(Double.doubleToLongBits(series.value(i))));
      }
      lines.add(line.toString());
    }
    batch.logs().forEach(log -> lines.add(log.toString() + log.trust() + log.traceId()));
    batch
        .spans()
        .forEach(
            span ->
                lines.add(
                    span.traceId()
                        + span.spanId()
                        + span.parentSpanId()
                        + span
                        + span.startEpochNanos()
                        + span.status()
                        + span.attributes()));
    batch.changes().forEach(change -> lines.add(change.toString()));
    return Canonical.digest(lines.toArray(String[]::new));
  }
}
