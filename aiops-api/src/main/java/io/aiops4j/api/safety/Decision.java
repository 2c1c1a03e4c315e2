package io.aiops4j.api.safety;

import static java.util.Objects.requireNonNull;

import java.util.function.Function;

/** What a guardrail says about one proposed step. */
public sealed interface Decision {
  /** {@return one sentence for a person} */
  String reason();

  /**
   * Nothing against it.
   *
   * @param reason one sentence for a person
   */
  record Allow(String reason) implements Decision {
    /** Checks the text. */
    public Allow {
      requireNonNull(reason, "reason");
    }
  }

  /**
   * A person shall decide.
   *
   * @param reason one sentence for a person
   * @param approver who, such as a role
   */
  record AskHuman(String reason, String approver) implements Decision {
    /** Checks the texts. */
    public AskHuman {
      requireNonNull(reason, "reason");
      requireNonNull(approver, "approver");
    }
  }

  /**
   * It must not be done.
   *
   * @param reason one sentence for a person
   * @param remedy what would help; not blank
   */
  record Deny(String reason, String remedy) implements Decision {
    /** Checks the texts. */
    public Deny {
      requireNonNull(reason, "reason");
      if (requireNonNull(remedy, "remedy").isBlank()) {
        throw new IllegalArgumentException(
            "A denial must say what would help; this one only says: " + reason);
      }
    }
  }

  /**
   * Handles every case, so that a case added later is a compile error in each caller.
   *
   * @param allow if nothing is against it
   * @param ask if a person shall decide
   * @param deny if it must not be done
   * @param <R> the kind of result
   * @return what the function of the case returns
   */
  default <R> R match(Function<Allow, R> allow, Function<AskHuman, R> ask, Function<Deny, R> deny) {
    if (this instanceof Allow a) {
      return allow.apply(a);
    }
    if (this instanceof AskHuman a) {
      return ask.apply(a);
    }
    return deny.apply((Deny) this);
  }
}
