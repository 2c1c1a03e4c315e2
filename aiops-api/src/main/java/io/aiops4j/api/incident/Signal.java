package io.aiops4j.api.incident;

import static java.util.Objects.requireNonNull;

import io.aiops4j.api.safety.Actor;
import io.aiops4j.api.safety.Approval;
import java.time.Instant;

/** What comes to an incident from outside. */
public sealed interface Signal {
  /**
   * The trouble was reported again.
   *
   * @param trigger the further alert
   */
  record Alert(Trigger trigger) implements Signal {
    /** Checks the part. */
    public Alert {
      requireNonNull(trigger, "trigger");
    }
  }

  /**
   * A person approved a plan.
   *
   * @param approval for exactly one plan
   */
  record Approved(Approval approval) implements Signal {
    /** Checks the part. */
    public Approved {
      requireNonNull(approval, "approval");
    }
  }

  /**
   * A person declined what was asked or suggested.
   *
   * @param actor who
   * @param reason one sentence
   */
  record Declined(Actor actor, String reason) implements Signal {
    /** Checks the parts. */
    public Declined {
      requireNonNull(actor, "actor");
      requireNonNull(reason, "reason");
    }
  }

  /**
   * A person acted. That is a report: telemetry judges it like any action.
   *
   * @param actor who
   * @param what was done, one sentence
   * @param startedAt when it began
   * @param completedAt when it was done, not before it began
   */
  record HumanActed(Actor actor, String what, Instant startedAt, Instant completedAt)
      implements Signal {
    /** Checks the parts. */
    public HumanActed {
      requireNonNull(actor, "actor");
      requireNonNull(what, "what");
      requireNonNull(startedAt, "startedAt");
      requireNonNull(completedAt, "completedAt");
      if (completedAt.isBefore(startedAt)) {
        throw new IllegalArgumentException(
            "The action ended at " + completedAt + ", before it began at " + startedAt);
      }
    }
  }

  /**
   * A person calls the incident off. An action under way is not interrupted: it is probed.
   *
   * @param actor who
   * @param reason one sentence
   */
  record Cancel(Actor actor, String reason) implements Signal {
    /** Checks the parts. */
    public Cancel {
      requireNonNull(actor, "actor");
      requireNonNull(reason, "reason");
    }
  }
}
