package io.aiops4j.api.safety;

import io.aiops4j.api.Experimental;

/** Knows real mandates from forgeries. Thread-safe. */
@Experimental
@FunctionalInterface
public interface MandateVerifier {
  /**
   * {@return whether the mandate was given by who it says, and is not revoked}
   *
   * @param mandate what was presented
   */
  boolean isAuthentic(Mandate mandate);
}
