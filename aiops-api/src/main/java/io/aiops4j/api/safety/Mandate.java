package io.aiops4j.api.safety;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A standing permission for a class of actions, within a budget.
 *
 * <p>Being in hand proves nothing: {@link MandateVerifier} says whether it is real.
 *
 * @param id unique; not blank
 * @param grantor who gave it
 * @param actions the ids of the action types, sorted
 * @param incidentClasses for which incident classes, sorted
 * @param notBefore from when
 * @param expiresAt until when
 * @param maxUses how many dispatches in all
 */
public record Mandate(
    String id,
    Actor grantor,
    SortedSet<String> actions,
    SortedSet<String> incidentClasses,
    Instant notBefore,
    Instant expiresAt,
    int maxUses) {
  /** Copies the sets. */
  public Mandate {
    if (requireNonNull(id, "id").isBlank()) {
      throw new IllegalArgumentException(
          "A mandate without an id could not be told from none in the ledger; give it one");
    }
    requireNonNull(grantor, "grantor");
    actions = Collections.unmodifiableSortedSet(new TreeSet<>(actions));
    incidentClasses = Collections.unmodifiableSortedSet(new TreeSet<>(incidentClasses));
    requireNonNull(notBefore, "notBefore");
    requireNonNull(expiresAt, "expiresAt");
  }

  /**
   * {@return whether it covers a step now, its budget included}
   *
   * @param context the step, the diagnosis, the ledger and the time
   */
  public boolean covers(PolicyContext context) {
    long used =
        context.ledger().entries().stream()
            .filter(entry -> entry.intent().authority().equals(id))
            .count();
    return actions.contains(context.step().type().id())
        && incidentClasses.contains(context.diagnosis().incidentClass())
        && !context.now().isBefore(notBefore)
        && context.now().isBefore(expiresAt)
        && used < maxUses;
  }
}
