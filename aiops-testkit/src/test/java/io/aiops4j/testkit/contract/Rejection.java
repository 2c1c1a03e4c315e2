package io.aiops4j.testkit.contract;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** A contract is worth something only if it rejects who breaks it. */
final class Rejection {
  private Rejection() {}

  static void assertRejects(ThrowingCallable test) {
    assertThatThrownBy(test).isInstanceOf(AssertionError.class);
  }
}
