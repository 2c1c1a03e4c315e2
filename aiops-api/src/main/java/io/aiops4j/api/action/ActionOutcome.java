package io.aiops4j.api.action;

import static java.util.Objects.requireNonNull;

/**
 * What an actuator says of a dispatch. It is said, not known: recovery is judged from telemetry
 * alone.
 */
public sealed interface ActionOutcome {
  /** {@return one line for a person} */
  String detail();

  /**
   * It was taken on and is under way; ask {@code probe}.
   *
   * @param detail one line for a person
   */
  record Accepted(String detail) implements ActionOutcome {
    /** Checks the text. */
    public Accepted {
      requireNonNull(detail, "detail");
    }
  }

  /**
   * It says that it was done.
   *
   * @param detail one line for a person
   */
  record Done(String detail) implements ActionOutcome {
    /** Checks the text. */
    public Done {
      requireNonNull(detail, "detail");
    }
  }

  /**
   * It was not done, for sure.
   *
   * @param detail one line for a person
   */
  record Failed(String detail) implements ActionOutcome {
    /** Checks the text. */
    public Failed {
      requireNonNull(detail, "detail");
    }
  }

  /**
   * It may have been done; never redispatched without a probe.
   *
   * @param detail one line for a person
   */
  record Unknown(String detail) implements ActionOutcome {
    /** Checks the text. */
    public Unknown {
      requireNonNull(detail, "detail");
    }
  }
}
