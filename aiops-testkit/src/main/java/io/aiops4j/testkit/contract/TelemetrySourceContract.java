package io.aiops4j.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

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
import io.aiops4j.api.telemetry.TimeRange;
import io.aiops4j.api.topology.Component;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/**
 * What every {@link TelemetrySource} must hold. Extend it to test yours.
 *
 * <p>A span lies in a range by its start, and is known once it has ended.
 */
public abstract class TelemetrySourceContract {
  /** For subclasses. */
  protected TelemetrySourceContract() {}

  /** {@return a new source, with the same telemetry each time} */
  protected abstract TelemetrySource newSource();

  /** {@return a range for which the source holds telemetry, from start to end} */
  protected abstract TimeRange range();

  /** {@return a component that the source knows nothing of} */
  protected Component absent() {
    return Component.service("known-to-nobody");
  }

  /** Nothing is later than the instant the question is asked at. */
  @Test
  public void returnsNothingLaterThanAsOf() {
    Instant asOf = middle().minusMillis(1);
    for (Seen seen : seen(read(TelemetryQuery.builder(range(), asOf).build()))) {
      assertThat(seen.known()).as("%s", seen.text()).isBeforeOrEqualTo(asOf);
    }
  }

  /** Two halves of a range hold what the range holds, nothing twice and nothing lost. */
  @Test
  public void readsHalfOpenRanges() {
    List<Seen> whole = seen(read(all(range())));
    // All asked at the end: a span may start before the middle and end after it.
    List<Seen> first = seen(read(atTheEnd(new TimeRange(range().from(), middle()))));
    List<Seen> second = seen(read(atTheEnd(new TimeRange(middle(), range().to()))));

    assertThat(whole).as("the source must hold something in range()").isNotEmpty();
    assertThat(first).allMatch(seen -> seen.time().isBefore(middle()));
    assertThat(second).noneMatch(seen -> seen.time().isBefore(middle()));
    List<Seen> both = new ArrayList<>(first);
    both.addAll(second);
    assertThat(both).containsExactlyInAnyOrderElementsOf(whole);
  }

  /** An empty range holds nothing. */
  @Test
  public void returnsNothingForAnEmptyRange() {
    assertThat(seen(read(all(new TimeRange(middle(), middle()))))).isEmpty();
  }

  /** Only the modalities asked for come. */
  @Test
  public void returnsOnlyTheModalitiesAskedFor() {
    List<Seen> whole = seen(read(all(range())));
    for (Modality modality : Modality.values()) {
      TelemetryQuery query = all(range()).toBuilder().modalities(Set.of(modality)).build();
      assertThat(seen(read(query)))
          .containsExactlyInAnyOrderElementsOf(only(whole, seen -> seen.modality() == modality));
    }
  }

  /** Only the components asked for come, with all that they have. */
  @Test
  public void returnsOnlyTheComponentsAskedFor() {
    List<Seen> whole = seen(read(all(range())));
    Component one = whole.get(0).component();
    TelemetryQuery query = all(range()).toBuilder().components(Set.of(one)).build();
    assertThat(seen(read(query)))
        .containsExactlyInAnyOrderElementsOf(only(whole, seen -> seen.component().equals(one)));
  }

  /** When the sink has enough, nothing more comes. */
  @Test
  public void stopsWhenToldTo() {
    Full sink = new Full();
    newSource().read(all(range()), sink);
    assertThat(sink.calls).isEqualTo(1);
  }

  /** The bound of the query holds, and every modality that it cut is said to be cut. */
  @Test
  public void staysWithinTheBound() {
    List<Seen> whole = seen(read(all(range())));
    TelemetryBatch batch = new TelemetryBatch();
    Coverage coverage = newSource().read(all(range()).toBuilder().maxRecords(3).build(), batch);
    List<Seen> bounded = seen(batch);
    assertThat(bounded.size()).isLessThanOrEqualTo(3);
    for (Modality modality : Modality.values()) {
      Predicate<Seen> ofModality = seen -> seen.modality() == modality;
      if (only(bounded, ofModality).size() < only(whole, ofModality).size()) {
        assertThat(coverage.lacks(modality))
            .as("more %s was there, and the coverage says so", modality)
            .isTrue();
      }
    }
  }

