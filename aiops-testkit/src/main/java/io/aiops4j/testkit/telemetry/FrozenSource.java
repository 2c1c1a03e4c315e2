package io.aiops4j.testkit.telemetry;

import io.aiops4j.api.telemetry.Coverage;
import io.aiops4j.api.telemetry.MetricSeries;
import io.aiops4j.api.telemetry.TelemetryQuery;
import io.aiops4j.api.telemetry.TelemetrySink;
import io.aiops4j.api.telemetry.TelemetrySource;
import io.aiops4j.api.telemetry.TimeRange;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** One metric stands still at its last value, while its samples go on. */
record FrozenSource(TelemetrySource source, Metric metric, Instant from)
    implements TelemetrySource {
  /** How far back the last value is looked for. */
  private static final Duration LOOK_BACK = Duration.ofHours(1);

  @Override
  public Coverage read(TelemetryQuery query, TelemetrySink sink) {
    List<MetricSeries> before =
        query.asOf().isBefore(from)
            ? List.of()
            : metric.read(source, new TimeRange(from.minus(LOOK_BACK), from), from);
    CountingSink counting =
        new CountingSink(sink) {
          @Override
          public boolean metric(MetricSeries series) {
            return super.metric(metric.is(series) ? frozen(series, before) : series);
          }
        };
    return counting.counted(source.read(query, counting));
  }

  private MetricSeries frozen(MetricSeries series, List<MetricSeries> before) {
    int n = series.size();
    if (n == 0 || series.epochMillis(n - 1) < from.toEpochMilli()) {
      return series;
    }
    long[] times = new long[n];
    double[] values = new double[n];
    double last = lastOf(before, series);
    for (int i = 0; i < n; i++) {
      times[i] = series.epochMillis(i);
      values[i] = times[i] < from.toEpochMilli() ? series.value(i) : last;
    }
    return MetricSeries.builder(series.component(), series.name())
        .unit(series.unit())
        .kind(series.kind())
        .trust(series.trust())
        .attributes(series.attributes())
        .startEpochMillis(series.startEpochMillis())
        .build(times, values);
  }

  /** {@return the last value before it froze; that of the first sample if there is none} */
  private static double lastOf(List<MetricSeries> before, MetricSeries series) {
    for (int i = before.size() - 1; i >= 0; i--) {
      MetricSeries known = before.get(i);
      if (known.attributes().equals(series.attributes()) && known.size() > 0) {
        return known.value(known.size() - 1);
      }
    }
    return series.value(0);
  }
}
