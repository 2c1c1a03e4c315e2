package io.aiops4j.testkit.policy;

import static io.aiops4j.testkit.policy.Rules.allow;
import static io.aiops4j.testkit.policy.Rules.deny;
import static io.aiops4j.testkit.policy.Rules.rule;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aiops4j.api.action.ActionType;
import io.aiops4j.api.safety.AutonomyLevel;
import io.aiops4j.api.safety.Decision;
import io.aiops4j.api.safety.GuardrailPolicy;
import io.aiops4j.api.topology.ComponentKind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class DecisionTableTest {
  private final Domain domain =
      Domain.builder()
          .vary(
              "action",
              List.of(ActionType.CORDON, ActionType.REBOOT, ActionType.RESET_GPU),
              Situation.Builder::action)
          .vary("hour", List.of(0, 5, 6, 23), Situation.Builder::hour)
          .build();

  private final GuardrailPolicy asks = new Rules.Asks(new TreeSet<>(List.of("reboot")), "on-call");
  private final GuardrailPolicy broken =
      rule(
          "broken",
          context -> {
            throw new IllegalStateException("no clock");
          });

  @Test
  void holdsEveryCombinationOnce() {
    DecisionTable table = DecisionTable.over(Rules.night(), domain);

    assertThat(table.rows()).hasSize(12);
    assertThat(table.rows().get(1))
        .hasToString("action=cordon, hour=5 -> DENY by night 0-6: it is night");
    assertThat(table.rows().get(2)).hasToString("action=cordon, hour=6 -> ALLOW: fine");
  }

  @Test
  void denyWinsThenAskThenAllowWhateverTheOrder() {
    GuardrailPolicy night = new Rules.Night(0, 6);
    for (List<GuardrailPolicy> policies : List.of(List.of(night, asks), List.of(asks, night))) {
      DecisionTable table = DecisionTable.over(policies, domain);
      table.alwaysDenies(row -> row.is("hour", 5)).check();
      table.alwaysAsks(row -> row.is("action", "reboot") && row.is("hour", 6)).check();
      table.alwaysAllows(row -> row.is("action", "cordon") && row.is("hour", 6)).check();
    }
  }

  @Test
  void anErringPolicyDenies() {
    DecisionTable table = DecisionTable.over(List.of(asks, broken), domain);

    table.alwaysDenies(row -> true).check();
    assertThat(table.rows().get(0).policy()).isEqualTo("broken");
    assertThat(table.neverErrors().counterexample())
        .hasValueSatisfying(row -> assertThat(row).contains("no clock"));
  }

  @Test
  @SuppressWarnings("NullAway")
  void aPolicyThatSaysNothingDenies() {
    DecisionTable table = DecisionTable.over(List.of(rule("mute", context -> null)), domain);

    table.alwaysDenies(row -> true).check();
    assertThat(table.neverErrors().holds()).isFalse();
  }

  @Test
  void findsAnErrorBehindADenial() {
    List<GuardrailPolicy> policies = List.of(rule("no", context -> deny("no")), broken);

    assertThat(DecisionTable.over(policies, domain).neverErrors().holds()).isFalse();
    assertThat(DecisionTable.over(Rules.night(), domain).neverErrors().holds()).isTrue();
  }

  @Test
  void noPolicyAtAllDenies() {
    DecisionTable.over(List.of(), domain).alwaysDenies(row -> true).check();
  }

  @Test
  void givesACounterexampleInOneLine() {
    Answer answer =
        DecisionTable.over(Rules.night(), domain).neverAllows(row -> row.is("action", "reboot"));

    assertThat(answer.holds()).isFalse();
    assertThat(answer.rows()).isEqualTo(4);
    assertThat(answer.against()).isEqualTo(2);
    assertThat(answer.counterexample()).contains("action=reboot, hour=6 -> ALLOW: fine");
    assertThatThrownBy(answer::check)
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("2 of 4 rows speak against it");
  }

  @Test
  void refusesAQuestionAboutNothing() {
    DecisionTable table = DecisionTable.over(Rules.night(), domain);

    assertThatThrownBy(() -> table.alwaysDenies(row -> row.is("hour", 7)))
        .hasMessageContaining("would say nothing");
    assertThatThrownBy(() -> table.alwaysDenies(row -> row.is("day", 7)))
        .hasMessageContaining("no dimension 'day'; it has [action, hour]");
  }

  @Test
  void knowsWhichOfTwoTablesIsStricter() {
    DecisionTable loose = DecisionTable.over(Rules.night(), domain);
    DecisionTable strict = DecisionTable.over(List.of(new Rules.Night(0, 7)), domain);
    DecisionTable asking = DecisionTable.over(List.of(new Rules.Night(0, 6), asks), domain);

    strict.implies(loose).check();
    asking.implies(loose).check();
    loose.implies(loose).check();
    assertThat(loose.implies(strict).counterexample())
        .contains("action=cordon, hour=6 -> ALLOW: fine\n  but DENY by night 0-7: it is night");
    assertThat(asking.implies(strict).holds()).isFalse();
  }

  @Test
  void knowsWhetherTwoTablesRuleAlike() {
    DecisionTable table = DecisionTable.over(Rules.night(), domain);

    table.equivalent(DecisionTable.over(List.of(new Rules.Night(-1, 6)), domain)).check();
    assertThat(table.equivalent(DecisionTable.over(List.of(asks), domain)).holds()).isFalse();
  }

  @Test
  void showsWhatAChangeChanges() {
    DecisionTable before = DecisionTable.over(Rules.night(), domain);
    DecisionDiff diff =
        before.diff(DecisionTable.over(List.of(new Rules.Night(1, 6), asks), domain));

    assertThat(diff.changes()).hasSize(5);
    assertThat(diff)
        .hasToString(
            """
            5 of 12 decisions change
            ALLOW -> ASK: 2, all with {action=reboot}, such as
              action=reboot, hour=6 -> ALLOW: fine
              but ASK by asks [reboot]: it is listed
            DENY -> ALLOW: 2, all with {hour=0}, such as
              action=cordon, hour=0 -> DENY by night 0-6: it is night
              but ALLOW: fine
            DENY -> ASK: 1, all with {action=reboot, hour=0}, such as
              action=reboot, hour=0 -> DENY by night 0-6: it is night
              but ASK by asks [reboot]: it is listed""");
    assertThat(before.diff(before)).hasToString("None of 12 decisions changes");
  }

  @Test
  void comparesOnlyTablesOfOneDomain() {
    Domain other = Domain.builder().vary("hour", List.of(1), Situation.Builder::hour).build();

    assertThatThrownBy(
            () ->
                DecisionTable.over(Rules.night(), domain)
                    .implies(DecisionTable.over(Rules.night(), other)))
        .hasMessageContaining("over one Domain object");
  }

  @Test
  void leavesOutWhatCannotBe() {
    Domain kinds =
        Domain.builder()
            .vary(
                "action",
                List.of(ActionType.DRAIN, ActionType.RESET_GPU),
                Situation.Builder::action)
            .vary("kind", List.of(ComponentKind.NODE, ComponentKind.GPU), Situation.Builder::kind)
            .build();

    assertThat(kinds.combinations()).isEqualTo(4);
    assertThat(kinds.size()).isEqualTo(2);
    assertThatThrownBy(
            () ->
                Domain.builder()
                    .common(situation -> situation.action(ActionType.DRAIN))
                    .vary("kind", List.of(ComponentKind.GPU), Situation.Builder::kind)
                    .build())
        .hasMessageContaining("None of 1 combinations can be");
  }

  @Test
  void refusesADomainThatIsNone() {
    Domain.Builder builder = Domain.builder();

    assertThatThrownBy(() -> builder.vary("hour", List.<Integer>of(), Situation.Builder::hour))
        .hasMessageContaining("give at least one");
    assertThatThrownBy(() -> builder.vary("hour", List.of(1, 1), Situation.Builder::hour))
        .hasMessageContaining("none twice");
    assertThatThrownBy(() -> builder.vary("decision", List.of(1), Situation.Builder::hour))
        .hasMessageContaining("take a word but not");
    builder.vary("hour", List.of(1), Situation.Builder::hour);
    assertThatThrownBy(() -> builder.vary("hour", List.of(2), Situation.Builder::hour))
        .hasMessageContaining("there already");
    for (int i = 0; i < 20; i++) {
      builder.vary("attempt " + i, List.of(1, 2), Situation.Builder::attempt);
    }
    assertThatThrownBy(builder::build).hasMessageContaining("more than 1000000 combinations");
  }

  @Test
  void judgesAPolicyOnceForAllTablesOfADomain() {
    AtomicInteger asked = new AtomicInteger();
    GuardrailPolicy counting =
        rule(
            "counting",
            context -> {
              asked.incrementAndGet();
              return allow();
            });

    DecisionTable.over(List.of(counting), domain);
    DecisionTable.over(List.of(counting, asks), domain);

    assertThat(asked).hasValue(domain.size());
  }

  @Test
  void hasTheGateItselfJudge() {
    Map<String, Consumer<Situation.Builder>> troubles = new LinkedHashMap<>();
    troubles.put("none", situation -> {});
    troubles.put("blind", situation -> situation.readable(false));
    troubles.put("hearsay", situation -> situation.witnesses(Witness.WORKLOAD_LOG));
    troubles.put("suggest", situation -> situation.autonomy(AutonomyLevel.SUGGEST));
    troubles.put("each", situation -> situation.autonomy(AutonomyLevel.APPROVE_EACH));
    Domain world =
        Domain.builder()
            .vary("trouble", troubles)
            .vary("approved", List.of(false, true), Situation.Builder::approved)
            .build();

    DecisionTable table = DecisionTable.ofGate(List.of(rule("yes", context -> allow())), world);

    table
        .agreesWith(
            """
            trouble, approved, decision, reason
            none,    *,        ALLOW,
            blind,   *,        DENY,     cannot be read
            hearsay, *,        DENY,     kernel
            suggest, *,        DENY,     autonomy
            each,    false,    ASK,      autonomy
            each,    true,     ALLOW,    approval-1
            """)
        .check();
  }

  @Test
  void joinsPoliciesAsTheGateDoes() {
    for (List<GuardrailPolicy> policies :
        List.of(
            Rules.night(), List.of(asks, new Rules.Night(0, 6)), List.of(asks), List.of(broken))) {
      DecisionTable mine = DecisionTable.over(policies, domain);
      DecisionTable gate = DecisionTable.ofGate(policies, domain);
      mine.equivalent(gate).check();
      for (int i = 0; i < domain.size(); i++) {
        assertThat(mine.rows().get(i).policy()).isEqualTo(gate.rows().get(i).policy());
        if (mine.rows().get(i).decision() instanceof Decision.Deny denial) {
          assertThat(gate.rows().get(i).decision()).isEqualTo(denial);
        }
      }
    }
  }
}
