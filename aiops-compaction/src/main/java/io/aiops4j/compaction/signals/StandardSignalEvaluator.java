package io.aiops4j.compaction.signals;

import static java.util.Objects.requireNonNull;

import io.aiops4j.api.signal.PinnedSignal;
import io.aiops4j.api.signal.Reducer;
import io.aiops4j.api.signal.SignalEvaluator;
import io.aiops4j.api.signal.SignalQuery;
import io.aiops4j.api.signal.SignalReading;
import io.aiops4j.api.telemetry.Modality;
import io.aiops4j.api.telemetry.TelemetryQuery;
import io.aiops4j.api.telemetry.TelemetrySource;
import io.aiops4j.api.telemetry.TimeRange;
import io.aiops4j.api.topology.Component;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Reads signals of all {@link Reducer}s of the API again, from their fields and a source alone.
 *
 * <p>A minute counts from {@code range.from()}; only whole minutes inside the range and not later
 * than {@code asOf} give a sample. A minute without lines or spans counts as 0 only if the source
 * could be read and the component shows that it lives: a record, span or metric sample of it in
 * that minute. Records outside the range or later than {@code asOf} are passed over, whoever
 * returns them. Time O(n log n) for n records. Stateless and thread-safe.
 */
public final class StandardSignalEvaluator implements SignalEvaluator {
  private static final long MOST_RECORDS = 2_000_000;

  /** Reduces what was collected to samples. */
  @FunctionalInterface
  private interface Reduction {
    List<SignalReading.Sample> of(Collected collected);
  }

  private static final Map<Reducer, Reduction> REDUCTIONS =
      Map.of(
          Reducer.VALUE, Collected::values,
          Reducer.INCREASE, Collected::increases,
          Reducer.STEP_SIZE, Collected::steps,
          Reducer.LOG_COUNT, collected -> Minutes.of(collected).logCounts(),
          Reducer.SPAN_P95, collected -> Minutes.of(collected).p95(),
          Reducer.SPAN_ERROR_SHARE, collected -> Minutes.of(collected).errorShares(),
          Reducer.SPAN_COUNT, collected -> Minutes.of(collected).spanCounts(),
          Reducer.SPAN_GAP_P50, collected -> Minutes.of(collected).gaps(),
          Reducer.SPAN_CALL_SHARE, collected -> Minutes.of(collected).callShares());

  /** Makes the evaluator. */
  public StandardSignalEvaluator() {}

  @Override
  public SignalReading evaluate(
      PinnedSignal signal, TimeRange range, Instant asOf, TelemetrySource source) {
    requireNonNull(source, "source");
    Reduction reduction = reduction(signal.reducer());
    if (reduction == null) {
      throw new IllegalArgumentException(
          "Reducer "
              + signal.reducer()
              + " is not known; this release reads those of io.aiops4j.api.signal.Reducer at"
              + " version 1");
    }
    TelemetryQuery query =
        TelemetryQuery.builder(range, asOf)
            .modalities(modalities(signal))
            .components(components(signal.query()))
            .maxRecords(MOST_RECORDS)
            .build();
    Collected collected = new Collected(signal.query(), query);
    collected.read(source);
    return new SignalReading(signal, reduction.of(collected), collected.coverage());
  }

  private static @Nullable Reduction reduction(Reducer reducer) {
    OptionalLong mask = reducer.mask();
    return mask.isPresent()
        ? collected -> collected.bits(mask.getAsLong())
        : REDUCTIONS.get(reducer);
  }

  private static Set<Component> components(SignalQuery query) {
    Set<Component> components = new TreeSet<>(Set.of(query.component()));
    CallQuery.callee(query).ifPresent(components::add);
    return components;
  }

  private static Set<Modality> modalities(PinnedSignal signal) {
    Reducer reducer = signal.reducer();
    // Where nothing may count as zero, other telemetry must show that the component lives.
    boolean needsLife = reducer.equals(Reducer.LOG_COUNT) || reducer.equals(Reducer.SPAN_COUNT);
    return needsLife
        ? EnumSet.of(Modality.METRICS, Modality.LOGS, Modality.TRACES)
        : EnumSet.of(signal.query().modality());
  }
}
