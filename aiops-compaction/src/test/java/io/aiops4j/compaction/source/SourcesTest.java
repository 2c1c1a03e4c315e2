package io.aiops4j.compaction.source;

import static io.aiops4j.compaction.Telemetry.NODE;
import static io.aiops4j.compaction.Telemetry.careless;
import static io.aiops4j.compaction.Telemetry.line;
import static io.aiops4j.compaction.Telemetry.minute;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aiops4j.api.telemetry.ChangeEvent;
import io.aiops4j.api.telemetry.Coverage;
import io.aiops4j.api.telemetry.LogRecord;
import io.aiops4j.api.telemetry.MetricSeries;
import io.aiops4j.api.telemetry.Modality;
import io.aiops4j.api.telemetry.Span;
import io.aiops4j.api.telemetry.TelemetryBatch;
import io.aiops4j.api.telemetry.TelemetryQuery;
import io.aiops4j.api.telemetry.TelemetrySink;
import io.aiops4j.api.telemetry.TelemetrySource;
import io.aiops4j.api.telemetry.TelemetryUnavailableException;
import io.aiops4j.api.telemetry.TimeRange;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SourcesTest {
  private static final TelemetryQuery QUERY =
      TelemetryQuery.builder(new TimeRange(minute(0), minute(10)), minute(5)).build();

  /** Fails a number of times after half an answer, then answers in full. */
  private static TelemetrySource failing(int times, boolean retryable, AtomicInteger calls) {
    return (query, sink) -> {
      sink.log(line(1, "half"));
      if (calls.incrementAndGet() <= times) {
        throw new TelemetryUnavailableException("no answer from http://u:pw@db", retryable);
      }
      sink.log(line(2, "whole"));
      return Coverage.complete(query, 2);
    };
  }

  @Test
  void retriesWhatARetryMayHelpAndPassesNothingOnTwice() {
    AtomicInteger calls = new AtomicInteger();
    TelemetryBatch batch = new TelemetryBatch();
    new RetryingSource(failing(2, true, calls), 3).read(QUERY, batch);
    assertThat(batch.logs()).hasSize(2);
    assertThat(calls).hasValue(3);
  }

  @Test
  void givesUpAfterItsAttemptsAndAtOnceWhenARetryCannotHelp() {
    AtomicInteger calls = new AtomicInteger();
    RetryingSource source = new RetryingSource(failing(9, true, calls), 3);
    assertThatThrownBy(() -> source.read(QUERY, new TelemetryBatch()))
        .isInstanceOf(TelemetryUnavailableException.class);
    assertThat(calls).hasValue(3);
    AtomicInteger once = new AtomicInteger();
    RetryingSource hopeless = new RetryingSource(failing(9, false, once), 3);
    assertThatThrownBy(() -> hopeless.read(QUERY, new TelemetryBatch()))
        .isInstanceOf(TelemetryUnavailableException.class);
    assertThat(once).hasValue(1);
  }

  @Test
  void aSourceThatReturnsTheFutureIsFilteredAndReported() {
    TelemetryBatch all = new TelemetryBatch();
    all.log(line(1, "past"));
    all.log(line(6, "future"));
    all.log(line(-1, "outside"));
    all.metric(
        MetricSeries.builder(NODE, "x")
            .build(
                new long[] {minute(4).toEpochMilli(), minute(7).toEpochMilli()},
                new double[] {1, 2}));
    long start = minute(4).toEpochMilli() * 1_000_000;
    all.span(Span.builder("t", "s", NODE, "op").times(start, start + 120_000_000_000L).build());
    TelemetryBatch seen = new TelemetryBatch();

    Coverage coverage = new AsOfGuardSource(careless(all)).read(QUERY, seen);

    assertThat(seen.logs()).singleElement().matches(record -> record.body().equals("past"));
    assertThat(seen.metrics().get(0).size()).isEqualTo(1);
    assertThat(seen.spans()).as("it ended after asOf").isEmpty();
    assertThat(coverage.isComplete()).isFalse();
    assertThat(coverage.missing())
        .filteredOn(gap -> gap.why().contains("returned the future"))
        .extracting(Coverage.Missing::modality)
        .containsExactly(Modality.METRICS, Modality.LOGS, Modality.TRACES);
    assertThat(coverage.missing()).anyMatch(gap -> gap.why().contains("outside"));
  }

  @Test
  void aSourceThatFailsIsAGapAndTheOthersAreHeard() {
    TelemetryBatch other = new TelemetryBatch();
    other.log(line(1, "here"));
    TelemetryBatch seen = new TelemetryBatch();
    AtomicInteger calls = new AtomicInteger();
    TelemetrySource down =
        (query, sink) -> {
          calls.incrementAndGet();
          throw new TelemetryUnavailableException("no answer from http://u:pw@db", true);
        };
    Coverage coverage = new CombinedSources(List.of(down, careless(other))).read(QUERY, seen);
    assertThat(seen.logs()).hasSize(1);
    assertThat(coverage.records()).isEqualTo(1);
    assertThat(coverage.lacks(Modality.LOGS)).isTrue();
    assertThat(coverage.missing()).hasSize(4).noneMatch(gap -> gap.why().contains("pw@"));
  }

  @Test
  void aSinkThatHasEnoughStopsTheSourcesThatFollow() {
    AtomicInteger calls = new AtomicInteger();
    TelemetrySource counting =
        (query, sink) -> {
          calls.incrementAndGet();
          sink.log(line(1, "x"));
          return Coverage.complete(query, 1);
        };
    new CombinedSources(List.of(counting, counting)).read(QUERY, new Stopping());
    assertThat(calls).hasValue(1);
  }

  @Test
  void onlyRangesThatAreLongOverAreRemembered() {
    AtomicInteger calls = new AtomicInteger();
    TelemetrySource cached =
        new CachingSource(failing(0, true, calls), Duration.ofMinutes(15), 1_000);
    TelemetryQuery open = TelemetryQuery.builder(QUERY.range(), minute(12)).build();
    cached.read(open, new TelemetryBatch());
    cached.read(open, new TelemetryBatch());
    assertThat(calls).hasValue(2);
    TelemetryQuery closed = TelemetryQuery.builder(QUERY.range(), minute(60)).build();
    TelemetryBatch again = new TelemetryBatch();
    Coverage first = cached.read(closed, new TelemetryBatch());
    assertThat(cached.read(closed, again)).isEqualTo(first);
    assertThat(calls).hasValue(3);
    assertThat(again.logs()).hasSize(2);
  }

  @Test
  void anAnswerWithGapsIsAskedAgain() {
    AtomicInteger calls = new AtomicInteger();
    TelemetrySource gappy =
        (query, sink) -> {
          calls.incrementAndGet();
          return Coverage.partial(query, 0, List.of(new Coverage.Missing(Modality.LOGS, "a", "b")));
        };
    TelemetrySource cached = new CachingSource(gappy, Duration.ZERO, 1_000);
    TelemetryQuery closed = TelemetryQuery.builder(QUERY.range(), minute(60)).build();
    cached.read(closed, new TelemetryBatch());
    cached.read(closed, new TelemetryBatch());
    assertThat(calls).hasValue(2);
  }

  /** Says stop at once. */
  private static final class Stopping implements TelemetrySink {
    @Override
    public boolean metric(MetricSeries series) {
      return false;
    }

    @Override
    public boolean log(LogRecord record) {
      return false;
    }

    @Override
    public boolean span(Span span) {
      return false;
    }

    @Override
    public boolean change(ChangeEvent change) {
      return false;
    }
  }
}
