package io.aiops4j.api.safety;

import io.aiops4j.api.Experimental;

/**
 * Brings questions to people and knows their answers from forgeries.
 *
 * <p>Answers come back through {@code IncidentLoop.signal}. Thread-safe.
 */
@Experimental
public interface ApprovalDesk {
  /**
   * Asks; does not wait for the answer. Asking the same again has no effect.
   *
   * @param request what a person is asked
   */
  void ask(ApprovalRequest request);

  /**
   * {@return whether this desk issued the approval, to that approver, and has not revoked it}
   *
   * @param approval what was presented
   */
  boolean isAuthentic(Approval approval);

  /** {@return a desk that asks nobody and holds nothing for real} */
  static ApprovalDesk closed() {
    return new ApprovalDesk() {
      @Override
      public void ask(ApprovalRequest request) {
        // Nobody sits here: the question expires unanswered.
      }

      @Override
      public boolean isAuthentic(Approval approval) {
        return false;
      }
    };
  }
}
