package io.aiops4j.testkit.contract;

import static io.aiops4j.testkit.contract.Rejection.assertRejects;

import io.aiops4j.api.compaction.Evidence;
import io.aiops4j.api.compaction.EvidenceDigest;
import io.aiops4j.api.safety.FreshLook;
import io.aiops4j.api.telemetry.Coverage;
import io.aiops4j.api.telemetry.Modality;
import io.aiops4j.api.telemetry.TelemetryQuery;
import io.aiops4j.api.telemetry.TelemetryUnavailableException;
import io.aiops4j.api.telemetry.TimeRange;
import io.aiops4j.api.telemetry.TrustClass;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class FreshLookContractTest extends FreshLookContract {
  @Override
  protected FreshLook newLook() {
    return (onset, now) -> seen(now.minusSeconds(300), now, "hot");
  }

  @Override
  protected Optional<FreshLook> newBlindLook() {
    return Optional.of(
        (onset, now) -> {
          throw new TelemetryUnavailableException("the backend does not answer", true);
        });
  }

  @Test
  void rejectsALookThatKnowsTheFuture() {
    assertRejects(
        of((onset, now) -> seen(onset, SafetyFixtures.NOON, "hot"))::knowsNothingOfTheFuture);
  }

  @Test
  void rejectsALookAtThePast() {
    assertRejects(
        of((onset, now) -> seen(onset.minusSeconds(300), onset, "hot"))::looksAtThePresent);
  }

  @Test
  void rejectsALookThatSeesSomethingElseEachTime() {
    AtomicInteger looks = new AtomicInteger();
    FreshLookContract contract =
        of((onset, now) -> seen(onset, now, "hot " + looks.incrementAndGet()));
    assertRejects(contract::answersTheSameForTheSameQuestion);
    assertRejects(contract::looksOnManyThreads);
  }

  @Test
  void rejectsALookThatTakesSilenceForHealth() {
    assertRejects(
        of((onset, now) -> digest(new TimeRange(onset, now), now, List.of()))::saysThatItCannotSee);
  }

  private static EvidenceDigest seen(Instant from, Instant to, String what) {
    TimeRange range = new TimeRange(from, to);
    Evidence hot =
        Evidence.builder(Modality.METRICS, SafetyFixtures.GPU, "metric.shift", range)
            .trust(TrustClass.NODE_AGENT)
            .strength(6)
            .statement(what)
            .query(TelemetryQuery.builder(range, to).build())
            .build();
    return digest(range, to, List.of(hot));
  }

  private static EvidenceDigest digest(TimeRange range, Instant asOf, List<Evidence> items) {
    Coverage coverage =
        Coverage.complete(TelemetryQuery.builder(range, asOf).build(), items.size());
    return new EvidenceDigest(items, List.of(), coverage);
  }

  private static FreshLookContract of(FreshLook look) {
    return new FreshLookContract() {
      @Override
      protected FreshLook newLook() {
        return look;
      }

      @Override
      protected Optional<FreshLook> newBlindLook() {
        return Optional.of(look);
      }
    };
  }
}
