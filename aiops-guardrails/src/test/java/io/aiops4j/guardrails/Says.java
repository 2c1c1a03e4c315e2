package io.aiops4j.guardrails;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops4j.api.safety.Decision;
import io.aiops4j.api.safety.GuardrailPolicy;
import io.aiops4j.api.safety.PolicyContext;

/** What a policy says, in the words of a test. */
final class Says {
  private Says() {}

  static void assertAllows(GuardrailPolicy policy, PolicyContext context) {
    assertThat(policy.judge(context)).isInstanceOf(Decision.Allow.class);
  }

  static void assertAsks(GuardrailPolicy policy, PolicyContext context, String reason) {
    assertThat(policy.judge(context)).isInstanceOf(Decision.AskHuman.class);
    assertThat(policy.judge(context).reason()).contains(reason);
  }

  static void assertDenies(
      GuardrailPolicy policy, PolicyContext context, String reason, String remedy) {
    assertThat(policy.judge(context))
        .isInstanceOfSatisfying(
            Decision.Deny.class,
            denial -> {
              assertThat(denial.reason()).contains(reason);
              assertThat(denial.remedy()).contains(remedy);
            });
  }
}
