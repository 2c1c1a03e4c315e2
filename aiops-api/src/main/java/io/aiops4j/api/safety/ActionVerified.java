package io.aiops4j.api.safety;

import static java.util.Objects.requireNonNull;

import io.aiops4j.api.journal.LedgerEvent;

/**
 * What telemetry said of an attempt: what promotion and budgets count.
 *
 * @param planDigest which plan
 * @param attempt which attempt of the incident, from 1
 * @param recovered whether recovery was confirmed and is credited to it
 */
public record ActionVerified(String planDigest, int attempt, boolean recovered)
    implements LedgerEvent {
  /** Checks the parts. */
  public ActionVerified {
    requireNonNull(planDigest, "planDigest");
  }

  @Override
  public String type() {
    return "action.verified";
  }

  @Override
  public String text() {
    return "attempt " + attempt + (recovered ? " helped" : " did not help") + ", says telemetry";
  }
}
