package io.aiops4j.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops4j.api.safety.Decision;
import io.aiops4j.api.safety.GuardrailPolicy;
import io.aiops4j.api.safety.PolicyContext;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

/** What every {@link GuardrailPolicy} must hold. Extend it to test yours. */
public abstract class GuardrailPolicyContract {
  /** For subclasses. */
  protected GuardrailPolicyContract() {}

  /** {@return a new policy, with the same settings each time} */
  protected abstract GuardrailPolicy newPolicy();

  /**
   * {@return what the policy is met with: a few steps, amounts of evidence, histories and times by
   * default; override it if yours never denies or asks in any of them}
   */
  protected List<PolicyContext> contexts() {
    return SafetyFixtures.contexts();
  }

  /** The same context gives the same decision, also from another instance. */
  @Test
  public void answersTheSameForTheSameContext() {
    GuardrailPolicy policy = newPolicy();
    for (PolicyContext context : contexts()) {
      Decision decision = policy.judge(context);
      assertThat(policy.judge(context)).as("asked again").isEqualTo(decision);
      assertThat(newPolicy().judge(context)).as("asked of another one").isEqualTo(decision);
    }
  }

  /** What it was asked before does not matter. */
  @Test
  public void remembersNothing() {
    List<PolicyContext> backwards = new ArrayList<>(contexts());
    Collections.reverse(backwards);
    GuardrailPolicy policy = newPolicy();
    List<Decision> decisions = judgeAll(policy, contexts());
    List<Decision> again = judgeAll(policy, backwards);
    Collections.reverse(again);
    assertThat(again).isEqualTo(decisions);
  }

  /** There is always an answer, with a reason. */
  @Test
  public void alwaysSaysWhy() {
    GuardrailPolicy policy = newPolicy();
    for (PolicyContext context : contexts()) {
      assertThat(policy.judge(context)).as("on %s", context.step()).isNotNull();
      assertThat(policy.judge(context).reason()).as("on %s", context.step()).isNotBlank();
    }
  }

  /** A denial helps whoever meets it. */
  @Test
  public void everyDenialSaysWhatWouldHelp() {
    for (Decision decision : judgeAll(newPolicy(), contexts())) {
      if (decision instanceof Decision.Deny denial) {
        assertThat(denial.remedy()).isNotBlank().isNotEqualTo(denial.reason());
      }
    }
  }

  /** A question is for somebody. */
  @Test
  public void everyQuestionNamesWhoDecides() {
    for (Decision decision : judgeAll(newPolicy(), contexts())) {
      if (decision instanceof Decision.AskHuman question) {
        assertThat(question.approver()).isNotBlank();
      }
    }
  }

  /** Its name is part of the policy version of each intent, so it must not change by use. */
  @Test
  public void keepsItsName() {
    GuardrailPolicy policy = newPolicy();
    String id = policy.id();
    assertThat(id).isNotBlank().doesNotContain("\n");
    judgeAll(policy, contexts());
    assertThat(policy.id()).isEqualTo(id);
    assertThat(newPolicy().id()).as("of the same settings").isEqualTo(id);
  }

  /** Many incidents judge at the same time. */
  @Test
  public void judgesAlikeOnManyThreads() {
    GuardrailPolicy policy = newPolicy();
    List<Decision> alone = judgeAll(newPolicy(), contexts());
    List<Callable<List<Decision>>> judges =
        Collections.nCopies(4, () -> judgeAll(policy, contexts()));
    assertThat(Threads.together(judges)).allSatisfy(seen -> assertThat(seen).isEqualTo(alone));
  }

  private static List<Decision> judgeAll(GuardrailPolicy policy, List<PolicyContext> contexts) {
    List<Decision> decisions = new ArrayList<>();
    contexts.forEach(context -> decisions.add(policy.judge(context)));
    return decisions;
  }
}
