package io.aiops4j.api.safety;

import static java.util.Objects.requireNonNull;

import io.aiops4j.api.action.ActionOutcome;

/** What became of a request to the gate. */
public sealed interface Dispatch {
  /**
   * It was dispatched. The intent is durable; what the actuator said is not yet.
   *
   * @param intent as journaled
   * @param sequence of the intent among the incident's events
   * @param judgement why it was allowed
   * @param outcome what the actuator said
   */
  record Started(ActionIntended intent, long sequence, Judgement judgement, ActionOutcome outcome)
      implements Dispatch {
    /** Checks the parts. */
    public Started {
      requireNonNull(intent, "intent");
      requireNonNull(judgement, "judgement");
      requireNonNull(outcome, "outcome");
    }
  }

  /**
   * It was not dispatched: the judgement is to ask or to deny.
   *
   * @param judgement why
   */
  record Refused(Judgement judgement) implements Dispatch {
    /** Checks the part. */
    public Refused {
      requireNonNull(judgement, "judgement");
    }
  }

  /**
   * It was not dispatched: the host objects.
   *
   * @param answer what the host said
   */
  record HeldByHost(HostAnswer answer) implements Dispatch {
    /** Checks the part. */
    public HeldByHost {
      requireNonNull(answer, "answer");
    }
  }

  /**
   * It was not dispatched: the incident or the ledger kept moving. Decide again.
   *
   * @param reason one sentence for a person
   */
  record Stale(String reason) implements Dispatch {
    /** Checks the text. */
    public Stale {
      requireNonNull(reason, "reason");
    }
  }
}
