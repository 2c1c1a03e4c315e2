package io.aiops4j.api.safety;

import io.aiops4j.api.Experimental;

/**
 * Judges one step of a plan. Pure: the same context gives the same decision.
 *
 * <p>One that throws or returns null counts as a denial. Thread-safe. The contract is {@code
 * GuardrailPolicyContract} of the testkit.
 */
@Experimental
public interface GuardrailPolicy {
  /** {@return its name and its settings in one line: part of the policy version of an intent} */
  String id();

  /**
   * {@return what it says; {@code Allow} if it has nothing against the step}
   *
   * @param context the step and everything a policy may know
   */
  Decision judge(PolicyContext context);
}
