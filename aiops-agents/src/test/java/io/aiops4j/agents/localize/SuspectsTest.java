package io.aiops4j.agents.localize;

import static io.aiops4j.agents.localize.Cases.evidence;
import static io.aiops4j.api.compaction.FaultType.CODE_IMAGE;
import static io.aiops4j.api.compaction.FaultType.HARDWARE;
import static io.aiops4j.api.compaction.FaultType.NETWORK;
import static io.aiops4j.api.compaction.FaultType.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.aiops4j.api.compaction.Evidence;
import io.aiops4j.api.topology.Component;
import io.aiops4j.api.topology.ComponentKind;
import io.aiops4j.api.topology.Relation;
import io.aiops4j.api.topology.Topology;
import java.util.List;
import org.junit.jupiter.api.Test;

class SuspectsTest {
  private static final Component NODE = Component.of(ComponentKind.NODE, "node-07");
  private static final Component GPU_0 = Component.of(ComponentKind.GPU, "node-07/gpu-0");
  private static final Component GPU_1 = Component.of(ComponentKind.GPU, "node-07/gpu-1");
  private static final Component JOB = Component.of(ComponentKind.JOB, "train-1");
  private static final Component WEB = Component.service("web");
  private static final Component CART = Component.service("cart");
  private static final Component STORE = Component.service("store");
  private static final Topology NODE_OF_TWO =
      Topology.builder()
          .edge(GPU_0, Relation.PART_OF, NODE)
          .edge(GPU_1, Relation.PART_OF, NODE)
          .edge(JOB, Relation.RUNS_ON, GPU_0)
          .edge(JOB, Relation.RUNS_ON, GPU_1)
          .build();
  private static final Topology SHOP =
      Topology.builder().edge(WEB, Relation.CALLS, CART).edge(CART, Relation.CALLS, STORE).build();

  @Test
  void oneBrokenPieceOfSeveralExplainsWhatShowsAtTheWhole() {
    List<Suspect> suspects =
        suspects(NODE_OF_TWO, evidence(NODE, HARDWARE, 12), evidence(GPU_1, HARDWARE, 8));

    assertThat(suspects.get(0).component()).isEqualTo(GPU_1);
    assertThat(suspects.get(0).total()).as("nothing is taken from the piece").isEqualTo(8);
    assertThat(suspects.get(1).explainedBy()).containsExactly(GPU_1);
    assertThat(suspects.get(1).total()).isEqualTo(12 * 0.25);
  }

  @Test
  void manyBrokenPiecesAreExplainedByTheWhole() {
    List<Suspect> suspects =
        suspects(
            NODE_OF_TWO,
            evidence(NODE, HARDWARE, 7),
            evidence(GPU_0, HARDWARE, 9),
            evidence(GPU_1, HARDWARE, 9));

    assertThat(suspects.get(0).component()).isEqualTo(NODE);
    assertThat(suspects.get(0).explainedBy()).isEmpty();
    assertThat(suspects.subList(1, 3))
        .allSatisfy(piece -> assertThat(piece.explainedBy()).containsExactly(NODE));
  }

  @Test
  void aPieceWithSymptomsOnlyIsNotABrokenOne() {
    List<Suspect> suspects =
        suspects(NODE_OF_TWO, evidence(NODE, HARDWARE, 7), evidence(GPU_1, UNKNOWN, 12));
    assertThat(suspects.get(0).component()).isEqualTo(NODE);
    assertThat(suspects.get(0).explainedBy()).isEmpty();
  }

  @Test
  void theOnlyPieceOfAWholeIsNoOddOneOut() {
    Topology single = Topology.builder().edge(GPU_0, Relation.PART_OF, NODE).build();
    List<Suspect> suspects =
        suspects(single, evidence(NODE, HARDWARE, 8), evidence(GPU_0, HARDWARE, 8));
    assertThat(suspects.get(0).component()).isEqualTo(NODE);
  }

  @Test
  void aJobIsExplainedByTheBrokenGpuItRunsOn() {
    List<Suspect> suspects =
        suspects(NODE_OF_TWO, evidence(JOB, CODE_IMAGE, 12), evidence(GPU_0, HARDWARE, 8));
    assertThat(suspects.get(0).component()).isEqualTo(GPU_0);
    assertThat(suspects.get(1).explainedBy()).containsExactly(GPU_0);
  }

  @Test
  void aCalleeExplainsTheSameSortOfFaultAtItsCallersHoweverFarUp() {
    List<Suspect> suspects =
        suspects(SHOP, evidence(WEB, CODE_IMAGE, 9), evidence(STORE, CODE_IMAGE, 6));
    assertThat(suspects.get(0).component()).isEqualTo(STORE);
    assertThat(suspects.get(1).explainedBy()).containsExactly(STORE);
  }

  @Test
  void aCalleeDoesNotExplainAnotherSortOfFault() {
    List<Suspect> suspects =
        suspects(SHOP, evidence(CART, CODE_IMAGE, 9), evidence(STORE, NETWORK, 8));
    assertThat(suspects.get(0).component()).isEqualTo(CART);
    assertThat(suspects.get(0).explainedBy()).isEmpty();
  }

  @Test
  void aCallerNeverExplainsItsCallee() {
    List<Suspect> suspects =
        suspects(SHOP, evidence(CART, CODE_IMAGE, 9), evidence(STORE, CODE_IMAGE, 4));
    assertThat(suspects).allSatisfy(suspect -> assertThat(suspect.explainedBy()).isEmpty());
  }

  @Test
  void servicesThatCallEachOtherExplainEachOtherAndNotThemselves() {
    Topology circle =
        Topology.builder()
            .edge(CART, Relation.CALLS, STORE)
            .edge(STORE, Relation.CALLS, CART)
            .build();
    List<Suspect> suspects =
        suspects(circle, evidence(CART, CODE_IMAGE, 9), evidence(STORE, CODE_IMAGE, 9));
    assertThat(suspects).extracting(Suspect::component).containsExactly(CART, STORE);
    assertThat(suspects.get(0).explainedBy()).containsExactly(STORE);
    assertThat(suspects.get(1).explainedBy()).containsExactly(CART);
  }

  @Test
  void whatNothingSpeaksForIsATenthOfASuspicion() {
    assertThat(suspects(SHOP, evidence(CART, UNKNOWN, 12)).get(0).total())
        .isCloseTo(1.2, within(1e-9));
  }

  @Test
  void evidenceOfNoStrengthSuspectsNobody() {
    assertThat(suspects(SHOP, evidence(CART, CODE_IMAGE, 0))).isEmpty();
  }

  private static List<Suspect> suspects(Topology topology, Evidence... evidence) {
    return Suspects.of(Cases.file(topology, evidence).build());
  }
}
