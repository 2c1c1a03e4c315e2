package io.aiops4j.agents.review;

import static io.aiops4j.agents.localize.Cases.evidence;
import static org.assertj.core.api.Assertions.assertThat;

import io.aiops4j.agents.localize.Cases;
import io.aiops4j.api.agent.Diagnosis;
import io.aiops4j.api.agent.Review;
import io.aiops4j.api.agent.Reviewer;
import io.aiops4j.api.compaction.Evidence;
import io.aiops4j.api.compaction.FaultType;
import io.aiops4j.api.topology.Component;
import io.aiops4j.api.topology.ComponentKind;
import io.aiops4j.api.topology.Relation;
import io.aiops4j.api.topology.Topology;
import io.aiops4j.testkit.contract.ReviewerContract;
import java.util.List;
import org.junit.jupiter.api.Test;

class TopologyReviewerTest extends ReviewerContract {
  private static final Component JOB = Component.of(ComponentKind.JOB, "train-1");
  private static final Component GPU = Component.of(ComponentKind.GPU, "node-07/gpu-3");
  private static final Component NODE = Component.of(ComponentKind.NODE, "node-07");
  private static final Topology TOPOLOGY =
      Topology.builder().edge(JOB, Relation.RUNS_ON, GPU).edge(GPU, Relation.PART_OF, NODE).build();

  @Override
  protected Reviewer newReviewer() {
    return new TopologyReviewer();
  }

  @Test
  void challengesWhereWhatItRunsOnHasAFaultOfItsOwn() {
    Evidence slow = evidence(JOB, FaultType.CODE_IMAGE, 6);
    Evidence broken = evidence(NODE, FaultType.HARDWARE, 8);

    Review review = review(finding(JOB, slow), slow, broken);

    assertThat(review.stance()).isEqualTo(Review.Stance.CHALLENGE);
    assertThat(review.evidenceIds()).containsExactly(broken.id());
    assertThat(review.reason()).contains("depends on node:node-07", broken.statement());
  }

  @Test
  void aWeakerFaultBelowChallengesNothing() {
    Evidence slow = evidence(JOB, FaultType.CODE_IMAGE, 8);
    assertAgrees(review(finding(JOB, slow), slow, evidence(NODE, FaultType.HARDWARE, 6)));
    Evidence faint = evidence(JOB, FaultType.CODE_IMAGE, 2);
    assertAgrees(review(finding(JOB, faint), faint, evidence(NODE, FaultType.HARDWARE, 4.9)));
  }

  @Test
  void aSymptomBelowThatSpeaksForNoFaultChallengesNothing() {
    Evidence slow = evidence(JOB, FaultType.CODE_IMAGE, 6);
    assertAgrees(review(finding(JOB, slow), slow, evidence(NODE, FaultType.UNKNOWN, 12)));
  }

  @Test
  void whatTheDiagnosisCitesIsNotHeldAgainstIt() {
    Evidence broken = evidence(NODE, FaultType.HARDWARE, 8);
    assertAgrees(review(finding(JOB, broken), broken));
  }

  @Test
  void troubleOfAPieceDoesNotChallengeTheDiagnosisOfThePiece() {
    Evidence hot = evidence(GPU, FaultType.HARDWARE, 6);
    assertAgrees(review(finding(GPU, hot), hot, evidence(JOB, FaultType.CODE_IMAGE, 12)));
  }

  @Test
  void abstainsWithoutADiagnosis() {
    assertThat(new TopologyReviewer().review(Cases.file(TOPOLOGY).build()))
        .singleElement()
        .extracting(Review::stance)
        .isEqualTo(Review.Stance.ABSTAIN);
  }

  private static void assertAgrees(Review review) {
    assertThat(review.stance()).isEqualTo(Review.Stance.AGREE);
  }

  private static Review review(Diagnosis diagnosis, Evidence... evidence) {
    return new TopologyReviewer().review(Cases.diagnosed(TOPOLOGY, diagnosis, evidence)).get(0);
  }

  private static Diagnosis finding(Component system, Evidence cited) {
    return new Diagnosis.Finding(
        system, FaultType.CODE_IMAGE, "", system + " is sick", List.of(cited.id()));
  }
}
