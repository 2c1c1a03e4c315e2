package io.aiops4j.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops4j.api.safety.Actor;
import io.aiops4j.api.safety.Approval;
import io.aiops4j.api.safety.ApprovalDesk;
import io.aiops4j.api.safety.ApprovalRequest;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every {@link ApprovalDesk} at which somebody sits must hold. Extend it to test yours. */
public abstract class ApprovalDeskContract {
  /** For subclasses. */
  protected ApprovalDeskContract() {}

  /** {@return a new desk that has issued nothing} */
  protected abstract ApprovalDesk newDesk();

  /**
   * {@return the approval that the desk issues when a person says yes}
   *
   * @param desk from {@link #newDesk()}
   * @param request what it was asked
   * @param person who says yes
   */
  protected abstract Approval approve(ApprovalDesk desk, ApprovalRequest request, Actor person);

  /** An answer is for what was asked, by who answered. */
  @Test
  public void issuesAnApprovalOfThePlanThatWasAsked() {
    ApprovalDesk desk = newDesk();
    Approval approval = approved(desk);
    assertThat(approval.planDigest()).isEqualTo(question().plan().digest());
    assertThat(approval.approver()).isEqualTo(SafetyFixtures.ALICE);
    assertThat(approval.expiresAt()).isAfter(approval.grantedAt());
    assertThat(desk.isAuthentic(approval)).isTrue();
    assertThat(desk.isAuthentic(approval)).as("asked again").isTrue();
  }

  /** Asking alone approves nothing. */
  @Test
  public void holdsNothingForRealBeforeSomebodyAnswered() {
    ApprovalDesk other = newDesk();
    Approval foreign = approved(other);
    ApprovalDesk desk = newDesk();
    desk.ask(question());
    Approval guessed =
        new Approval(
            "guessed",
            foreign.planDigest(),
            foreign.approver(),
            foreign.grantedAt(),
            foreign.expiresAt());
    assertThat(desk.isAuthentic(guessed)).isFalse();
  }

  /** Who changes one word of an approval holds a forgery. */
  @Test
  public void knowsEveryForgery() {
    ApprovalDesk desk = newDesk();
    Approval real = approved(desk);
    String plan = real.planDigest();
    Actor alice = real.approver();
    for (Approval forged :
        List.of(
            new Approval(real.id() + "x", plan, alice, real.grantedAt(), real.expiresAt()),
            new Approval(real.id(), "0".repeat(64), alice, real.grantedAt(), real.expiresAt()),
            new Approval(real.id(), plan, SafetyFixtures.BOB, real.grantedAt(), real.expiresAt()),
            new Approval(
                real.id(), plan, alice, real.grantedAt().minusSeconds(60), real.expiresAt()),
            new Approval(
                real.id(), plan, alice, real.grantedAt(), real.expiresAt().plusSeconds(60)))) {
      assertThat(desk.isAuthentic(forged)).as("%s", forged).isFalse();
    }
  }

  /** Asking the same again changes nothing. */
  @Test
  public void mayBeAskedTwice() {
    ApprovalDesk desk = newDesk();
    Approval approval = approved(desk);
    desk.ask(question());
    assertThat(desk.isAuthentic(approval)).isTrue();
  }

  /** Two answers can be told apart, or one could be used for two attempts. */
  @Test
  public void namesEachAnswerDifferently() {
    ApprovalDesk desk = newDesk();
    desk.ask(question());
    Approval first = approve(desk, question(), SafetyFixtures.ALICE);
    Approval second = approve(desk, question(), SafetyFixtures.BOB);
    assertThat(first.id()).isNotEqualTo(second.id());
  }

  private Approval approved(ApprovalDesk desk) {
    desk.ask(question());
    return approve(desk, question(), SafetyFixtures.ALICE);
  }

  private static ApprovalRequest question() {
    return SafetyFixtures.question(SafetyFixtures.steps().get(0));
  }
}
