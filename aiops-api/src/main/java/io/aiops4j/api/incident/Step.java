package io.aiops4j.api.incident;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/** What the host should do with an incident next. */
public sealed interface Step {
  /** Advance it again now. */
  record Ready() implements Step {}

  /**
   * Advance it again at an instant, or when a signal comes.
   *
   * @param instant when
   * @param reason what it waits for
   */
  record At(Instant instant, WaitingReason reason) implements Step {
    /** Checks the parts. */
    public At {
      requireNonNull(instant, "instant");
      requireNonNull(reason, "reason");
    }
  }

  /**
   * Advance it again when a signal comes.
   *
   * @param reason what it waits for
   */
  record WaitingFor(WaitingReason reason) implements Step {
    /** Checks the part. */
    public WaitingFor {
      requireNonNull(reason, "reason");
    }
  }

  /**
   * Nothing more to do.
   *
   * @param state a terminal state
   */
  record Ended(IncidentState state) implements Step {
    /** Checks that the state is terminal. */
    public Ended {
      if (!state.isTerminal()) {
        throw new IllegalArgumentException(state + " is not the end of an incident");
      }
    }
  }
}
