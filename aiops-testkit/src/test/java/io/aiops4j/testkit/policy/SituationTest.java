package io.aiops4j.testkit.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aiops4j.api.action.ActionCatalogue;
import io.aiops4j.api.action.ActionType;
import io.aiops4j.api.action.PlanStep;
import io.aiops4j.api.agent.Diagnosis;
import io.aiops4j.api.safety.ActionLedger;
import io.aiops4j.api.safety.PolicyContext;
import io.aiops4j.api.topology.Component;
import io.aiops4j.api.topology.ComponentKind;
import io.aiops4j.api.topology.Topology;
import io.aiops4j.testkit.sim.SimCluster;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class SituationTest {
  private static final Component NODE = SimCluster.node(1);

  @Test
  void isAQuietOneUnlessSomethingIsSaid() {
    PolicyContext context = Situation.builder().build().context();

    assertThat(context.step()).isEqualTo(PlanStep.of(0, ActionType.CORDON, NODE));
    assertThat(context.now()).isEqualTo(Instant.parse("2026-03-04T12:00:00Z"));
    assertThat(context.attempt()).isEqualTo(1);
    assertThat(context.ledger().entries()).isEmpty();
    assertThat(context.evidence().items()).hasSize(2);
    assertThat(context.topology().components()).contains(NODE);
    assertThat(context.diagnosis().evidenceIds())
        .isEqualTo(context.evidence().items().stream().map(item -> item.id()).toList());
  }

  @Test
  void everyActionOfTheCatalogueHasATargetInTheFleet() {
    for (ActionType action : ActionCatalogue.standard().types().values()) {
      PolicyContext context = Situation.builder().action(action).build().context();
      assertThat(context.topology().components()).contains(context.step().target());
    }
  }

  @Test
  void theSameWishesGiveTheSameBytes() {
    Situation.Builder wishes = Situation.builder().past(Past.times(2)).hour(3).targets(2);

    assertThat(wishes.build().request().key()).isEqualTo(wishes.build().request().key());
    assertThat(wishes.build().context().evidence().id())
        .isEqualTo(wishes.build().context().evidence().id());
  }

  @Test
  void tellsThePastRelativeToWhatIsAsked() {
    Duration hour = Duration.ofHours(1);
    PolicyContext context =
        Situation.builder()
            .past(Past.times(2).ago(hour).useless())
            .past(Past.times(1).toOthers().open().ago(Duration.ofHours(2)))
            .build()
            .context();

    List<ActionLedger.Entry> entries = context.ledger().entries();
    assertThat(entries).hasSize(3);
    assertThat(entries.get(0).status()).isEqualTo(ActionLedger.Status.RUNNING);
    assertThat(entries.get(0).intent().step().target()).isNotEqualTo(NODE);
    assertThat(entries.get(0).at()).isEqualTo(context.now().minus(hour).minus(hour));
    assertThat(entries.get(1).recovered()).contains(false);
    assertThat(entries.get(1).intent().step().target()).isEqualTo(NODE);
    assertThat(entries.get(1).incident()).isNotEqualTo(entries.get(2).incident());
  }

  @Test
  void anAttemptFollowsThoseOfTheSameIncident() {
    Situation situation = Situation.builder().past(Past.times(2).inThisIncident()).build();

    assertThat(situation.context().attempt()).isEqualTo(3);
    assertThat(situation.context().ledger().entries())
        .extracting(entry -> entry.intent().attempt())
        .containsExactly(1, 2);
  }

  @Test
  void withoutWitnessesThereIsOnlyAHypothesis() {
    PolicyContext context = Situation.builder().witnesses().build().context();

    assertThat(context.diagnosis()).isInstanceOf(Diagnosis.Hypothesis.class);
    assertThat(context.evidence().items()).isEmpty();
  }

  @Test
  void putsTraitsOnTheTargetAloneAndKeepsTheFleet() {
    PolicyContext context = Situation.builder().traits("protected").pool("a").build().context();

    assertThat(context.topology().traits(NODE)).containsExactly("pool=a", "protected");
    assertThat(context.topology().components())
        .isEqualTo(Situation.builder().build().context().topology().components());
    assertThat(context.blast()).isEqualTo(Situation.builder().build().context().blast());
  }

  @Test
  void agesTheEvidence() {
    PolicyContext context =
        Situation.builder().evidenceAge(Duration.ofMinutes(10)).build().context();

    assertThat(context.evidence().items().get(0).range().to())
        .isEqualTo(context.now().minus(Duration.ofMinutes(10)));
  }

  @Test
  void setsDayAndHourInEitherOrder() {
    Instant sunday = Instant.parse("2026-03-08T03:00:00Z");

    assertThat(Situation.builder().day(DayOfWeek.SUNDAY).hour(3).build().context().now())
        .isEqualTo(sunday);
    assertThat(Situation.builder().hour(3).day(DayOfWeek.SUNDAY).build().context().now())
        .isEqualTo(sunday);
  }

  @Test
  void saysWhatCannotBe() {
    Situation.Builder wrongKind =
        Situation.builder().action(ActionType.DRAIN).kind(ComponentKind.GPU);
    assertThat(wrongKind.isPossible()).isFalse();
    assertThatThrownBy(wrongKind::build).hasMessageContaining("ask for one of [node]");
    Situation.Builder tooMany =
        Situation.builder().topology(Topology.builder().component(NODE).build()).targets(2);
    assertThat(tooMany.isPossible()).isFalse();
    assertThatThrownBy(tooMany::build).hasMessageContaining("needs 2; ask for fewer");
    assertThatThrownBy(() -> Past.times(-1)).hasMessageContaining("must be 0 or more");
  }
}
