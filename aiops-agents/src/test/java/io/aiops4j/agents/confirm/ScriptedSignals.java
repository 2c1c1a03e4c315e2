package io.aiops4j.agents.confirm;

import io.aiops4j.api.signal.Band;
import io.aiops4j.api.signal.PinnedSignal;
import io.aiops4j.api.signal.Reducer;
import io.aiops4j.api.signal.SignalEvaluator;
import io.aiops4j.api.signal.SignalQuery;
import io.aiops4j.api.signal.SignalReading;
import io.aiops4j.api.signal.SignalReading.Sample;
import io.aiops4j.api.telemetry.Coverage;
import io.aiops4j.api.telemetry.Modality;
import io.aiops4j.api.telemetry.TelemetrySource;
import io.aiops4j.api.telemetry.TelemetryUnavailableException;
import io.aiops4j.api.telemetry.TimeRange;
import io.aiops4j.api.topology.Component;
import io.aiops4j.api.topology.ComponentKind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.IntToDoubleFunction;

/**
 * An evaluator that reads a script instead of a source. Times are seconds after the action was
 * completed. Knows the reducers {@code value}, {@code increase} and {@code span-error-share} (whose
 * script holds finished samples).
 */
final class ScriptedSignals implements SignalEvaluator {
  /** When the action of every test was completed. */
  static final Instant DONE = Instant.parse("2026-03-01T12:00:00Z");

  /** A source that nobody reads. */
  static final TelemetrySource UNREAD =
      (query, sink) -> {
        throw new AssertionError("the script is read, not the source");
      };

  private final Map<PinnedSignal, TreeMap<Instant, Double>> raw = new HashMap<>();
  private Optional<TimeRange> down = Optional.empty();
  private Duration clockAhead = Duration.ZERO;
  private Duration lag = Duration.ZERO;
  private boolean ignoresRange;

  static Instant at(int second) {
    return DONE.plusSeconds(second);
  }

  static PinnedSignal signal(String name, Reducer reducer, Band healthy) {
    Component gpu = Component.of(ComponentKind.GPU, "node-07/gpu-3");
    SignalQuery query = new SignalQuery(Modality.METRICS, gpu, name, new TreeMap<>());
    return new PinnedSignal(query, reducer, healthy, Optional.empty());
  }

  static PinnedSignal gauge(String name, Band healthy) {
    return signal(name, Reducer.VALUE, healthy);
  }

  /** Samples at {@code from, from + step, ...} before {@code to}; later lines overwrite. */
  ScriptedSignals put(
      PinnedSignal signal, int from, int to, int step, IntToDoubleFunction valueAtSecond) {
    TreeMap<Instant, Double> samples = raw.computeIfAbsent(signal, key -> new TreeMap<>());
    for (int second = from; second < to; second += step) {
      samples.put(at(second), valueAtSecond.applyAsDouble(second));
    }
    return this;
  }

  ScriptedSignals put(PinnedSignal signal, int from, int to, int step, double value) {
    return put(signal, from, to, step, second -> value);
  }

  /** Nothing of the signal in {@code [from, to)}. */
  ScriptedSignals cut(PinnedSignal signal, int from, int to) {
    raw.get(signal).subMap(at(from), at(to)).clear();
    return this;
  }

  /** Every question asked in {@code [from, to)} fails. */
  ScriptedSignals downWhenAsked(int from, int to) {
    down = Optional.of(new TimeRange(at(from), at(to)));
    return this;
  }

  /** The script's times are stamps of a clock that is ahead, and the coverage says so. */
  ScriptedSignals clockAhead(Duration ahead) {
    clockAhead = ahead;
    return this;
  }

  /** Nothing newer than that can be read yet, and the coverage says so. */
  ScriptedSignals lag(Duration behind) {
    lag = behind;
    return this;
  }

  /** Breaks the contract: returns samples from outside the range it was asked for. */
  ScriptedSignals ignoringTheRange() {
    ignoresRange = true;
    return this;
  }

  List<Sample> samples(PinnedSignal signal) {
    TimeRange all = new TimeRange(at(-100_000), at(100_000));
    return evaluate(signal, all, all.to(), UNREAD).samples();
  }

  @Override
  public SignalReading evaluate(
      PinnedSignal signal, TimeRange range, Instant asOf, TelemetrySource source) {
    if (down.isPresent() && down.get().contains(asOf)) {
      throw new TelemetryUnavailableException("No telemetry: the backend is down", true);
    }
    List<Sample> samples = new ArrayList<>();
    List<Coverage.Missing> missing = new ArrayList<>();
    Instant complete = asOf.minus(lag);
    Optional<Map.Entry<Instant, Double>> before = Optional.empty();
    for (Map.Entry<Instant, Double> entry : raw.getOrDefault(signal, new TreeMap<>()).entrySet()) {
      Optional<Sample> sample = reduce(signal.reducer(), before, entry, missing);
      before = Optional.of(entry);
      if (sample.isPresent() && !sample.get().at().isAfter(complete)) {
        boolean inside = range.contains(sample.get().from()) && range.contains(sample.get().at());
        if (inside || ignoresRange) {
          samples.add(sample.get());
        }
      }
    }
    Instant until = complete.isBefore(range.to()) ? complete : range.to();
    return new SignalReading(
        signal, samples, new Coverage(range, samples.size(), missing, until, clockAhead));
  }

  private static Optional<Sample> reduce(
      Reducer reducer,
      Optional<Map.Entry<Instant, Double>> before,
      Map.Entry<Instant, Double> entry,
      List<Coverage.Missing> missing) {
    double value = entry.getValue();
    if (Double.isNaN(value)) {
      missing.add(new Coverage.Missing(Modality.METRICS, "gpu-3", "NaN at " + entry.getKey()));
      return Optional.empty();
    }
    if (reducer.equals(Reducer.VALUE)) {
      return Optional.of(new Sample(entry.getKey(), entry.getKey(), value));
    }
    if (reducer.equals(Reducer.SPAN_ERROR_SHARE)) {
      return Optional.of(new Sample(entry.getKey().minusSeconds(59), entry.getKey(), value));
    }
    if (reducer.equals(Reducer.INCREASE)) {
      return before.map(
          earlier -> {
            double start = value < earlier.getValue() ? 0 : earlier.getValue();
            return new Sample(earlier.getKey(), entry.getKey(), value - start);
          });
    }
    throw new IllegalArgumentException("Reducer " + reducer + " is not known");
  }
}
