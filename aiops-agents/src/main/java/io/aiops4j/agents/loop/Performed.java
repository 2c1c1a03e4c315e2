package io.aiops4j.agents.loop;

import io.aiops4j.api.incident.IncidentState;
import io.aiops4j.api.incident.LoopEvent;
import io.aiops4j.api.incident.Step;
import io.aiops4j.api.journal.IncidentEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What came of a command.
 *
 * @param events what to write, in order; may be empty
 * @param after the sequence they follow
 * @param meanwhile what to do meanwhile, where nothing is to be written
 */
record Performed(List<IncidentEvent> events, long after, Optional<Step> meanwhile) {
  static Performed write(long after, List<? extends IncidentEvent> events) {
    return new Performed(List.copyOf(events), after, Optional.empty());
  }

  static Performed await(long after, Step step) {
    return new Performed(List.of(), after, Optional.of(step));
  }

  /** Events with a state entered at their end. */
  static Performed enter(
      long after, List<? extends IncidentEvent> events, IncidentState state, String reason) {
    List<IncidentEvent> all = new ArrayList<>(events);
    all.add(new LoopEvent.StateEntered(state, reason));
    return write(after, all);
  }
}
