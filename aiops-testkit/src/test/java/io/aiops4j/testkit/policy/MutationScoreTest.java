package io.aiops4j.testkit.policy;

import static io.aiops4j.testkit.policy.Rules.allow;
import static io.aiops4j.testkit.policy.Rules.deny;
import static io.aiops4j.testkit.policy.Rules.rule;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aiops4j.api.action.ActionType;
import io.aiops4j.api.safety.Decision;
import io.aiops4j.api.safety.GuardrailPolicy;
import io.aiops4j.api.safety.PolicyContext;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class MutationScoreTest {
  private final Domain domain =
      Domain.builder()
          .vary(
              "action",
              List.of(ActionType.CORDON, ActionType.REBOOT, ActionType.RESET_GPU),
              Situation.Builder::action)
          .vary("hour", List.of(0, 1, 5, 6, 7), Situation.Builder::hour)
          .build();

  private final List<GuardrailPolicy> policies =
      List.of(new Rules.Night(1, 6), new Rules.Asks(new TreeSet<>(List.of("reboot")), "on-call"));

  private static final String SHEET =
      """
      action,           hour,  decision
      *,                1|5,   DENY
      reboot,           0|6|7, ASK
      cordon|reset-gpu, 0|6|7, ALLOW
      """;

  @Test
  void testsThatSayEverythingKillEveryMutant() {
    MutationScore score =
        MutationScore.of(
            policies,
            domain,
            mutated -> DecisionTable.over(mutated, domain).agreesWith(SHEET).check());

    assertThat(score.survivors()).isEmpty();
    assertThat(score.score()).isEqualTo(1);
    assertThat(score.killed() + score.equivalent().size()).isEqualTo(score.mutants());
    assertThat(score.equivalent())
        .as("a policy that never asks has no ASK to replace")
        .contains("night 1-6: ASK -> ALLOW")
        .as("the only action of the list is all that the policy asks about")
        .doesNotContain("asks [reboot]: left out");
    score.atLeast(1);
  }

  @Test
  void testsThatSayNothingLetEveryMutantLive() {
    MutationScore score = MutationScore.of(policies, domain, mutated -> {});

    assertThat(score.score()).isZero();
    assertThat(score.survivors())
        .anySatisfy(
            survivor ->
                assertThat(survivor)
                    .startsWith("night 1-6: left out")
                    .contains("action=cordon, hour=1 -> DENY by night 1-6: it is night")
                    .contains("but ALLOW: fine"));
    assertThatThrownBy(() -> score.atLeast(0.5))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("at least 0.5")
        .hasMessageContaining("survives: night 1-6: from 1 -> 2");
  }

  @Test
  void aTestOfOneSideOfAThresholdLeavesTheOtherSide() {
    MutationScore score =
        MutationScore.of(
            List.of(new Rules.Night(1, 6)),
            domain,
            mutated -> {
              DecisionTable table = DecisionTable.over(mutated, domain);
              table.alwaysDenies(row -> row.is("hour", 1) || row.is("hour", 5)).check();
            });

    assertThat(score.survivors())
        .extracting(survivor -> survivor.lines().findFirst().orElseThrow())
        .containsExactly(
            "night 1-6: left out",
            "night 1-6: ALLOW -> DENY",
            "night 1-6: from 1 -> 0",
            "night 1-6: until 6 -> 7");
  }

  @Test
  void refusesTestsThatFailAnyway() {
    assertThatThrownBy(
            () ->
                MutationScore.of(
                    policies,
                    domain,
                    mutated -> {
                      throw new AssertionError("no");
                    }))
        .hasMessageContaining("mend them before counting mutants");
  }

  @Test
  void changesEverySortOfSetting() {
    assertThat(Settings.changes(EVERYTHING))
        .extracting(Settings.Change::what)
        .containsExactly(
            "number 3 -> 2",
            "number 3 -> 4",
            "share 0.5 -> 0.25",
            "share 0.5 -> 1",
            "flag true -> false",
            "length PT1H -> PT30M",
            "length PT1H -> PT2H",
            "instant 2026-01-01T12:00:00Z -> 2026-01-01T11:00:00Z",
            "instant 2026-01-01T12:00:00Z -> 2026-01-01T13:00:00Z",
            "time 22:00 -> 21:00",
            "time 22:00 -> 23:00",
            "day MONDAY -> SUNDAY",
            "day MONDAY -> TUESDAY",
            "ruling ASK -> ALLOW",
            "ruling ASK -> DENY",
            "maybe without 1",
            "maybe 1 -> 0",
            "maybe 1 -> 2",
            "names without a",
            "names without b",
            "nested without gpu",
            "nested gpu -> *",
            "nested gpu without Inner[limit=1]",
            "nested gpu Inner[limit=1]: limit 1 -> 2");
  }

  @Test
  void whatAConstructorRefusesIsNoMutant() {
    assertThat(Settings.changes(EVERYTHING))
        .extracting(Settings.Change::what)
        .doesNotContain("nested gpu Inner[limit=1]: limit 1 -> 0");
  }

  @Test
  void aPolicyThatIsNoRecordIsMutatedByItsRulings() {
    GuardrailPolicy plain =
        rule("plain", context -> context.attempt() > 3 ? deny("enough") : allow());

    assertThat(Mutant.of(List.of(plain)))
        .extracting(Mutant::mistake)
        .containsExactly(
            "plain: left out",
            "plain: ALLOW -> DENY",
            "plain: ASK -> ALLOW",
            "plain: ASK -> DENY",
            "plain: DENY -> ALLOW",
            "plain: DENY -> ASK");
  }

  private static final Everything EVERYTHING =
      new Everything(
          3,
          0.5,
          true,
          Duration.ofHours(1),
          Instant.parse("2026-01-01T12:00:00Z"),
          LocalTime.of(22, 0),
          DayOfWeek.MONDAY,
          Ruling.ASK,
          Optional.of(1),
          new TreeSet<>(List.of("a", "b")),
          Map.of("gpu", List.of(new Inner(1))));

  record Inner(int limit) {
    Inner {
      if (limit < 1) {
        throw new IllegalArgumentException("limit is " + limit + "; give at least 1");
      }
    }
  }

  record Everything(
      int number,
      double share,
      boolean flag,
      Duration length,
      Instant instant,
      LocalTime time,
      DayOfWeek day,
      Ruling ruling,
      Optional<Integer> maybe,
      SortedSet<String> names,
      Map<String, List<Inner>> nested)
      implements GuardrailPolicy {
    @Override
    public String id() {
      return "everything";
    }

    @Override
    public Decision judge(PolicyContext context) {
      return allow();
    }
  }
}
