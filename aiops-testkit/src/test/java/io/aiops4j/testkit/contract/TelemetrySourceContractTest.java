package io.aiops4j.testkit.contract;

import static io.aiops4j.testkit.contract.Rejection.assertRejects;

import io.aiops4j.api.action.ActionType;
import io.aiops4j.api.action.PlanStep;
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
import io.aiops4j.testkit.sim.SimCluster;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** The simulated fleet keeps the contract; sources that break it are rejected. */
class TelemetrySourceContractTest extends TelemetrySourceContract {
  private static final SimCluster FLEET = fleet();

  @Override
  protected TelemetrySource newSource() {
    return FLEET.source();
  }

  @Override
  protected TimeRange range() {
    return new TimeRange(FLEET.start().plusSeconds(120), FLEET.start().plusSeconds(420));
  }

  @Test
  void rejectsASourceThatKnowsTheFuture() {
    assertRejects(
        of(query -> copy(query, query.range(), FLEET.now()))::returnsNothingLaterThanAsOf);
  }

  @Test
  void rejectsASourceWithClosedRanges() {
    TelemetrySourceContract contract =
        of(
            query ->
                copy(
                    query,
                    new TimeRange(query.range().from(), query.range().to().plusSeconds(20)),
                    FLEET.now()));
    assertRejects(contract::readsHalfOpenRanges);
    assertRejects(contract::returnsNothingForAnEmptyRange);
  }

  @Test
  void rejectsASourceThatReturnsWhatNobodyAskedFor() {
    assertRejects(
        of(query -> query.toBuilder().modalities(Set.of(Modality.values())).build())
            ::returnsOnlyTheModalitiesAskedFor);
    assertRejects(
        of(query -> query.toBuilder().components(Set.of()).build())
            ::returnsOnlyTheComponentsAskedFor);
    assertRejects(
        of(query -> query.toBuilder().maxRecords(1_000_000).build())::staysWithinTheBound);
  }

  @Test
  void rejectsASourceThatDoesNotStop() {
    assertRejects(
        of((query, sink) -> FLEET.source().read(query, new Insatiable(sink)))::stopsWhenToldTo);
  }

  @Test
  void rejectsASourceThatHidesItsGaps() {
    TelemetrySourceContract contract =
        of(
            (query, sink) -> {
              FLEET.source().read(query, sink);
              return Coverage.complete(query, 0);
            });
    assertRejects(contract::reportsWhatIsAbsent);
    assertRejects(contract::saysWhatCame);
  }

  @Test
  void rejectsASourceThatAnswersDifferentlyEachTime() {
    int[] reads = new int[1];
    assertRejects(
        of(
                query ->
                    copy(
                        query,
                        new TimeRange(
                            query.range().from().plusSeconds(60L * reads[0]++), query.asOf()),
                        query.asOf()))
            ::answersTheSameForTheSameQuestion);
  }

  private static TelemetrySourceContract of(UnaryOperator<TelemetryQuery> twist) {
    return of((query, sink) -> FLEET.source().read(twist.apply(query), sink));
  }

  private static TelemetrySourceContract of(TelemetrySource source) {
    return new TelemetrySourceContract() {
      @Override
      protected TelemetrySource newSource() {
        return source;
      }

      @Override
      protected TimeRange range() {
        return new TimeRange(FLEET.start().plusSeconds(120), FLEET.start().plusSeconds(420));
      }
    };
  }

  private static TelemetryQuery copy(TelemetryQuery query, TimeRange range, Instant asOf) {
    return TelemetryQuery.builder(range, asOf)
        .modalities(query.modalities())
        .components(query.components())
        .maxRecords(query.maxRecords())
        .build();
  }

  private static SimCluster fleet() {
    SimCluster cluster = SimCluster.builder().nodes(2, 2).build();
    cluster.advance(Duration.ofSeconds(200));
    cluster.apply(PlanStep.of(0, ActionType.CORDON, SimCluster.node(2)), "key-1");
    cluster.advance(Duration.ofSeconds(100));
    cluster.apply(PlanStep.of(0, ActionType.UNCORDON, SimCluster.node(2)), "key-2");
    cluster.advance(Duration.ofSeconds(300));
    return cluster;
  }

  /** Never passes on that enough is enough. */
  private record Insatiable(TelemetrySink sink) implements TelemetrySink {
    @Override
    public boolean metric(MetricSeries series) {
      sink.metric(series);
      return true;
    }

    @Override
    public boolean log(LogRecord record) {
      sink.log(record);
      return true;
    }

    @Override
    public boolean span(Span span) {
      sink.span(span);
      return true;
    }

    @Override
    public boolean change(ChangeEvent change) {
      sink.change(change);
      return true;
    }
  }
}
