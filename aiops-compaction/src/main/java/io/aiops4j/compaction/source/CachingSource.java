package io.aiops4j.compaction.source;

import static java.util.Objects.requireNonNull;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.aiops4j.api.telemetry.Coverage;
import io.aiops4j.api.telemetry.Modality;
import io.aiops4j.api.telemetry.TelemetryBatch;
import io.aiops4j.api.telemetry.TelemetryQuery;
import io.aiops4j.api.telemetry.TelemetrySink;
import io.aiops4j.api.telemetry.TelemetrySource;
import io.aiops4j.api.telemetry.TimeRange;
import io.aiops4j.api.topology.Component;
import java.time.Duration;
import java.util.Set;
import java.util.SortedSet;

/**
 * Remembers complete answers about ranges that are long over, for reports, baselines and
 * evaluations.
 *
 * <p><b>Not for a decision path</b>: detection, the gate and the confirmation of recovery read the
 * source itself, because an answer from memory is not newer than an action. Ranges that end less
 * than {@code settled} before the query's {@code asOf}, and answers with gaps, are never
 * remembered. Bounded by records; the executor is the caller's thread. Thread-safe if the source
 * is.
 */
public final class CachingSource implements TelemetrySource {
  private record Key(
      TimeRange range,
      Set<Modality> modalities,
      SortedSet<Component> components,
      long maxRecords) {}

  private record Answer(TelemetryBatch batch, Coverage coverage) {}

  private final TelemetrySource source;
  private final Duration settled;
  private final long maxRecords;
  private final Cache<Key, Answer> answers;

  /**
   * Makes the decorator.
   *
   * @param source who is asked
   * @param settled how long after its end a range gets no more late records, not negative
   * @param maxRecords how many records to remember at most over all answers, at least 1
   */
  public CachingSource(TelemetrySource source, Duration settled, long maxRecords) {
    this.source = requireNonNull(source, "source");
    this.settled = requireNonNull(settled, "settled");
    this.maxRecords = maxRecords;
    if (settled.isNegative() || maxRecords < 1) {
      throw new IllegalArgumentException(
          "settled is "
              + settled
              + " and maxRecords "
              + maxRecords
              + "; they must be at least 0 and 1");
    }
    this.answers =
        Caffeine.newBuilder()
            .maximumWeight(maxRecords)
            .weigher(CachingSource::weight)
            .executor(Runnable::run)
            .build();
  }

  private static int weight(Key key, Answer answer) {
    return (int) Math.min(Integer.MAX_VALUE, 1 + answer.coverage().records());
  }

  @Override
  public Coverage read(TelemetryQuery query, TelemetrySink sink) {
    if (query.range().to().plus(settled).isAfter(query.asOf())) {
      return source.read(query, sink);
    }
    Key key = new Key(query.range(), query.modalities(), query.components(), query.maxRecords());
    Answer known = answers.getIfPresent(key);
    if (known != null) {
      Replay.of(known.batch(), sink);
      return known.coverage();
    }
    Recording recording = new Recording(sink, maxRecords);
    Coverage coverage = source.read(query, recording);
    if (recording.isWhole() && coverage.isComplete()) {
      answers.put(key, new Answer(recording.batch(), coverage));
    }
    return coverage;
  }
}
