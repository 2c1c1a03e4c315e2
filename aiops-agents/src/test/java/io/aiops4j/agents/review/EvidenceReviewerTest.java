package io.aiops4j.agents.review;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops4j.agents.localize.Cases;
import io.aiops4j.api.agent.Diagnosis;
import io.aiops4j.api.agent.Review;
import io.aiops4j.api.agent.Reviewer;
import io.aiops4j.api.compaction.Evidence;
import io.aiops4j.api.compaction.FaultType;
import io.aiops4j.api.telemetry.Modality;
import io.aiops4j.api.telemetry.TimeRange;
import io.aiops4j.api.telemetry.TrustClass;
import io.aiops4j.api.topology.Component;
import io.aiops4j.api.topology.ComponentKind;
import io.aiops4j.api.topology.Relation;
import io.aiops4j.api.topology.Topology;
import io.aiops4j.testkit.contract.ReviewerContract;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class EvidenceReviewerTest extends ReviewerContract {
  private static final Component GPU = Component.of(ComponentKind.GPU, "node-07/gpu-3");
  private static final Component NODE = Component.of(ComponentKind.NODE, "node-07");
  private static final Component CART = Component.service("cart");
  private static final Component PAY = Component.service("pay");
  private static final Component BANK = Component.service("bank");
  private static final Topology TOPOLOGY =
      Topology.builder()
          .edge(GPU, Relation.PART_OF, NODE)
          .edge(CART, Relation.CALLS, PAY)
          .edge(PAY, Relation.CALLS, BANK)
          .build();

  @Override
  protected Reviewer newReviewer() {
    return new EvidenceReviewer();
  }

  @Test
  void agreesWhereTheCitedEvidenceIsTheStrongest() {
    Evidence hot = platform(GPU, 9);
    Review review = review(finding(GPU, hot), hot, platform(CART, 5));
    assertThat(review.stance()).isEqualTo(Review.Stance.AGREE);
    assertThat(review.evidenceIds()).containsExactly(hot.id());
  }

  @Test
  void challengesADiagnosisThatCitesNothing() {
    Diagnosis hunch = new Diagnosis.Hypothesis(GPU, FaultType.HARDWARE, "", "a hunch");
    Review review = review(hunch, platform(GPU, 9));
    assertThat(review.stance()).isEqualTo(Review.Stance.CHALLENGE);
    assertThat(review.reason()).contains("cites nothing that exists", "a hunch");
  }

  @Test
  void challengesADiagnosisThatCitesWhatDoesNotExist() {
    Diagnosis made =
        new Diagnosis.Finding(GPU, FaultType.HARDWARE, "", "x", List.of("ffffffffffff"));
    Review review = review(made, platform(GPU, 9));
    assertThat(review.stance()).isEqualTo(Review.Stance.CHALLENGE);
    assertThat(review.evidenceIds()).isEmpty();
  }

  @Test
  void challengesWhatOnlyTheWorkloadSays() {
    Evidence hearsay = hearsay(CART, 9);
    Review review = review(finding(CART, hearsay), hearsay);
    assertThat(review.stance()).isEqualTo(Review.Stance.CHALLENGE);
    assertThat(review.reason()).contains("workload's own words");
    assertThat(review.evidenceIds()).containsExactly(hearsay.id());
  }

  @Test
  void oneWitnessOfThePlatformIsEnough() {
    Evidence hearsay = hearsay(CART, 9);
    Evidence witness = platform(CART, 3);
    assertThat(review(finding(CART, hearsay, witness), hearsay, witness).stance())
        .isEqualTo(Review.Stance.AGREE);
  }

  @Test
  void challengesWhatLeavesStrongerEvidenceElsewhereUnexplained() {
    Evidence weak = platform(CART, 4);
    Evidence strong = platform(GPU, 6);
    Review review = review(finding(CART, weak), weak, strong);
    assertThat(review.stance()).isEqualTo(Review.Stance.CHALLENGE);
    assertThat(review.evidenceIds()).containsExactly(strong.id());
    assertThat(review.reason()).contains(strong.statement());
  }

  @Test
  void aLittleStrongerIsNoReasonToDoubt() {
    Evidence cited = platform(CART, 4);
    assertThat(review(finding(CART, cited), cited, platform(GPU, 5.9)).stance())
        .isEqualTo(Review.Stance.AGREE);
  }

  @Test
  void aFaultMayShowMoreAtItsCallersAndAtItsWhole() {
    Evidence bank = platform(BANK, 6);
    assertThat(review(finding(BANK, bank), bank, platform(CART, 12)).stance())
        .as("a caller of a caller")
        .isEqualTo(Review.Stance.AGREE);
    Evidence gpu = platform(GPU, 6);
    assertThat(review(finding(GPU, gpu), gpu, platform(NODE, 12)).stance())
        .as("the whole of a piece")
        .isEqualTo(Review.Stance.AGREE);
  }

  @Test
  void aChangeIsNoSymptomThatHasToBeExplained() {
    Evidence cited = platform(CART, 4);
    Evidence change =
        Evidence.builder(
                Modality.CHANGES, GPU, "change.deploy", new TimeRange(Instant.EPOCH, Instant.EPOCH))
            .strength(12)
            .trust(TrustClass.CONTROL_PLANE)
            .statement("deployed")
            .query(cited.query())
            .build();
    assertThat(review(finding(CART, cited), cited, change).stance()).isEqualTo(Review.Stance.AGREE);
  }

  @Test
  void abstainsWithoutADiagnosis() {
    assertThat(new EvidenceReviewer().review(Cases.file(TOPOLOGY).build()))
        .singleElement()
        .extracting(Review::stance)
        .isEqualTo(Review.Stance.ABSTAIN);
  }

  private static Review review(Diagnosis diagnosis, Evidence... evidence) {
    return new EvidenceReviewer().review(Cases.diagnosed(TOPOLOGY, diagnosis, evidence)).get(0);
  }

  private static Diagnosis finding(Component system, Evidence... cited) {
    return new Diagnosis.Finding(
        system,
        FaultType.HARDWARE,
        "",
        system + " is sick",
        Arrays.stream(cited).map(Evidence::id).toList());
  }

  private static Evidence platform(Component who, double strength) {
    return Cases.evidence(who, FaultType.HARDWARE, strength, TrustClass.NODE_AGENT);
  }

  private static Evidence hearsay(Component who, double strength) {
    return Cases.evidence(who, FaultType.HARDWARE, strength, TrustClass.WORKLOAD);
  }
}
