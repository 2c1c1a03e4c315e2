package io.aiops4j.testkit.assertions;

import io.aiops4j.testkit.outcome.Outcome;
import io.aiops4j.testkit.outcome.Rerun;

/** What a failure says besides what was expected: how to see it again, and what happened. */
final class Report {
  private Report() {}

  static String of(Outcome outcome) {
    return "\n\nSeed: "
        + outcome.seed()
        + Rerun.ofRunningTest(outcome.seed()).map(command -> "\nAgain: " + command).orElse("")
        + "\n\n"
        + outcome.timeline();
  }
}
