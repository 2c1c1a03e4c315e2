package io.aiops4j.api.safety;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/** What the host says just before a dispatch. */
public sealed interface HostAnswer {
  /** Go on. */
  record Proceed() implements HostAnswer {}

  /**
   * Not now.
   *
   * @param reason one sentence for a person
   * @param until when to ask again
   */
  record Hold(String reason, Instant until) implements HostAnswer {
    /** Checks the parts. */
    public Hold {
      requireNonNull(reason, "reason");
      requireNonNull(until, "until");
    }
  }

  /**
   * Not at all.
   *
   * @param reason one sentence for a person
   */
  record Veto(String reason) implements HostAnswer {
    /** Checks the text. */
    public Veto {
      requireNonNull(reason, "reason");
    }
  }

  /**
   * The host is changing this component itself.
   *
   * @param reason one sentence for a person
   * @param until when to look again
   */
  record ActsItself(String reason, Instant until) implements HostAnswer {
    /** Checks the parts. */
    public ActsItself {
      requireNonNull(reason, "reason");
      requireNonNull(until, "until");
    }
  }
}
