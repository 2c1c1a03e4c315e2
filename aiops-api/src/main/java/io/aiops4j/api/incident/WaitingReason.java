package io.aiops4j.api.incident;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Optional;

/**
 * What an incident waits for.
 *
 * @param kind what sort of thing
 * @param what one sentence for a person
 * @param until when it looks again or gives up; empty if only a signal helps
 * @param wouldHelp what a person could do about it
 */
public record WaitingReason(Kind kind, String what, Optional<Instant> until, String wouldHelp) {
  /** Checks the parts. */
  public WaitingReason {
    requireNonNull(kind, "kind");
    requireNonNull(what, "what");
    requireNonNull(until, "until");
    requireNonNull(wouldHelp, "wouldHelp");
  }

  /** What sort of thing is waited for. */
  public enum Kind {
    /** Enough telemetry to detect. */
    TELEMETRY,
    /** A person's approval. */
    APPROVAL,
    /** A person's own action. */
    HUMAN_ACTION,
    /** The end of an action under way. */
    ACTION,
    /** What became of an action. */
    PROBE,
    /** Proof of recovery. */
    RECOVERY,
    /** The host's consent. */
    HOST,
    /** Another incident's action. */
    OTHER_INCIDENT,
    /** That the recovery lasts. */
    RELAPSE_WATCH
  }
}
