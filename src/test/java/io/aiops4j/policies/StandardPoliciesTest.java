package io.aiops4j.policies;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops4j.api.action.ActionType;
import io.aiops4j.api.safety.GuardrailPolicy;
import io.aiops4j.guardrails.ChangeWindow;
import io.aiops4j.guardrails.Guardrails;
import io.aiops4j.guardrails.WeeklyWindow;
import io.aiops4j.testkit.policy.DecisionTable;
import io.aiops4j.testkit.policy.Domain;
import io.aiops4j.testkit.policy.MutationScore;
import io.aiops4j.testkit.policy.PolicyCoverage;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the standard policies decide, over every combination of what they look at. */
class StandardPoliciesTest {
  private static final Domain DOMAIN = StandardDomain.make();

  private final DecisionTable table = DecisionTable.over(Guardrails.standard(), DOMAIN);

  @Test
  void isAskedMoreThanTenThousandQuestions() {
    assertThat(DOMAIN.size()).isGreaterThan(10_000);
  }

  @Test
  void decidesAsTheSheetSays() {
    table.agreesWith(Sheets.file("standard.csv")).check();
  }

  @Test
  void neverFails() {
    table.neverErrors().check();
  }

  @Test
  void neverResetsANodeOrGpuWithoutAPerson() {
    table
        .neverAllows(
            row -> row.is("action", ActionType.REBOOT) || row.is("action", ActionType.RESET_GPU))
        .check();
  }

  @Test
  void theGateItselfOnlyAddsToThem() {
    DecisionTable.ofGate(Guardrails.standard(), DOMAIN).implies(table).check();
  }

  @Test
  void aFurtherPolicyOnlyMakesThemStricter() {
    List<GuardrailPolicy> stricter = new ArrayList<>(Guardrails.standard());
    stricter.add(
        ChangeWindow.of(
            new WeeklyWindow(DayOfWeek.SUNDAY, LocalTime.of(2, 0), Duration.ofHours(2))));

    DecisionTable.over(stricter, DOMAIN).implies(table).check();
  }

  @Test
  void eachOfThemIsSeenToLetPassAndToSpeakAgainst() {
    PolicyCoverage coverage = new PolicyCoverage(Guardrails.standard());
    coverage.add(table);

    coverage.atLeast(1);
  }

  @Test
  void almostNoMistakeInThemWouldGoUnnoticed() {
    MutationScore score =
        MutationScore.of(
            Guardrails.standard(),
            DOMAIN,
            mutated ->
                DecisionTable.over(mutated, DOMAIN)
                    .agreesWith(Sheets.file("standard.csv"))
                    .check());

    score.atLeast(0.9);
    assertThat(score.equivalent())
        .as("a ruling that the policy never gives, or a share that one node never exceeds")
        .allMatch(
            mistake ->
                mistake.matches(".*: (ALLOW|ASK|DENY) -> (ALLOW|ASK|DENY)")
                    || mistake.contains("maxPercent"));
  }
}
