package io.aiops4j.testkit.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aiops4j.api.IncidentId;
import io.aiops4j.api.incident.Incident;
import io.aiops4j.api.incident.IncidentState;
import io.aiops4j.api.incident.LoopEvent;
import io.aiops4j.api.incident.Trigger;
import io.aiops4j.api.journal.IncidentEvent;
import io.aiops4j.api.journal.JournalEntry;
import io.aiops4j.api.safety.AutonomyLevel;
import io.aiops4j.api.safety.Decision;
import io.aiops4j.api.safety.GuardrailPolicy;
import io.aiops4j.api.safety.Judgement;
import io.aiops4j.api.safety.Judgement.PolicyDecision;
import io.aiops4j.api.telemetry.TrustClass;
import io.aiops4j.testkit.outcome.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class PolicyCoverageTest {
  private static final Instant START = Instant.parse("2026-01-05T00:00:00Z");

  private final List<GuardrailPolicy> policies =
      List.of(new Rules.Night(0, 6), new Rules.Often(1, Duration.ofHours(1)));
  private final PolicyCoverage coverage = new PolicyCoverage(policies);
  private final Domain day =
      Domain.builder().vary("hour", List.of(3, 12), Situation.Builder::hour).build();

  @Test
  void nothingIsCoveredAtFirst() {
    assertThat(coverage.share()).isZero();
    assertThat(coverage.toString()).contains("policies covered: 0 %", "NEVER LETS ANYTHING PASS");
  }

  @Test
  void aPolicyIsCoveredOnceItLetPassAndSpokeAgainst() {
    coverage.add(DecisionTable.over(policies, day));

    assertThat(coverage.share()).isEqualTo(0.75);
    assertThat(coverage.toString())
        .contains("night 0-6: {ALLOW=1, DENY=1}\n    1x fine\n    1x it is night")
        .contains("often 1/PT1H: {ALLOW=2}, NEVER SPEAKS AGAINST ANYTHING");
    assertThatThrownBy(() -> coverage.atLeast(0.8))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("at least 0.8")
        .hasMessageContaining("NEVER SPEAKS AGAINST");

    Domain busy =
        Domain.builder()
            .vary("past", List.of(Past.times(1), Past.times(2)), Situation.Builder::past)
            .build();
    coverage.add(DecisionTable.over(policies, busy));

    coverage.atLeast(1);
    assertThat(coverage.toString()).contains("2x done _ times");
  }

  @Test
  void countsHowTheClassesOfARunEndedAndWhereIncidentsStood() {
    Decision no = new Decision.Deny("it is night", "wait");
    coverage.add(
        outcome(
            new LoopEvent.StepJudged(
                0,
                new Judgement(
                    AutonomyLevel.AUTO,
                    no,
                    "",
                    List.of(
                        new PolicyDecision("kernel", no), new PolicyDecision("night 0-6", no)))),
            new LoopEvent.StateEntered(IncidentState.ESCALATED, "nothing may be done")));
    coverage.add(new Outcome(1, START, START, List.of(), List.of(), List.of()));

    assertThat(coverage.share()).isEqualTo(0.25);
    assertThat(coverage.states()).containsExactly(IncidentState.OPEN, IncidentState.ESCALATED);
    assertThat(coverage.toString())
        .contains("  healthy: {ESCALATED=1, none opened=1}")
        .contains("states: [OPEN, ESCALATED]")
        .contains("states never seen: [DETECTED, ");
    assertThat(coverage.json())
        .isEqualTo(
            "{\"coveredPercent\":25,\"endings\":{\"healthy\":{\"ESCALATED\":1,\"none opened\":1}},"
                + "\"policies\":{\"night 0-6\":{\"reasons\":{\"it is night\":1},"
                + "\"rulings\":{\"DENY\":1}},\"often 1/PT1H\":{\"reasons\":{},\"rulings\":{}}},"
                + "\"states\":[\"OPEN\",\"ESCALATED\"]}");
  }

  private static Outcome outcome(IncidentEvent... events) {
    IncidentId id = new IncidentId("inc-1");
    List<JournalEntry> entries = new ArrayList<>();
    Trigger trigger =
        new Trigger("pager", "slo", START, new TreeSet<>(), "slow", TrustClass.CONTROL_PLANE);
    entries.add(new JournalEntry(id, 1, 0, START, new LoopEvent.Opened(trigger)));
    for (IncidentEvent event : events) {
      int place = entries.size();
      entries.add(new JournalEntry(id, place + 1, place, START, event));
    }
    Incident incident = Incident.fold(id, entries);
    return new Outcome(1, START, START, List.of(incident), List.of(), List.of());
  }
}
