package io.aiops4j.testkit.sim;

import static java.util.Objects.requireNonNull;

import io.aiops4j.api.topology.Component;
import java.time.Instant;

/**
 * One action that really happened to a simulated fleet, whatever anybody reported.
 *
 * @param at when it began
 * @param completedAt when it ends; later than now while it is under way
 * @param action the id of the action type, such as {@code drain}
 * @param target whom it was done to
 * @param key the idempotency key it came with
 * @param effective whether it healed a fault, for five minutes after its end or more; a relapse
 *     after that is not its failure
 * @param harmful whether it stopped healthy work for nothing
 * @param note one line for a person
 */
public record SimEffect(
    Instant at,
    Instant completedAt,
    String action,
    Component target,
    String key,
    boolean effective,
    boolean harmful,
    String note) {
  /** Checks the parts. */
  public SimEffect {
    requireNonNull(at, "at");
    requireNonNull(completedAt, "completedAt");
    requireNonNull(action, "action");
    requireNonNull(target, "target");
    requireNonNull(key, "key");
    requireNonNull(note, "note");
  }
}