  /** The same question has the same answer. */
  @Test
  public void answersTheSameForTheSameQuestion() {
    TelemetrySource source = newSource();
    TelemetryBatch first = new TelemetryBatch();
    TelemetryBatch second = new TelemetryBatch();
    Coverage coverage = source.read(all(range()), first);
    assertThat(source.read(all(range()), second)).isEqualTo(coverage);
    assertThat(seen(second)).isEqualTo(seen(first));
  }

  /** The coverage counts what came and claims no later completeness than was asked. */
  @Test
  public void saysWhatCame() {
    TelemetryBatch batch = new TelemetryBatch();
    Coverage coverage = newSource().read(all(range()), batch);
    assertThat(coverage.asked()).isEqualTo(range());
    assertThat(coverage.records()).isEqualTo(seen(batch).size());
    assertThat(coverage.completeUntil()).isBeforeOrEqualTo(range().to());
  }

  /** What it does not have is not made up, and reported as missing. */
  @Test
  public void reportsWhatIsAbsent() {
    TelemetryBatch batch = new TelemetryBatch();
    Coverage coverage =
        newSource().read(all(range()).toBuilder().components(Set.of(absent())).build(), batch);
    assertThat(seen(batch)).isEmpty();
    assertThat(coverage.isComplete()).as("nothing is known of %s", absent()).isFalse();
  }

  /** Each log stream comes in the order of its event time. */
  @Test
  public void keepsLogStreamsInOrder() {
    List<LogRecord> logs = read(all(range())).logs();
    for (Component component : new TreeSet<>(logs.stream().map(LogRecord::component).toList())) {
      assertThat(logs.stream().filter(log -> log.component().equals(component)))
          .extracting(LogRecord::time)
          .isSorted();
    }
  }

  private Instant middle() {
    Duration half = range().length().dividedBy(2);
    return range().from().plusMillis(half.toMillis());
  }

  private TelemetryQuery all(TimeRange range) {
    return TelemetryQuery.builder(range, range().to()).build();
  }

  private TelemetryQuery atTheEnd(TimeRange range) {
    return TelemetryQuery.builder(range, range().to()).build();
  }

  private TelemetryBatch read(TelemetryQuery query) {
    TelemetryBatch batch = new TelemetryBatch();
    newSource().read(query, batch);
    return batch;
  }

  private static List<Seen> only(List<Seen> seen, Predicate<Seen> condition) {
    return seen.stream().filter(condition).toList();
  }

  private static List<Seen> seen(TelemetryBatch batch) {
    List<Seen> seen = new ArrayList<>();
    for (MetricSeries series : batch.metrics()) {
      for (int i = 0; i < series.size(); i++) {
        Instant at = Instant.ofEpochMilli(series.epochMillis(i));
        String text = series.key() + " " + series.value(i) + series.kind() + series.trust();
        seen.add(new Seen(Modality.METRICS, series.component(), at, at, text));
      }
    }
    for (LogRecord log : batch.logs()) {
      seen.add(new Seen(Modality.LOGS, log.component(), log.time(), log.time(), log.toString()));
    }
    for (Span span : batch.spans()) {
      String text = span.traceId() + span.spanId() + span;
      seen.add(new Seen(Modality.TRACES, span.component(), span.start(), span.end(), text));
    }
    for (ChangeEvent change : batch.changes()) {
      Instant at = change.time();
      seen.add(new Seen(Modality.CHANGES, change.component(), at, at, change.toString()));
    }
    return seen;
  }

  /** One record as the contract compares it. */
  private record Seen(
      Modality modality, Component component, Instant time, Instant known, String text) {}

  /** Has enough from the start. */
  private static final class Full implements TelemetrySink {
    private int calls;

    @Override
    public boolean metric(MetricSeries series) {
      return enough();
    }

    @Override
    public boolean log(LogRecord record) {
      return enough();
    }

    @Override
    public boolean span(Span span) {
      return enough();
    }

    @Override
    public boolean change(ChangeEvent change) {
      return enough();
    }

    private boolean enough() {
      calls++;
      return false;
    }
  }
}
