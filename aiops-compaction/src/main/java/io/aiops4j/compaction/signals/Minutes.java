package io.aiops4j.compaction.signals;

import io.aiops4j.api.signal.SignalReading.Sample;
import io.aiops4j.api.telemetry.Coverage;
import io.aiops4j.api.telemetry.Modality;
import io.aiops4j.api.telemetry.Span;
import io.aiops4j.api.telemetry.SpanStatus;
import io.aiops4j.api.telemetry.TimeRange;
import io.aiops4j.compaction.stats.Samples;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** The whole minutes of a range that are over, and what was collected in each. */
final class Minutes {
  private static final long MINUTE = 60_000;
  private static final double NANOS_PER_MILLI = 1e6;

  private final Collected collected;
  private final long from;
  private final int count;
  private final List<List<Span>> spans = new ArrayList<>();
  private final int[] lines;

  private Minutes(Collected collected, long from, int count) {
    this.collected = collected;
    this.from = from;
    this.count = count;
    this.lines = new int[count];
    for (int i = 0; i < count; i++) {
      spans.add(new ArrayList<>());
    }
  }

  static Minutes of(Collected collected) {
    TimeRange range = collected.query().range();
    Instant asOf = collected.query().asOf();
    Instant end = asOf.isBefore(range.to()) ? asOf : range.to();
    long from = range.from().toEpochMilli();
    long whole = Math.max(0, Math.floorDiv(end.toEpochMilli() - from, MINUTE));
    Minutes minutes = new Minutes(collected, from, (int) Math.min(1_000_000, whole));
    for (Instant line : collected.lines()) {
      int index = minutes.index(line);
      if (index >= 0) {
        minutes.lines[index]++;
      }
    }
    // A span belongs to the minute it ends in: before, nobody knew how long it would take.
    for (Span span : collected.spans()) {
      int index = minutes.index(span.end());
      if (index >= 0) {
        minutes.spans.get(index).add(span);
      }
    }
    return minutes;
  }

  List<Sample> logCounts() {
    List<Sample> samples = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      if (lines[i] > 0 || isTrueZero(i, Modality.LOGS)) {
        samples.add(sample(i, lines[i]));
      }
    }
    return samples;
  }

  List<Sample> spanCounts() {
    List<Sample> samples = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int here = spans.get(i).size();
      if (here > 0 || isTrueZero(i, Modality.TRACES)) {
        samples.add(sample(i, here));
      }
    }
    return samples;
  }

  List<Sample> p95() {
    return ofSpans(
        here ->
            Samples.quantileOfSorted(
                Samples.sorted(
                    here.stream()
                        .mapToDouble(span -> span.durationNanos() / NANOS_PER_MILLI)
                        .toArray()),
                0.95));
  }

  List<Sample> errorShares() {
    return ofSpans(
        here ->
            here.stream().filter(span -> span.status() == SpanStatus.ERROR).count()
                / (double) here.size());
  }

  /** Durations of the calling spans minus those of the spans that they call. */
  List<Sample> gaps() {
    Map<SpanKey, List<Span>> children = children();
    return ofSpans(
        here -> {
          double[] gaps =
              here.stream()
                  .flatMapToDouble(
                      span ->
                          children.getOrDefault(SpanKey.of(span), List.of()).stream()
                              .mapToDouble(
                                  child ->
                                      (span.durationNanos() - child.durationNanos())
                                          / NANOS_PER_MILLI))
                  .toArray();
          return gaps.length == 0 ? Double.NaN : Samples.median(gaps);
        });
  }

  List<Sample> callShares() {
    Map<SpanKey, List<Span>> children = children();
    return ofSpans(
        here ->
            here.stream().filter(span -> children.containsKey(SpanKey.of(span))).count()
                / (double) here.size());
  }

  private record SpanKey(String trace, String span) {
    static SpanKey of(Span span) {
      return new SpanKey(span.traceId(), span.spanId());
    }
  }

  /** The called spans by the span that calls them. */
  private Map<SpanKey, List<Span>> children() {
    Map<SpanKey, List<Span>> children = new HashMap<>();
    for (Span called : collected.called()) {
      children
          .computeIfAbsent(
              new SpanKey(called.traceId(), called.parentSpanId()), key -> new ArrayList<>())
          .add(called);
    }
    return children;
  }

  /** A sample for each minute of which the reduction is a number. */
  private List<Sample> ofSpans(ToDoubleFunction<List<Span>> reduce) {
    List<Sample> samples = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      double value = spans.get(i).isEmpty() ? Double.NaN : reduce.applyAsDouble(spans.get(i));
      if (!Double.isNaN(value)) {
        samples.add(sample(i, value));
      }
    }
    return samples;
  }

  /** Nothing came, the source could be read up to here, and the component lives. */
  private boolean isTrueZero(int i, Modality modality) {
    Coverage coverage = collected.coverage();
    long end = from + (i + 1) * MINUTE;
    return !coverage.lacks(modality)
        && coverage.completeUntil().toEpochMilli() >= end
        && collected.livesIn(end - MINUTE, end);
  }

  private int index(Instant time) {
    long index = Math.floorDiv(time.toEpochMilli() - from, MINUTE);
    return index >= 0 && index < count ? (int) index : -1;
  }

  private Sample sample(int i, double value) {
    long start = from + i * MINUTE;
    return new Sample(Instant.ofEpochMilli(start), Instant.ofEpochMilli(start + MINUTE - 1), value);
  }
}
