package io.aiops4j.api.safety;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.aiops4j.api.action.ActionType;
import io.aiops4j.api.action.PlanStep;
import io.aiops4j.api.action.RemediationPlan;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Who may answer what the autonomy ladder does not leave to the loop. */
class AuthorityTest {
  private final Kernel kernel = new Kernel();
  private final Kernel.Arm arm = new Kernel.Arm();
  private final Set<Approval> issued = new HashSet<>();
  private final Set<Mandate> given = new HashSet<>();

  @BeforeEach
  void eachActionNeedsAnApproval() {
    kernel.ladder = AutonomyLadder.fixed(AutonomyLevel.APPROVE_EACH);
    kernel.mandates = given::contains;
    kernel.desk =
        new ApprovalDesk() {
          @Override
          public void ask(ApprovalRequest request) {}

          @Override
          public boolean isAuthentic(Approval approval) {
            return issued.contains(approval);
          }
        };
  }

  @Test
  void suggestsOnlyUnlessToldOtherwise() {
    ActionGate gate =
        ActionGate.builder(
                kernel.journal,
                instant -> Kernel.TOPOLOGY,
                (onset, now) -> Kernel.digest(Kernel.WITNESS),
                List.of(Kernel.ALLOWS))
            .clock(() -> kernel.now)
            .build();

    Judgement judgement = gate.judge(kernel.request());

    assertThat(judgement.autonomy()).isEqualTo(AutonomyLevel.SUGGEST);
    assertThat(judgement.decision()).isInstanceOf(Decision.Deny.class);
  }

  @ParameterizedTest
  @EnumSource(AutonomyLevel.class)
  void decidesByTheLadderWhatTheLoopMayDoByItself(AutonomyLevel level) {
    kernel.ladder = AutonomyLadder.fixed(level);

    Decision decision = kernel.gate().judge(kernel.request()).decision();

    Class<?> expected =
        switch (level) {
          case OBSERVE, SUGGEST -> Decision.Deny.class;
          case APPROVE_EACH, APPROVE_BY_CLASS -> Decision.AskHuman.class;
          case AUTO -> Decision.Allow.class;
        };
    assertThat(decision).isInstanceOf(expected);
  }

  @Test
  void takesALadderThatBreaksForWatchingOnly() {
    kernel.ladder =
        context -> {
          throw new IllegalStateException("bug");
        };

    assertThat(kernel.gate().judge(kernel.request()).decision()).isInstanceOf(Decision.Deny.class);
  }

  @Test
  void actsOnAnApprovalOfThisPlan() {
    Approval approval = issue(approval(Kernel.CORDON, Kernel.ALICE));

    assertThat(dispatch(1, approval)).isInstanceOf(Dispatch.Started.class);
    assertThat(kernel.journal.onlyIntent().orElseThrow().authority()).isEqualTo(approval.id());
  }

  @Test
  void asksAgainIfTheApprovalIsForged() {
    assertAsks(dispatch(1, approval(Kernel.CORDON, Kernel.ALICE)));
  }

  @Test
  void asksAgainIfNobodyCanTellWhetherTheApprovalIsReal() {
    kernel.desk =
        new ApprovalDesk() {
          @Override
          public void ask(ApprovalRequest request) {}

          @Override
          public boolean isAuthentic(Approval approval) {
            throw new IllegalStateException("directory is down");
          }
        };

    assertAsks(dispatch(1, approval(Kernel.CORDON, Kernel.ALICE)));
  }

  @Test
  void asksAgainOnceTheApprovalHasExpired() {
    Approval approval = issue(approval(Kernel.CORDON, Kernel.ALICE));
    kernel.now = approval.expiresAt();

    assertAsks(dispatch(1, approval));
  }

  @Test
  void asksAgainIfTheApprovalIsNotYetGranted() {
    Approval approval = issue(approval(Kernel.CORDON, Kernel.ALICE));
    kernel.now = approval.grantedAt().minusSeconds(1);

    assertAsks(dispatch(1, approval));
  }

  @Test
  void asksAgainIfTheApprovalIsOfAnotherPlan() {
    RemediationPlan drain = plan(PlanStep.of(0, ActionType.DRAIN, Kernel.NODE));

    assertAsks(dispatch(1, issue(approval(drain, Kernel.ALICE))));
  }

  @Test
  void asksAgainIfTheProposerApprovedItself() {
    assertAsks(dispatch(1, issue(approval(Kernel.CORDON, Kernel.LOOP))));
  }

  @ParameterizedTest
  @EnumSource(value = Actor.Kind.class, names = "PERSON", mode = EnumSource.Mode.EXCLUDE)
  void asksAgainIfNoPersonApproved(Actor.Kind kind) {
    assertAsks(dispatch(1, issue(approval(Kernel.CORDON, new Actor(kind, "helper")))));
  }

  @Test
  void asksAgainIfTheApprovalWasUsedByAnotherAttempt() {
    Approval approval = issue(approval(Kernel.CORDON, Kernel.ALICE));
    ActionRequest first = request(1, approval);
    kernel.gate().dispatch(first, arm, 0);
    kernel.report(first, ActionLedger.Status.DONE);

    assertAsks(dispatch(2, approval));
  }

