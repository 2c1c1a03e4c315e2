package io.aiops4j.testkit.contract;

import io.aiops4j.api.signal.PinnedSignal;
import io.aiops4j.api.signal.Reducer;
import io.aiops4j.api.signal.SignalEvaluator;
import io.aiops4j.api.signal.SignalReading;
import io.aiops4j.api.telemetry.Coverage;
import io.aiops4j.api.telemetry.MetricSeries;
import io.aiops4j.api.telemetry.Modality;
import io.aiops4j.api.telemetry.TelemetryBatch;
import io.aiops4j.api.telemetry.TelemetryQuery;
import io.aiops4j.api.telemetry.TelemetrySource;
import io.aiops4j.api.telemetry.TimeRange;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The least that evaluates a metric. */
class PlainEvaluator implements SignalEvaluator {
  @Override
  public SignalReading evaluate(
      PinnedSignal signal, TimeRange range, Instant asOf, TelemetrySource source) {
    boolean increase = signal.reducer().equals(Reducer.INCREASE);
    if (!increase && !signal.reducer().equals(Reducer.VALUE)) {
      throw new IllegalArgumentException("No reducer " + signal.reducer());
    }
    TelemetryBatch batch = new TelemetryBatch();
    Coverage coverage =
        source.read(
            TelemetryQuery.builder(range, asOf)
                .modalities(Set.of(Modality.METRICS))
                .components(Set.of(signal.query().component()))
                .build(),
            batch);
    List<SignalReading.Sample> samples = new ArrayList<>();
    for (MetricSeries series : batch.metrics()) {
      for (int i = increase ? 1 : 0; i < series.size(); i++) {
        double value = series.value(i);
        if (increase) {
          double rise = value - series.value(i - 1);
          value = rise < 0 ? series.value(i) : rise;
        }
        Instant at = Instant.ofEpochMilli(series.epochMillis(i));
        if (Double.isFinite(value)) {
          samples.add(new SignalReading.Sample(at, at, value));
        }
      }
    }
    return new SignalReading(signal, samples, coverage);
  }
}
