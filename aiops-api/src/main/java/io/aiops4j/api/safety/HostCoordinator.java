package io.aiops4j.api.safety;

import io.aiops4j.api.Experimental;

/** The scheduler or control plane that embeds the loop has the last word. Thread-safe. */
@Experimental
@FunctionalInterface
public interface HostCoordinator {
  /**
   * {@return what the host says; asked before every dispatch, after all guardrails allowed it}
   *
   * @param context the step and what it disturbs
   */
  HostAnswer beforeDispatch(PolicyContext context);

  /** {@return a host that has no objections} */
  static HostCoordinator unconcerned() {
    return context -> new HostAnswer.Proceed();
  }
}
