package io.aiops4j.api.incident;

import io.aiops4j.api.Experimental;
import io.aiops4j.api.IncidentId;

/**
 * Runs incidents from their first alert to a recovery that telemetry confirmed, or to people.
 *
 * <p>Starts no thread: the host calls {@link #advance} when a {@link Step} says so, or {@link #run}
 * on a thread of its own. Thread-safe: one incident may be advanced by several threads or
 * processes, the journal lets one win.
 */
@Experimental
public interface IncidentLoop {
  /**
   * Opens an incident, or joins the trigger to one that is open: of the same fingerprint, or of a
   * component that is a neighbour in the topology.
   *
   * @param trigger why somebody thinks that there is an incident
   * @return the new or the joined incident
   */
  IncidentId open(Trigger trigger);

  /**
   * Does one step: decides from the journal, makes one kind of outside call (a look at telemetry,
   * an agent, a review, a dispatch, a probe or a verification), writes down what came of it.
   *
   * @param incident an incident of this loop's journal
   * @return what to do next
   * @throws IllegalArgumentException if there is no such incident
   */
  Step advance(IncidentId incident);

  /**
   * Takes what comes from outside. Written down at once and judged at the next step: what comes
   * while the incident is paused is neither dropped nor replayed.
   *
   * @param incident an incident of this loop's journal
   * @param signal what came
   * @throws IllegalArgumentException if there is no such incident
   */
  void signal(IncidentId incident, Signal signal);

  /**
   * {@return what the incident is doing, waits for and would need}
   *
   * @param incident an incident of this loop's journal
   * @throws IllegalArgumentException if there is no such incident
   */
  Explanation explain(IncidentId incident);

  /**
   * {@return the incident as its events tell it}
   *
   * @param incident an incident of this loop's journal
   * @throws IllegalArgumentException if there is no such incident
   */
  Incident incident(IncidentId incident);

  /**
   * Advances an incident until it ends or the pacer stops.
   *
   * @param incident an incident of this loop's journal
   * @param pacer waits between the steps
   * @return the incident as it then is
   */
  default Incident run(IncidentId incident, Pacer pacer) {
    while (true) {
      Step step = advance(incident);
      boolean goOn = true;
      if (step instanceof Step.Ended) {
        return incident(incident);
      } else if (step instanceof Step.At at) {
        goOn = pacer.await(java.util.Optional.of(at.instant()), at.reason());
      } else if (step instanceof Step.WaitingFor waiting) {
        goOn = pacer.await(waiting.reason().until(), waiting.reason());
      }
      if (!goOn) {
        return incident(incident);
      }
    }
  }
}
