package io.aiops4j.api.incident;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;

/**
 * What an incident is doing, for a person.
 *
 * @param state where it stands
 * @param doing one sentence
 * @param waiting what it waits for, if it waits
 * @param known what is known so far, a sentence each
 * @param unseen what could not be seen, a sentence each
 */
public record Explanation(
    IncidentState state,
    String doing,
    Optional<WaitingReason> waiting,
    List<String> known,
    List<String> unseen) {
  /** Copies the lists. */
  public Explanation {
    requireNonNull(state, "state");
    requireNonNull(doing, "doing");
    requireNonNull(waiting, "waiting");
    known = List.copyOf(known);
    unseen = List.copyOf(unseen);
  }
}
