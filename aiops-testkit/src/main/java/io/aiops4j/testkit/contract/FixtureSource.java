package io.aiops4j.testkit.contract;

import io.aiops4j.api.telemetry.Coverage;
import io.aiops4j.api.telemetry.MetricKind;
import io.aiops4j.api.telemetry.MetricSeries;
import io.aiops4j.api.telemetry.Modality;
import io.aiops4j.api.telemetry.TelemetryQuery;
import io.aiops4j.api.telemetry.TelemetrySink;
import io.aiops4j.api.telemetry.TelemetrySource;
import io.aiops4j.api.telemetry.TrustClass;
import io.aiops4j.api.topology.Component;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongToDoubleFunction;

/** One metric of one component, every 15 seconds, as a function of time. */
final class FixtureSource implements TelemetrySource {
  static final String METRIC = "DCGM_FI_DEV_GPU_TEMP";
  static final int STEP_SECONDS = 15;

  private final Component component;
  private final MetricKind kind;
  private final Instant from;
  private final Instant to;
  private final LongToDoubleFunction value;

  /** The value is asked by seconds from noon; what is infinite is no sample at all. */
  FixtureSource(MetricKind kind, Instant from, Instant to, LongToDoubleFunction value) {
    this.component = SafetyFixtures.GPU;
    this.kind = kind;
    this.from = from;
    this.to = to;
    this.value = value;
  }

  static FixtureSource gauge(Instant from, Instant to, LongToDoubleFunction value) {
    return new FixtureSource(MetricKind.GAUGE, from, to, value);
  }

  /** {@return nothing at all, and it says so} */
  static TelemetrySource silent() {
    return (query, sink) ->
        Coverage.partial(
            query,
            0,
            List.of(
                new Coverage.Missing(Modality.METRICS, "everything", "the exporter is silent")));
  }

  @Override
  public Coverage read(TelemetryQuery query, TelemetrySink sink) {
    long[] times = new long[(int) ((to.toEpochMilli() - from.toEpochMilli()) / 15_000) + 1];
    double[] values = new double[times.length];
    int n = 0;
    for (Instant at = from; at.isBefore(to); at = at.plusSeconds(STEP_SECONDS)) {
      double v = value.applyAsDouble(at.getEpochSecond() - SafetyFixtures.NOON.getEpochSecond());
      if (query.wants(at) && !Double.isInfinite(v)) {
        times[n] = at.toEpochMilli();
        values[n++] = v;
      }
    }
    boolean asked = query.wants(Modality.METRICS) && query.wants(component);
    if (asked && n > 0) {
      sink.metric(
          MetricSeries.builder(component, METRIC)
              .unit("Cel")
              .kind(kind)
              .trust(TrustClass.NODE_AGENT)
              .build(Arrays.copyOf(times, n), Arrays.copyOf(values, n)));
      return Coverage.complete(query, n);
    }
    List<Coverage.Missing> missing = new ArrayList<>();
    if (asked) {
      missing.add(new Coverage.Missing(Modality.METRICS, METRIC, "no samples in the range"));
    }
    return Coverage.partial(query, 0, missing);
  }
}
