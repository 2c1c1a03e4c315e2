package io.aiops4j.testkit.telemetry;

import io.aiops4j.api.telemetry.ChangeEvent;
import io.aiops4j.api.telemetry.Coverage;
import io.aiops4j.api.telemetry.LogRecord;
import io.aiops4j.api.telemetry.MetricSeries;
import io.aiops4j.api.telemetry.Modality;
import io.aiops4j.api.telemetry.Span;
import io.aiops4j.api.telemetry.TelemetryQuery;
import io.aiops4j.api.telemetry.TelemetrySink;
import io.aiops4j.api.telemetry.TelemetrySource;
import io.aiops4j.api.telemetry.TimeRange;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Has lost a range of time, and says so. */
record GappedSource(TelemetrySource source, TimeRange gap) implements TelemetrySource {
  @Override
  public Coverage read(TelemetryQuery query, TelemetrySink sink) {
    CountingSink counting = new OutsideTheGap(sink);
    Coverage inside = counting.counted(source.read(query, counting));
    boolean touched =
        query.range().from().isBefore(gap.to()) && gap.from().isBefore(query.range().to());
    if (!touched) {
      return inside;
    }
    List<Coverage.Missing> missing = new ArrayList<>(inside.missing());
    for (Modality modality : query.modalities()) {
      missing.add(
          new Coverage.Missing(
              modality, gap.from() + " to " + gap.to(), "the source lost this range"));
    }
    return new Coverage(
        inside.asked(), inside.records(), missing, inside.completeUntil(), inside.clockOffset());
  }

  private final class OutsideTheGap extends CountingSink {
    OutsideTheGap(TelemetrySink sink) {
      super(sink);
    }

    @Override
    public boolean metric(MetricSeries series) {
      long[] times = new long[series.size()];
      double[] values = new double[series.size()];
      int n = 0;
      for (int i = 0; i < series.size(); i++) {
        if (!gap.contains(Instant.ofEpochMilli(series.epochMillis(i)))) {
          times[n] = series.epochMillis(i);
          values[n++] = series.value(i);
        }
      }
      return n == 0
          || super.metric(
              MetricSeries.builder(series.component(), series.name())
                  .unit(series.unit())
                  .kind(series.kind())
                  .trust(series.trust())
                  .attributes(series.attributes())
                  .startEpochMillis(series.startEpochMillis())
                  .build(Arrays.copyOf(times, n), Arrays.copyOf(values, n)));
    }

    @Override
    public boolean log(LogRecord line) {
      return gap.contains(line.time()) || super.log(line);
    }

    @Override
    public boolean span(Span span) {
      return gap.contains(span.start()) || super.span(span);
    }

    @Override
    public boolean change(ChangeEvent change) {
      return gap.contains(change.time()) || super.change(change);
    }
  }
}
