package io.aiops4j.agents.localize;

import static io.aiops4j.agents.localize.Cases.evidence;
import static io.aiops4j.api.compaction.FaultType.CODE_IMAGE;
import static io.aiops4j.api.compaction.FaultType.HARDWARE;
import static io.aiops4j.api.compaction.FaultType.NETWORK;
import static io.aiops4j.api.compaction.FaultType.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;

import io.aiops4j.api.agent.CaseFile;
import io.aiops4j.api.agent.Localizer;
import io.aiops4j.api.agent.Opinion;
import io.aiops4j.api.compaction.Evidence;
import io.aiops4j.api.topology.Component;
import io.aiops4j.api.topology.ComponentKind;
import io.aiops4j.api.topology.Relation;
import io.aiops4j.api.topology.Topology;
import io.aiops4j.testkit.contract.LocalizerContract;
import java.util.List;
import org.junit.jupiter.api.Test;

class StrengthLocalizerTest extends LocalizerContract {
  private static final Component CART = Component.service("cart");
  private static final Component PAY = Component.service("pay");
  private static final Component JOB = Component.of(ComponentKind.JOB, "train-1");
  private static final Component NODE = Component.of(ComponentKind.NODE, "node-07");

  @Override
  protected Localizer newLocalizer() {
    return new StrengthLocalizer();
  }

  @Test
  void ranksByTheStrongestEvidenceAndNamesIt() {
    Evidence strong = evidence(PAY, CODE_IMAGE, 7);

    Opinion<Component> opinion = localize(Topology.empty(), evidence(CART, NETWORK, 5), strong);

    assertThat(answers(opinion)).containsExactly(PAY, CART);
    assertThat(opinion.ranking().get(0).evidenceIds()).containsExactly(strong.id());
  }

  @Test
  void evidenceOfAnotherKindBreaksATie() {
    Opinion<Component> opinion =
        localize(
            Topology.empty(),
            evidence(CART, NETWORK, 5),
            evidence(PAY, NETWORK, 5),
            evidence(PAY, CODE_IMAGE, 1));

    assertThat(answers(opinion)).containsExactly(PAY, CART);
  }

  @Test
  void tiesAreBrokenByName() {
    Opinion<Component> opinion =
        localize(Topology.empty(), evidence(PAY, NETWORK, 5), evidence(CART, NETWORK, 5));

    assertThat(answers(opinion)).containsExactly(CART, PAY);
  }

  @Test
  void theNodeExplainsTheJobThatRunsOnIt() {
    Topology topology = Topology.builder().edge(JOB, Relation.RUNS_ON, NODE).build();

    Opinion<Component> opinion =
        localize(topology, evidence(JOB, CODE_IMAGE, 10), evidence(NODE, HARDWARE, 6));

    assertThat(answers(opinion)).containsExactly(NODE, JOB);
  }

  @Test
  void aFarWeakerNodeExplainsNothing() {
    Topology topology = Topology.builder().edge(JOB, Relation.RUNS_ON, NODE).build();

    Opinion<Component> opinion =
        localize(topology, evidence(JOB, CODE_IMAGE, 10), evidence(NODE, HARDWARE, 4));

    assertThat(answers(opinion)).containsExactly(JOB, NODE);
  }

  @Test
  void evidenceThatSpeaksForNothingRanksBehindOneThatDoes() {
    Opinion<Component> opinion =
        localize(Topology.empty(), evidence(CART, UNKNOWN, 12), evidence(PAY, NETWORK, 3));

    assertThat(answers(opinion)).containsExactly(PAY, CART);
  }

  @Test
  void aWeakFindingSaysSoAndIsDoubted() {
    Opinion<Component> opinion = localize(Topology.empty(), evidence(CART, NETWORK, 2.9));

    assertThat(opinion.statement()).startsWith("Weak");
    assertThat(opinion.ranking().get(0).confidence()).isLessThanOrEqualTo(0.2);
  }

  @Test
  void aCloseRivalLowersConfidence() {
    double alone =
        localize(Topology.empty(), evidence(CART, NETWORK, 9)).ranking().get(0).confidence();
    double rivalled =
        localize(Topology.empty(), evidence(CART, NETWORK, 9), evidence(PAY, NETWORK, 8))
            .ranking()
            .get(0)
            .confidence();

    assertThat(rivalled).isLessThan(alone);
  }

  @Test
  void withoutEvidenceThereIsNoAnswer() {
    assertThat(localize(Topology.empty()).ranking()).isEmpty();
  }

  private static Opinion<Component> localize(Topology topology, Evidence... evidence) {
    CaseFile file = Cases.file(topology, evidence).build();
    return new StrengthLocalizer().localize(file);
  }

  private static List<Component> answers(Opinion<Component> opinion) {
    return opinion.ranking().stream().map(ranked -> ranked.answer()).toList();
  }
}
