package io.aiops4j.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops4j.api.agent.CaseFile;
import io.aiops4j.api.agent.Phase;
import io.aiops4j.api.agent.Review;
import io.aiops4j.api.agent.Reviewer;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every {@link Reviewer} must hold. Extend it to test yours. */
public abstract class ReviewerContract {
  /** For subclasses. */
  protected ReviewerContract() {}

  /** {@return a new reviewer, with the same settings each time} */
  protected abstract Reviewer newReviewer();

  /** {@return a case file with all three opinions; an overheating GPU by default} */
  protected CaseFile caseFile() {
    return CaseFixtures.diagnosed(CaseFixtures.seen());
  }

  /** The same file gives the same reviews, also from another instance. */
  @Test
  public void answersTheSameForTheSameFile() {
    Reviewer reviewer = newReviewer();
    List<Review> reviews = reviewer.review(caseFile());
    assertThat(reviewer.review(caseFile())).as("asked again").isEqualTo(reviews);
    assertThat(newReviewer().review(caseFile())).as("asked of another one").isEqualTo(reviews);
  }

  /** What it cites is in the digest. */
  @Test
  public void citesOnlyWhatExists() {
    for (Review review : newReviewer().review(caseFile())) {
      CaseFixtures.assertCitesWhatExists(caseFile(), review.evidenceIds());
      assertThat(review.reason()).isNotBlank();
    }
  }

  /** Only opinions are reviewed: what is done and whether it helped is judged by others. */
  @Test
  public void reviewsOpinionsOnly() {
    assertThat(newReviewer().review(caseFile()))
        .extracting(Review::phase)
        .isSubsetOf(Phase.DETECT, Phase.LOCALIZE, Phase.DIAGNOSE);
  }

  /** Where nothing is seen, nothing bears an opinion out. */
  @Test
  public void agreesWithNothingWhenItSeesNothing() {
    assertThat(newReviewer().review(CaseFixtures.diagnosed(CaseFixtures.blind())))
        .extracting(Review::stance)
        .doesNotContain(Review.Stance.AGREE);
  }
}