  @Test
  void answersAPolicysQuestionByApprovalNotByMandate() {
    kernel.ladder = AutonomyLadder.fixed(AutonomyLevel.APPROVE_BY_CLASS);
    kernel.policies =
        List.of(Kernel.policy("asks", context -> new Decision.AskHuman("sure?", "on-call")));
    Mandate mandate = give(mandate(5));

    assertAsks(
        kernel
            .gate()
            .dispatch(
                kernel.requestBuilder(Kernel.CORDON).mandates(List.of(mandate)).build(), arm, 0));
    assertThat(dispatch(1, issue(approval(Kernel.CORDON, Kernel.ALICE))))
        .isInstanceOf(Dispatch.Started.class);
  }

  @Test
  void actsOnAMandateWithinItsBudget() {
    kernel.ladder = AutonomyLadder.fixed(AutonomyLevel.APPROVE_BY_CLASS);
    Mandate mandate = give(mandate(2));

    for (int attempt = 1; attempt <= 2; attempt++) {
      ActionRequest request = request(attempt, mandate);
      assertThat(kernel.gate().dispatch(request, arm, 0)).isInstanceOf(Dispatch.Started.class);
      kernel.report(request, ActionLedger.Status.DONE);
    }

    assertAsks(kernel.gate().dispatch(request(3, mandate), arm, 0));
  }

  @Test
  void asksIfTheMandateIsForgedOrDoesNotCoverTheStep() {
    kernel.ladder = AutonomyLadder.fixed(AutonomyLevel.APPROVE_BY_CLASS);
    Instant from = Kernel.NOON.minusSeconds(10);
    Instant until = Kernel.NOON.plusSeconds(10);

    assertAsks(kernel.gate().dispatch(request(1, mandate(5)), arm, 0));
    for (Mandate misfit :
        List.of(
            mandate("drain", "gpu-thermal-throttle", from, until),
            mandate("cordon", "ib-link-flap", from, until),
            mandate("cordon", "gpu-thermal-throttle", from, Kernel.NOON),
            mandate("cordon", "gpu-thermal-throttle", Kernel.NOON.plusSeconds(1), until))) {
      assertAsks(kernel.gate().dispatch(request(1, give(misfit)), arm, 0));
    }
    assertThat(arm.given).isEmpty();
  }

  @Test
  void takesNoMandateWhereEachActionNeedsItsApproval() {
    assertAsks(kernel.gate().dispatch(request(1, give(mandate(5))), arm, 0));
  }

  @Test
  void doesNotKnowAnAuthorityWithoutAName() {
    Instant now = Kernel.NOON;

    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Approval(" ", "digest", Kernel.ALICE, now, now));
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> new Mandate("", Kernel.ALICE, new TreeSet<>(), new TreeSet<>(), now, now, 1));
  }

  private Dispatch dispatch(int attempt, Approval approval) {
    return kernel.gate().dispatch(request(attempt, approval), arm, 0);
  }

  private ActionRequest request(int attempt, Approval approval) {
    return kernel
        .requestBuilder(Kernel.CORDON)
        .attempt(attempt)
        .approvals(List.of(approval))
        .build();
  }

  private ActionRequest request(int attempt, Mandate mandate) {
    return kernel.requestBuilder(Kernel.CORDON).attempt(attempt).mandates(List.of(mandate)).build();
  }

  private Approval issue(Approval approval) {
    issued.add(approval);
    return approval;
  }

  private Mandate give(Mandate mandate) {
    given.add(mandate);
    return mandate;
  }

  private static Approval approval(RemediationPlan plan, Actor approver) {
    return new Approval(
        "approval-1",
        plan.digest(),
        approver,
        Kernel.NOON.minusSeconds(60),
        Kernel.NOON.plusSeconds(600));
  }

  private static Mandate mandate(int maxUses) {
    return new Mandate(
        "mandate-1",
        Kernel.ALICE,
        new TreeSet<>(Set.of("cordon")),
        new TreeSet<>(Set.of("gpu-thermal-throttle")),
        Kernel.NOON.minusSeconds(60),
        Kernel.NOON.plusSeconds(600),
        maxUses);
  }

  private static Mandate mandate(String action, String type, Instant notBefore, Instant until) {
    return new Mandate(
        "mandate-2",
        Kernel.ALICE,
        new TreeSet<>(Set.of(action)),
        new TreeSet<>(Set.of(type)),
        notBefore,
        until,
        5);
  }

  private static RemediationPlan plan(PlanStep... steps) {
    return new RemediationPlan("plan", List.of(steps), List.of(), List.of());
  }

  private static void assertAsks(Dispatch dispatch) {
    assertThat(dispatch).isInstanceOf(Dispatch.Refused.class);
    assertThat(((Dispatch.Refused) dispatch).judgement().decision())
        .isInstanceOf(Decision.AskHuman.class);
  }
}
