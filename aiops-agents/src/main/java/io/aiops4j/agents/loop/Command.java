package io.aiops4j.agents.loop;

import io.aiops4j.api.agent.Phase;
import io.aiops4j.api.incident.Step;
import io.aiops4j.api.incident.WaitingReason;
import io.aiops4j.api.journal.IncidentEvent;
import io.aiops4j.api.recovery.RecoveryQuestion;
import io.aiops4j.api.telemetry.TimeRange;
import java.time.Instant;
import java.util.List;

/** What the loop does next with an incident; decided without any outside call. */
sealed interface Command {
  /** Read telemetry and compact it. */
  record Look(TimeRange reference, TimeRange observed) implements Command {}

  /** Ask the agent of a phase, on the evidence last compacted. */
  record Ask(Phase phase) implements Command {}

  /** Let the reviewers challenge the opinions. */
  record Review() implements Command {}

  /** Bring a step of the present plan to the gate. */
  record Dispatch(int stepIndex) implements Command {}

  /** Ask the actuator what became of an action. */
  record Probe(String key, WaitingReason waiting) implements Command {}

  /** Ask telemetry whether it is over. */
  record Verify(RecoveryQuestion question) implements Command {}

  /** Ask telemetry whether a confirmed recovery still stands. */
  record Watch(RecoveryQuestion question, Instant confirmedAt) implements Command {}

  /** Write down what follows from the journal alone. */
  record Write(List<IncidentEvent> events) implements Command {}

  /** Nothing now. */
  record Wait(Step step) implements Command {}
}
