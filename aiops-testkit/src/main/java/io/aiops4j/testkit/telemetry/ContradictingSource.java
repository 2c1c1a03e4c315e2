package io.aiops4j.testkit.telemetry;

import io.aiops4j.api.telemetry.Coverage;
import io.aiops4j.api.telemetry.MetricSeries;
import io.aiops4j.api.telemetry.Modality;
import io.aiops4j.api.telemetry.TelemetryQuery;
import io.aiops4j.api.telemetry.TelemetrySink;
import io.aiops4j.api.telemetry.TelemetrySource;
import io.aiops4j.api.telemetry.TimeRange;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/** Gives one metric twice: as it is, and from a second exporter as it was an hour before. */
record ContradictingSource(TelemetrySource source, Metric metric) implements TelemetrySource {
  private static final Duration BEHIND = Duration.ofHours(1);

  @Override
  public Coverage read(TelemetryQuery query, TelemetrySink sink) {
    CountingSink counting = new CountingSink(sink);
    Coverage inside = source.read(query, counting);
    boolean asked = query.wants(Modality.METRICS) && query.wants(metric.component());
    if (asked && !counting.stopped()) {
      TimeRange before =
          new TimeRange(query.range().from().minus(BEHIND), query.range().to().minus(BEHIND));
      for (MetricSeries old : metric.read(source, before, query.asOf().minus(BEHIND))) {
        if (!counting.stopped() && counting.records() + old.size() <= query.maxRecords()) {
          counting.metric(asOfNow(old));
        }
      }
    }
    return counting.counted(inside);
  }

  private static MetricSeries asOfNow(MetricSeries old) {
    long[] times = new long[old.size()];
    double[] values = new double[old.size()];
    for (int i = 0; i < old.size(); i++) {
      times[i] = old.epochMillis(i) + BEHIND.toMillis();
      values[i] = old.value(i);
    }
    Map<String, String> labels = new TreeMap<>(old.attributes());
    labels.put("exporter", "second");
    return MetricSeries.builder(old.component(), old.name())
        .unit(old.unit())
        .kind(old.kind())
        .trust(old.trust())
        .attributes(labels)
        .startEpochMillis(old.startEpochMillis())
        .build(times, values);
  }
}
