package io.aiops4j.testkit.assertions;

import io.aiops4j.testkit.outcome.Outcome;

/** Where assertions begin. Import {@code assertThat} statically; AssertJ's own may stand beside. */
public final class AiopsAssertions {
  private AiopsAssertions() {}

  /**
   * {@return assertions over what a run left}
   *
   * @param outcome what it left
   */
  public static OutcomeAssert assertThat(Outcome outcome) {
    return new OutcomeAssert(outcome);
  }
}
