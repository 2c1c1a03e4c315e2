package io.aiops4j.testkit.policy;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * The answer to a question about every row of a table, with the first row that speaks against it.
 *
 * @param question what was asked, one sentence
 * @param rows how many rows the question is about
 * @param against how many of them speak against it
 * @param counterexample the first of those, as one readable line; empty if it holds
 */
public record Answer(String question, int rows, int against, Optional<String> counterexample) {
  /** Checks the parts. */
  public Answer {
    requireNonNull(question, "question");
    requireNonNull(counterexample, "counterexample");
  }

  /** {@return whether it holds for every row} */
  public boolean holds() {
    return counterexample.isEmpty();
  }

  /**
   * Fails a test unless it holds.
   *
   * @throws AssertionError with the counterexample
   */
  public void check() {
    if (!holds()) {
      throw new AssertionError(toString());
    }
  }

  @Override
  public String toString() {
    return counterexample
        .map(
            row ->
                "Not so: "
                    + question
                    + "\n"
                    + against
                    + " of "
                    + rows
                    + " rows speak against it, the first is\n  "
                    + row)
        .orElseGet(() -> "So it is in all of " + rows + " rows: " + question);
  }
}
