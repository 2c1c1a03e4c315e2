package io.aiops4j.agents.detect;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops4j.api.IncidentId;
import io.aiops4j.api.agent.CaseFile;
import io.aiops4j.api.agent.Detection;
import io.aiops4j.api.agent.Detector;
import io.aiops4j.api.agent.Opinion;
import io.aiops4j.api.compaction.Evidence;
import io.aiops4j.api.compaction.EvidenceDigest;
import io.aiops4j.api.telemetry.Coverage;
import io.aiops4j.api.telemetry.Modality;
import io.aiops4j.api.telemetry.TelemetryQuery;
import io.aiops4j.api.telemetry.TimeRange;
import io.aiops4j.api.topology.Component;
import io.aiops4j.api.topology.Topology;
import io.aiops4j.testkit.contract.DetectorContract;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class StrengthDetectorTest extends DetectorContract {
  private static final Component CART = Component.service("cart");
  private static final Component PAY = Component.service("pay");
  private static final Instant TEN = Instant.parse("2026-01-05T10:00:00Z");
  private static final Instant LATER = TEN.plusSeconds(900);
  private static final TelemetryQuery QUERY =
      TelemetryQuery.builder(new TimeRange(TEN, LATER), LATER).build();

  @Override
  protected Detector newDetector() {
    return new StrengthDetector();
  }

  @Test
  void opensAtStrengthFiveAndNotBelow() {
    assertThat(detect(seen(CART, Modality.METRICS, 5, 300))).isInstanceOf(Detection.Present.class);
    assertThat(detect(seen(CART, Modality.METRICS, 4.9, 300))).isInstanceOf(Detection.Absent.class);
  }

  @Test
  void theOnsetIsTheEarliestStartOfWhatBelongsToTheStrongest() {
    Detection detection =
        detect(
            seen(CART, Modality.METRICS, 12, 300),
            seen(PAY, Modality.LOGS, 6, 240),
            seen(PAY, Modality.METRICS, 5.9, 60)); // less than half as strong: something else

    assertThat(detection)
        .isEqualTo(new Detection.Present(TEN.plusSeconds(240), new TreeSet<>(Set.of(CART, PAY))));
  }

  @Test
  void tracesAreComparedAsAWholeSoTheyDoNotDateTheOnset() {
    Detection detection =
        detect(seen(CART, Modality.METRICS, 8, 300), seen(PAY, Modality.TRACES, 12, 0));

    assertThat(((Detection.Present) detection).onset()).isEqualTo(TEN.plusSeconds(300));
  }

  @Test
  void whereOnlyTracesShowItTheyDateItAllTheSame() {
    Detection detection = detect(seen(PAY, Modality.TRACES, 12, 30));
    assertThat(((Detection.Present) detection).onset()).isEqualTo(TEN.plusSeconds(30));
  }

  @Test
  void changesNeverOpenAndAreNoPartOfTheSymptoms() {
    assertThat(detect(seen(CART, Modality.CHANGES, 12, 300))).isInstanceOf(Detection.Absent.class);

    Opinion<Detection> opinion =
        opinion(
            Coverage.complete(QUERY, 100),
            seen(CART, Modality.CHANGES, 12, 60),
            seen(PAY, Modality.METRICS, 6, 300));
    assertThat(opinion.best().orElseThrow().answer())
        .isEqualTo(new Detection.Present(TEN.plusSeconds(300), new TreeSet<>(Set.of(PAY))));
  }

  @Test
  void citesEverythingThatBelongsToTheIncident() {
    Evidence strong = seen(CART, Modality.METRICS, 10, 300);
    Evidence belongs = seen(PAY, Modality.METRICS, 5, 300);
    Evidence weak = seen(PAY, Modality.LOGS, 4, 300);

    Opinion<Detection> opinion = opinion(Coverage.complete(QUERY, 100), strong, belongs, weak);

    assertThat(opinion.best().orElseThrow().evidenceIds())
        .containsExactly(strong.id(), belongs.id());
    assertThat(opinion.statement()).contains("2 components", strong.statement());
  }

  @Test
  void isBlindWhereMetricsCouldNotBeReadInFull() {
    Coverage gap =
        Coverage.partial(
            QUERY, 100, List.of(new Coverage.Missing(Modality.METRICS, "node-07", "time-out")));

    assertThat(opinion(gap).best().orElseThrow().answer())
        .isEqualTo(new Detection.Blind("node-07 (time-out)"));
  }

  @Test
  void isBlindWhereNothingCameThoughNothingIsSaidToBeMissing() {
    assertThat(opinion(Coverage.complete(QUERY, 0)).best().orElseThrow().answer())
        .isInstanceOf(Detection.Blind.class);
  }

  @Test
  void aGapInLogsAloneMakesItBlindToo() {
    Coverage gap =
        Coverage.partial(
            QUERY, 100, List.of(new Coverage.Missing(Modality.LOGS, "node-07", "time-out")));
    assertThat(opinion(gap).best().orElseThrow().answer()).isInstanceOf(Detection.Blind.class);
  }

  @Test
  void whatIsSeenOpensThoughOtherThingsAreNotSeen() {
    Coverage gap =
        Coverage.partial(
            QUERY, 100, List.of(new Coverage.Missing(Modality.METRICS, "node-07", "time-out")));
    assertThat(opinion(gap, seen(CART, Modality.LOGS, 9, 300)).best().orElseThrow().answer())
        .isInstanceOf(Detection.Present.class);
  }

  private static Detection detect(Evidence... evidence) {
    return opinion(Coverage.complete(QUERY, 100), evidence).best().orElseThrow().answer();
  }

  private static Opinion<Detection> opinion(Coverage coverage, Evidence... evidence) {
    EvidenceDigest digest = new EvidenceDigest(List.of(evidence), List.of(), coverage);
    return new StrengthDetector()
        .detect(CaseFile.builder(new IncidentId("inc-1"), LATER, digest, Topology.empty()).build());
  }

  /** Evidence that begins so many seconds after ten. */
  private static Evidence seen(Component who, Modality modality, double strength, int second) {
    return Evidence.builder(
            modality, who, "test.fact", new TimeRange(TEN.plusSeconds(second), LATER))
        .strength(strength)
        .statement(who + " shows something in " + modality + " at " + strength)
        .query(QUERY)
        .build();
  }
}
